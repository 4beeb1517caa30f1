"""What left the house in the demo: one document for a court, one still being read through, marks."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from interventions.actions import exporting, marking
from interventions.actions.exporting import Wish
from interventions.choices import Status

from .told import Story

WHY = "区人民法院少年庭依法调取谈心记录，用于监护案件的社会调查，文书已核对原件。"
COURT = "晴岚区人民法院 少年庭 书记员"
PAPER = "（2026）晴调字第 12 号"
SAID = "她说和{mate}吵过一架，{given}的妈妈打来电话 19900001234，班上有人叫她大头。"


def tell(story: Story) -> None:
    """The named counselor's first two cases with a plan."""
    owner = story.users["co_s1"]
    cases = story.schools["S1"].cases.filter(owner=owner, status=Status.PLANNED)
    for order, case in enumerate(cases.order_by("number")[:2]):
        note = case.notes.filter(held=True).order_by("happened_at").first()
        if note is None:
            continue
        entry = f"note:{note.pk}"
        at = story.now - timedelta(hours=2)
        marking.mark_entry(case=case, entry=entry, known={entry}, by=owner, at=at)
        export = _draft(story, case, owner, at)
        if order == 0:
            made = at + timedelta(minutes=8)
            exporting.make_export(export=export, label=_label, by=owner, at=made)


def _draft(story: Story, case: Any, owner: Any, at: Any) -> Any:
    mate = case.student.classroom.students.exclude(pk=case.student_id).order_by("number").first()
    said = SAID.format(mate=mate.name, given=mate.name[1:])
    said = story.canaries.mark(said, level="S4", student=case.student, school=case.school)
    lines = [(note.get_kind_display(), note.text, note.happened_at) for note in case.notes.all()]
    lines.append(("谈心", said, at))
    body = [
        {
            "part": "talks",
            "entries": [
                {"when": f"{timezone.localtime(when):%Y-%m-%d %H:%M}", "title": title, "text": text}
                for title, text, when in lines
            ],
        }
    ]
    wish = Wish("authority", ["talks"], WHY, recipient=COURT, paper=PAPER, body=body)
    export = exporting.draft_export(case=case, wish=wish, by=owner, at=at)
    story.note("export", export, student=case.student)
    return export


def _label(kind: str, number: int) -> str:
    words = {
        "student": "同学",
        "guardian": "家长",
        "staff": "老师",
        "title": "某人",
        "phone": "电话",
    }
    return f"{words.get(kind, '某项')}{'甲乙丙丁戊己庚辛壬癸'[(number - 1) % 10]}"
