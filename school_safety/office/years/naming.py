"""Grades and classes in the reader's language; the roster itself keeps the school's own names."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

GRADES: tuple[str | Promise, ...] = (
    gettext_lazy("一年级"), gettext_lazy("二年级"), gettext_lazy("三年级"),
    gettext_lazy("四年级"), gettext_lazy("五年级"), gettext_lazy("六年级"),
    gettext_lazy("七年级"), gettext_lazy("八年级"), gettext_lazy("九年级"),
    gettext_lazy("高一"), gettext_lazy("高二"), gettext_lazy("高三"),
)  # fmt: skip


def grade(number: int) -> str:
    """三年级, Grade 3."""
    return str(GRADES[number - 1])


def room(number: int, of: int) -> str:
    """六年级2班; Grade 6, class 2."""
    return _("%(grade)s%(number)d班") % {"grade": grade(number), "number": of}
