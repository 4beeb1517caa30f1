"""An access slip opens the answers on which its case rests, and no others of the same child."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.actions.slips import approve_slip, ask_slip
from interventions.models import AccessSlip, Case, Evidence
from school_safety.access.holdings import forget

from .test_withdrawing import ALL_YES, hand_in, sit

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "辅导老师明天外出培训，托我今天先看过再接待家长。"


def test_slip_opens_only_the_answers_its_case_rests_on(slips, world, client_of) -> None:
    response = hand_in(sit(slips.student.slip), ALL_YES)
    case = Case.objects.get(student=world.student)
    reader = world.co2 if case.owner == world.co else world.co
    address = reverse("surveys:response_show", args=[response.pk])
    assert client_of(reader).get(address).status_code == 404
    at = timezone.now()
    slip = ask_slip(student=case.student, kind="cover", reason=REASON, hours=4, by=reader, at=at)
    approve_slip(slip=slip, by=world.ld, at=at)
    forget(reader)
    assert client_of(reader).get(address).status_code == 200
    assert AccessSlip.objects.get().opened_at
    Evidence.objects.filter(case=case).update(origin="surveys.response:" + str(case.pk))
    assert client_of(reader).get(address).status_code == 404
