"""What supervision counts with, and why nobody may be there for a case."""

from django.utils.translation import gettext_lazy as _

CASES_PER_COUNSELOR = 35  # what one counselor can carry
ALONE = {
    "nobody": _("还没有人接"),
    "closed": _("负责的老师账号已停用"),
    "left": _("负责的老师已不是本校的心理辅导老师"),
    "uncovered": _("负责的老师不在，没有人代"),
}
