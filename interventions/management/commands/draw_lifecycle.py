"""Draws the life-cycle tables into docs/reference/case-states.md."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from interventions.choices import (
    MandatoryStatus,
    MeetingStatus,
    ReferralStatus,
    SafetyStatus,
    SlipStatus,
    Status,
    TalkStatus,
    VisitStatus,
)
from interventions.rules import (
    lifecycle,
    mandatory_lifecycle,
    meeting_lifecycle,
    referral_lifecycle,
    safety_lifecycle,
    slip_lifecycle,
    talk_lifecycle,
    visit_lifecycle,
)
from interventions.rules.states import diagram, table

PATH = Path(settings.BASE_DIR) / "school_safety" / "docs" / "reference" / "case-states.md"
HEAD = "# The life of a case, a referral, an access slip, a safety event, a mandatory report, "
HEAD += "a case conference, a home visit and a family meeting\n\n"
HEAD += "Drawn by `manage.py draw_lifecycle` from `interventions/rules/`; "
HEAD += "a test compares this page with the tables.\n"


def drawing() -> str:
    """The whole page."""
    with translation.override("zh-hans"):
        case = {code: str(label) for code, label in Status.choices}
        referral = {code: str(label) for code, label in ReferralStatus.choices}
        safety = {code: str(label) for code, label in SafetyStatus.choices}
        report = {code: str(label) for code, label in MandatoryStatus.choices}
        slip = {code: str(label) for code, label in SlipStatus.choices}
        talk = {code: str(label) for code, label in TalkStatus.choices}
        visit = {code: str(label) for code, label in VisitStatus.choices}
        meeting = {code: str(label) for code, label in MeetingStatus.choices}
    parts = [HEAD]
    for title, module, labels in (
        ("Case", lifecycle, case),
        ("Referral", referral_lifecycle, referral),
        ("Access slip", slip_lifecycle, slip),
        ("Safety event", safety_lifecycle, safety),
        ("Mandatory report", mandatory_lifecycle, report),
        ("Case conference", meeting_lifecycle, meeting),
        ("Home visit", visit_lifecycle, visit),
        ("Family meeting", talk_lifecycle, talk),
    ):
        drawn = diagram(module.LIFECYCLE, module.FIRST, labels)
        listed = table(module.LIFECYCLE, labels)
        parts.append(f"\n## {title}\n\n```mermaid\n{drawn}\n```\n\n{listed}\n")
    return "".join(parts)


class Command(BaseCommand):
    """manage.py draw_lifecycle"""

    help = "Draw the life cycles of cases and referrals into the reference."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        PATH.parent.mkdir(parents=True, exist_ok=True)
        PATH.write_text(drawing(), encoding="utf-8")
        self.stdout.write(str(PATH.relative_to(settings.BASE_DIR)))
