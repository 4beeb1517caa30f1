"""Chapter five: concerns, talks, plans, families told, referrals there and back."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from interventions.actions import (
    closing,
    concerns,
    contacting,
    deciding,
    directory,
    planning,
    talking,
    tasking,
)
from interventions.choices import Level, Source, Status

from . import measuring, words
from .referrals import refer
from .told import Story

# What becomes of the cases, one after the other, again and again.
FATES = (
    "shared", "waiting", "talking", "sent", "dismissed", "confirmed", "appointed", "planned",
    "replied", "closing", "draft", "closed", "refused", "waived", "waiting", "done", "tasked",
)  # fmt: skip
MEASURED = frozenset({"shared", "tasked"})  # with weekly checks and two assessments
CONCERNS = {"S1": 22, "S2": 9, "S3": 8}


def tell(story: Story) -> None:
    """Providers first, then what people saw, then what was done."""
    _providers(story)
    _concerns(story)
    special = {story.kept["family_a"].pk: "draft", story.kept["family_h"].pk: "waived"}
    for code, school in story.told_schools.items():
        for order, case in enumerate(school.cases.order_by("number")):
            if case.owner_id is None:
                continue
            fate = special.get(case.student_id) or FATES[order % len(FATES)]
            Course(story, case, code).run(fate)
            url = reverse("interventions:case_show", args=[case.pk])
            story.note("case", case, url=url, student=case.student)


def _providers(story: Story) -> None:
    seats = {"D1": "cl_d1", "D2": "cl_d2"}
    for code, district in story.districts.items():
        official = story.users["da_d1" if code == "D1" else "da_d2"]
        for order, facts in enumerate(words.PROVIDERS if code == "D1" else words.PROVIDERS[:1]):
            name = facts["name"] if code == "D1" else "远岑区青少年心理中心"
            row = directory.save_provider(
                district=district,
                by=official,
                at=story.start,
                **{**facts, "name": name, "phone": story.people.phone()},
            )
            if order == 0:
                clinician = story.users[seats[code]]
                directory.seat_staff(provider=row, user=clinician, by=official, at=story.start)
                story.kept[f"provider:{code}"] = row
                story.kept[f"clinician:{code}"] = clinician
            story.note("provider", row, url=reverse("interventions:provider_list"))


def _concerns(story: Story) -> None:
    for code, count in CONCERNS.items():
        rooms = [key for key in sorted(story.rooms) if key.startswith(f"{code}:")]
        chosen = [s for key in rooms for s in story.students(key)]
        wanted = story.random.sample(chosen, min(count, len(chosen) // 3))
        if code == "S1":
            wanted = [story.kept["family_a"], story.kept["family_h"], *wanted]
        for order, student in enumerate(wanted):
            key = next(k for k in rooms if story.rooms[k].pk == student.classroom_id)
            moment = story.at(0.15 + 0.8 * order / len(wanted))
            row = concerns.receive_concern(
                school=story.schools[code],
                student=student,
                fact=_mark(story, story.random.choice(words.CONCERNS), student),
                words=_mark(story, story.random.choice(words.SAID), student),
                done=_mark(story, story.random.choice(words.DONE), student),
                by=story.homerooms[key],
                at=moment,
            )
            story.note("concern", row, student=student)


def _mark(story: Story, text: str, student: Any, level: str = "S4") -> str:
    return story.canaries.mark(text, level=level, student=student, school=student.school)


class Course:
    """One case on its way; every step takes some of the time between its opening and now."""

    def __init__(self, story: Story, case: Any, code: str) -> None:
        self.story, self.case, self.code = story, case, code
        self.owner = case.owner
        self.lead = story.users[f"lead_{code.lower()}"]
        self.step = max((story.now - case.opened_at) / 14, timedelta(minutes=1))
        self.clock = case.opened_at

    def tick(self) -> datetime:
        """A little later."""
        later = timezone.localtime(self.clock + self.step)
        decent = later.replace(hour=9 + later.day % 8, minute=later.minute)
        decent -= timedelta(days=max(decent.weekday() - 4, 0))
        self.clock = min(decent if decent > self.clock else later, self.story.now)
        return self.clock

    def mark(self, text: str, level: str = "S4") -> str:
        """The text with this child's mark."""
        return _mark(self.story, text, self.case.student, level)

    def pick(self, texts: tuple[str, ...], level: str = "S4") -> str:
        """One of them, marked."""
        return self.mark(self.story.random.choice(texts), level)

    def talk(self, kind: str = "talk") -> None:
        """One contact written down."""
        at = self.tick()
        text = self.pick(words.TALKS)
        talking.record_talk(
            case=self.case, kind=kind, text=text, happened_at=at, by=self.owner, at=at
        )

    def run(self, fate: str) -> None:
        """As far as this fate goes."""
        if fate == "waiting" or self.case.status not in {Status.NEW, Status.ASSIGNED}:
            return
        if fate in MEASURED:
            self.step /= 3  # early enough that some weeks of the plan have passed
        self.talk()
        if fate == "talking":
            return
        if fate == "dismissed":
            reason = self.mark(words.REASONS[2])
            deciding.dismiss(
                case=self.case,
                reason=reason,
                finding=self._found("not"),
                by=self.owner,
                at=self.tick(),
            )
            return
        self.talk("observation")
        level = self.story.random.choice([Level.TODAY, Level.WEEK, Level.WEEK, Level.WATCH])
        deciding.confirm(
            case=self.case,
            level=level,
            reason=self.pick(words.REASONS[:2]),
            finding=self._found("confirmed"),
            by=self.owner,
            at=self.tick(),
        )
        if fate in MEASURED:
            measuring.assess(self)
        self._family(fate)
        if fate not in {"confirmed", "waived"}:
            self._support(fate)

    def _found(self, finding: str) -> str:
        """What the talk showed, where a questionnaire had asked for it."""
        return finding if self.case.source == Source.SCREENING else ""

    def _family(self, fate: str) -> None:
        if fate == "waived":
            reason = self.pick(words.WAIVERS)
            contacting.waive_telling(case=self.case, reason=reason, by=self.owner, at=self.tick())
            return
        links = self.case.student.guardianships.filter(authority="full", held_at=None)
        link = links.select_related("guardian").order_by("order").first()
        if link is None:
            return
        contacting.tell_guardian(
            case=self.case,
            guardian=link.guardian,
            how="phone",
            attitude=self.story.random.choice(["agrees", "agrees", "thinking"]),
            proof=self.pick(words.PROOFS),
            by=self.owner,
            at=self.tick(),
        )

    def _support(self, fate: str) -> None:
        at = self.tick()
        plan = planning.make_plan(case=self.case, text=self._plan(at), by=self.owner, at=at)
        self.talk()
        if fate != "planned":
            plan = planning.share_family_part(plan=plan, by=self.owner, at=self.tick())
        if fate in MEASURED:
            measuring.tap(self, plan)
            measuring.assess(self, better=True)
        if fate == "tasked":
            self._task()
        if fate in {"draft", "sent", "appointed", "replied", "refused", "done"}:
            refer(self, fate)
        if fate in {"closing", "closed"}:
            self._close(fate)

    def _plan(self, at: datetime) -> planning.PlanText:
        goals = [planning.GoalText(self.mark(goal, "S3"), target=4) for goal in words.GOALS[:2]]
        return planning.PlanText(
            school_part=self.pick(words.SCHOOL_PARTS),
            family_part=self.pick(words.FAMILY_PARTS, "S3"),
            goals=goals,
            weeks=max(6, min(12, (self.story.now - at).days // 7 + 2)),  # still running today
            starts_on=timezone.localdate(at),
        )

    def _task(self) -> None:
        key = next(k for k, r in self.story.rooms.items() if r.pk == self.case.student.classroom_id)
        at = self.tick()
        task = tasking.give_task(
            case=self.case,
            to=self.story.homerooms[key],
            text=self.pick(words.TASKS, "S2"),
            due_on=self.due(),
            by=self.owner,
            at=at,
        )
        self.story.note("task", task, url=reverse("interventions:task_list"), student=task.student)

    def due(self) -> date:
        """A few days from now."""
        return timezone.localdate(self.story.now + timedelta(days=5))

    def _close(self, fate: str) -> None:
        reason = self.mark(words.REASONS[3])
        closing.ask_close(
            case=self.case, outcome="better", reason=reason, by=self.owner, at=self.tick()
        )
        if fate == "closed":
            reason = self.mark("同意，谢谢两位老师。")
            closing.approve_close(case=self.case, reason=reason, by=self.lead, at=self.tick())
