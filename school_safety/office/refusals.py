"""Refusals of the ground floor's actions, said to a clerk."""

from django.utils.translation import gettext_lazy as _

UNDO_REFUSALS = {
    "import_not_written": _("这一批没有写入，或已经撤销过。"),
    "import_not_waiting": _("这一份已经处理过了。请重新上传。"),
}
