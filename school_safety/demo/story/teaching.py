"""Chapter three: lessons on the shelf, classes taught, three letters and what families answered."""

import secrets
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lessons.actions.exporting import export_due
from lessons.actions.publishing import publish_letters, publish_shipped
from lessons.actions.sending import send
from lessons.actions.signing import Reply, open_letter, reply
from lessons.actions.teaching import record_taught
from lessons.choices import LetterKind
from lessons.queries.pages import lessons_for

from . import evenings, programmes, quizzes
from .chasing import followed
from .plan import screened
from .slips_back import told as slips_back
from .told import Story

# How families answer: (share, answer); what is left never opens the letter.
HABITS = {
    LetterKind.INFORMATION: ((0.35, "read"), (0.25, "open")),
    LetterKind.ACKNOWLEDGEMENT: ((0.74, "read"), (0.1, "open")),
    LetterKind.CONSENT: ((0.8, "agree"), (0.06, "refuse"), (0.04, "ask"), (0.04, "open")),
}
SENT = {LetterKind.INFORMATION: 0.08, LetterKind.CONSENT: 0.12, LetterKind.ACKNOWLEDGEMENT: 0.86}
NOTES = (
    "孩子周三下午要去复查，可能晚到。",
    "我们家最近在搬家，电话可能接得慢。",
    "他外婆住院了，这几天是邻居接送。",
    "想请老师多鼓励她举手发言。",
    "爸爸在外地，晚上八点后方便接电话。",
)


def tell(story: Story) -> None:
    """The shelf first, then term by term what was taught and sent."""
    founder = story.users["founder"]
    shelf = publish_shipped(by=founder, at=story.start)
    story.kept["lessons"] = shelf
    for page in shelf:
        story.objects.append(_page("lesson", page))
    for code, school in story.told_schools.items():
        for letter in publish_letters(school=school, by=founder, at=story.start):
            story.objects.append(_page("letter", letter, code))
            story.kept[f"letter:{code}"] = letter
            if letter.kind == LetterKind.CONSENT:
                story.kept[f"consent:{code}"] = letter.pk
            _letter(story, code, letter)
    followed(story)
    slips_back(story)
    programmes.planned(story)
    programmes.held(story)
    evenings.told(story)
    _taught(story)
    quizzes.asked(story)
    export_due(at=story.at(1.0))


def _page(kind: str, page: Any, school: str = "") -> dict[str, str]:
    return {
        "kind": kind,
        "id": str(page.pk),
        "school": school,
        "student": "",
        "url": page.url or "",
    }


def _taught(story: Story) -> None:
    """Class by class a few more of the lessons that fit it, from early in the term until now."""
    rooms = sorted(story.told_rooms)
    for at, key in enumerate(rooms):
        fitting = list(lessons_for(story.rooms[key], "zh-hans"))
        for order, lesson in enumerate(fitting[: 1 + at % max(len(fitting), 1)]):
            moment = story.at(0.2 + 0.75 * (order + at / len(rooms)) / len(fitting))
            row = record_taught(
                classroom=story.rooms[key],
                lesson=lesson,
                taught_on=timezone.localdate(moment),
                minutes=40,
                by=story.homerooms[key],
                at=moment,
            )
            story.note("delivery", row)
            if order == 0 and at < 4:
                programmes.missed(story, row, moment, at)


def _classes(story: Story, code: str, kind: str) -> list[str]:
    """Consent is asked where a wave follows; one class a grade gets the others, S3 only the news."""
    if kind == LetterKind.CONSENT:
        return screened(code, story.told_rooms)
    keys = [key for key in sorted(story.rooms) if key.startswith(f"{code}:")]
    if kind == LetterKind.ACKNOWLEDGEMENT and code == "S3":
        return []
    return [key for key in keys if key.endswith(".1")]


def _letter(story: Story, code: str, letter: Any) -> None:
    part = SENT[LetterKind(letter.kind)]
    for order, key in enumerate(_classes(story, code, letter.kind)):
        moment = story.at(part + 0.002 * order)
        with transaction.atomic():
            dispatch = send(
                letter=letter, classroom=story.rooms[key], by=story.homerooms[key], at=moment
            )
            story.note(
                "dispatch", dispatch, url=reverse("lessons:dispatch_detail", args=[dispatch.pk])
            )
            _answers(story, dispatch, part)
            story.kept.setdefault(f"dispatch:{code}:{letter.kind}", dispatch)


def _answers(story: Story, dispatch: Any, part: float) -> None:
    rows = dispatch.letters.select_related("guardian__user", "student__school", "dispatch")
    family = {story.users["gu_a"].pk, story.users["gu_a2"].pk}
    done = set()
    for letter in rows.order_by("student__number", "guardian__phone_tail", "id"):
        _note_letter(story, letter)
        if letter.student_id in done and story.random.random() < 0.85:
            continue  # one parent has answered; mostly that is enough
        if letter.guardian.user_id in family and dispatch.kind != LetterKind.INFORMATION:
            continue  # these wait for whoever looks around
        if _answer(story, letter, part):
            done.add(letter.student_id)


def _note_letter(story: Story, letter: Any) -> None:
    if len([o for o in story.objects if o["kind"] == "personal_letter"]) < 60:
        url = reverse("lessons:letter_read", args=[letter.pk])
        story.note("personal_letter", letter, url=url, student=letter.student)


def _answer(story: Story, letter: Any, part: float) -> bool:
    chance = story.random.random()
    choice = ""
    for share, answer in HABITS[LetterKind(letter.dispatch.kind)]:
        if chance < share:
            choice = answer
            break
        chance -= share
    if not choice:
        return False
    moment = story.at(min(part + 0.005 + story.random.random() * 0.08, 0.99))
    who = letter.guardian.user
    open_letter(letter=letter, by=who, at=moment)
    if choice == "open":
        return False
    receipt = reply(letter=letter, reply=_reply(story, letter, choice), by=who, at=moment)
    if choice == "agree" and story.random.random() < 0.02:
        last = story.at(0.9)
        reply(letter=letter, reply=_reply(story, letter, "withdraw"), by=who, at=last)
    story.kept.setdefault(f"receipt:{letter.dispatch.kind}", receipt)
    return True


def _reply(story: Story, letter: Any, answer: str) -> Reply:
    language = (
        "zh-hans" if "zh-hans" in letter.dispatch.texts else next(iter(letter.dispatch.texts))
    )
    note = ""
    if story.random.random() < 0.12:
        text = story.random.choice(NOTES)
        note = story.canaries.mark(
            text, level="S2", student=letter.student, school=letter.student.school
        )
    return Reply(
        answer=answer,
        key=UUID(bytes=secrets.token_bytes(16), version=4),
        text_hash=letter.dispatch.hashes[language],
        language=language,
        typed=letter.guardian.name,
        wants_call=story.random.random() < 0.04,
        note=note,
    )
