"""The part of a case that leaves the school: asked of the family, sent, answered, come back."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from interventions.actions import family, receiving, referring
from interventions.choices import PacketField
from school_safety.consents.choices import State
from school_safety.kernel.terms import age_on

from . import words

if TYPE_CHECKING:
    from .helping import Course

FIELDS = [PacketField.NAME, PacketField.BIRTH, PacketField.GUARDIAN, PacketField.CONCERN,
          PacketField.TALKS]  # fmt: skip


def refer(course: "Course", fate: str) -> None:
    """As far as this fate goes; what the family has not agreed to is never sent."""
    provider = course.story.kept["provider:D2" if course.code == "S3" else "provider:D1"]
    clinician = course.story.kept["clinician:D2" if course.code == "S3" else "clinician:D1"]
    referral = referring.draft_referral(
        case=course.case,
        provider=provider,
        fields=[str(field) for field in FIELDS],
        needs=["sleep"],
        family_part=course.mark(words.REFERRAL_FAMILY, "S3"),
        words={code: course.mark(text) for code, text in words.PACKET.items()},
        by=course.owner,
        at=course.tick(),
    )
    url = reverse("interventions:referral_show", args=[referral.pk])
    course.story.note("referral", referral, url=url, student=course.case.student)
    if fate == "draft" or not _family_agrees(course, referral):
        return
    referral = referring.send_referral(referral=referral, by=course.owner, at=course.tick())
    if fate == "sent":
        return
    if fate == "refused":
        receiving.refuse_referral(
            referral=referral,
            reason="full",
            alternative=course.mark("下个月有位置；急的话可先联系睡眠门诊。"),
            by=clinician,
            at=course.tick(),
        )
        return
    receiving.accept_referral(referral=referral, by=clinician, at=course.tick())
    _visit(course, referral, clinician, fate)


def _family_agrees(course: "Course", referral: Any) -> bool:
    student = course.case.student
    links = student.guardianships.filter(authority="full", held_at=None)
    link = links.select_related("guardian__user").order_by("order").first()
    if link is None:
        return False
    at = course.tick()
    family.answer_referral(
        referral=referral, state=State.GIVEN, guardian=link.guardian, by=link.guardian.user, at=at
    )
    if student.born_on and age_on(student.born_on, timezone.localdate(at)) >= 14:
        family.answer_referral(
            referral=referral, state=State.GIVEN, guardian=None, by=student.user, at=at
        )
    return referring.consent_for(referral, at) is not None


def _visit(course: "Course", referral: Any, clinician: Any, fate: str) -> None:
    at = course.tick()
    soon = (
        course.story.now + timedelta(days=4) if fate == "appointed" else at + timedelta(minutes=1)
    )
    visit = receiving.give_appointment(
        referral=referral, starts_at=soon, place="青屿区演示路 1 号 203", by=clinician, at=at
    )
    if fate == "appointed":
        return
    came = max(course.tick(), visit.starts_at)
    receiving.record_attendance(appointment=visit, kept=True, by=clinician, at=came)
    receiving.write_reply(
        referral=referral,
        school_part=course.pick(words.REPLIES),
        family_part=course.mark(words.REPLY_FAMILY, "S3"),
        by=clinician,
        at=course.tick(),
    )
    if fate == "done":
        receiving.finish_referral(referral=referral, by=course.owner, at=course.tick())
