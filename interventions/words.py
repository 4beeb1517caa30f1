"""Sentences that the house writes itself."""

from django.utils.translation import gettext as _


def stay_task() -> str:
    """For the colleague who sits with a child: what to do, not why."""
    return _("请现在陪着这位同学，不离开，直到有老师来接。")
