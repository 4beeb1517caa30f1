"""The district's switch for 14 to 17: who sets it, what it changes, and what it never changes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from school_safety.audit import queries as audit
from school_safety.consents import queries
from school_safety.consents.choices import Purpose, Youth
from school_safety.consents.models import DistrictTerms
from school_safety.consents.queries import stands
from school_safety.consents.wording import current
from school_safety.notices.queries import inbox
from school_safety.schools.models import Student
from tests.worlds import make_guardian

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/staff/district/"
OPINION = "区教育局法律顾问王律师 2026 年 10 月 8 日的书面意见，存于局办公室档案柜"


def change(client, youth="notice", opinion=OPINION):
    return client.post(PAGE, {"youth": youth, "opinion": opinion})


def press(client, student, state, purpose="screening", who="student"):
    url = reverse(f"office:{who}_consent", args=[student.pk, purpose])
    return client.post(url, {"state": state, "words": current(purpose, "zh-hans").hash})


def standing(student, purpose=Purpose.SCREENING) -> bool:
    student = Student.objects.get(pk=student.pk)
    on = timezone.localdate()
    alone = stands(student, purpose, on=on) is not None
    rows = Student.objects.filter(pk=student.pk)
    assert alone == (student.pk in queries.standing_students(rows, purpose, on=on))
    assert alone == (queries.states_of([student], purpose, on=on)[student.pk] == "stands")
    return alone


@pytest.fixture
def youth(world):
    for student in (world.student, world.far_student):
        today = timezone.localdate()
        student.born_on = date(today.year - 15, today.month, min(today.day, 28))
        student.save()
    return world.student


def test_the_default_is_both_and_nobody_has_to_set_it(world, client_of, youth):
    assert "系统默认" in client_of(world.da).get(PAGE).content.decode()
    press(client_of(youth.user), youth, "given")
    assert not standing(youth)
    assert not inbox(world.gu)


def test_switched_the_pupils_own_yes_is_enough_and_guardians_hear_of_it(world, client_of, youth):
    held = make_guardian(youth, "受保护的家长", held_by=world.ld)
    assert change(client_of(world.da)).status_code == 302
    press(client_of(youth.user), youth, "given")
    assert standing(youth)
    assert [n.kind for n in inbox(world.gu)] == ["youth_agreed"]
    for person in (held, world.gu_limited, world.gu_court):
        assert not inbox(person)
    page = client_of(world.gu).get(reverse("office:family_consent", args=[youth.pk, "screening"]))
    assert "他自己同意就算" in page.text
    press(client_of(world.gu), youth, "refused", who="family")
    assert not standing(youth)
    press(client_of(world.gu), youth, "given", who="family")
    assert standing(youth)
    press(client_of(youth.user), youth, "withdrawn")
    assert not standing(youth)


def test_a_referral_and_other_ages_and_other_districts_stay_as_they_are(world, client_of, youth):
    change(client_of(world.da))
    press(client_of(youth.user), youth, "given", "referral")
    assert not standing(youth, Purpose.REFERRAL)
    press(client_of(youth.user), youth, "given", "counselling")
    assert standing(youth, Purpose.COUNSELLING)
    far = world.far_student
    press(client_of(far.user), far, "given")
    assert not standing(far)
    assert press(client_of(world.classmate.user), world.classmate, "given").status_code == 409


def test_switched_back_a_missing_yes_counts_again(world, client_of, youth):
    client = client_of(world.da)
    change(client)
    press(client_of(youth.user), youth, "given")
    assert standing(youth)
    assert change(client, "both", "还是两边都要").status_code == 302
    assert not standing(youth)
    press(client_of(world.gu), youth, "given", who="family")
    assert standing(youth)
    assert DistrictTerms.objects.filter(district=world.district).count() == 2


def test_it_is_remembered_and_told(world, client_of):
    change(client_of(world.da))
    row = audit.of_districts([world.district.pk]).get(event="consents.terms.set")
    assert (row.actor_id, row.facts["kind"]) == (world.da.pk, "notice")
    for person in (world.au, world.ld):
        assert [n.kind for n in inbox(person)] == ["terms_changed"]
    for person in (world.da, world.da_other, world.te):
        assert not inbox(person)
    page = client_of(world.da).get(PAGE).content.decode()
    assert OPINION in page
    assert "da老师" in page


@pytest.mark.parametrize(
    ("youth_code", "opinion", "status"),
    [
        ("notice", "", 422),
        ("notice", "x   " * 9, 422),
        ("perhaps", OPINION, 422),
        ("both", "没有要改的", 409),
        ("both", "", 422),
    ],
)
def test_without_an_opinion_or_a_change_nothing_happens(
    world, client_of, youth_code, opinion, status
):
    assert change(client_of(world.da), youth_code, opinion).status_code == status
    assert not DistrictTerms.objects.exists()


@pytest.mark.parametrize("who", ["sa", "ld", "au", "ck", "op", "gu"])
def test_nobody_else_finds_the_page(world, client_of, who):
    client = client_of(getattr(world, who))
    assert client.get(PAGE).status_code == 404
    assert change(client).status_code == 404
    assert not DistrictTerms.objects.exists()


def test_the_database_has_the_last_word(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        DistrictTerms.objects.create(
            district=world.district, youth=Youth.NOTICE, opinion="", set_by=world.da,
            set_at=timezone.now(),
        )  # fmt: skip


def test_a_class_costs_one_question_more_whatever_its_size(
    world, client_of, youth, django_assert_num_queries
):
    change(client_of(world.da))
    rows = list(Student.objects.filter(pk__in=[youth.pk, world.classmate.pk]))
    with django_assert_num_queries(3):
        found = queries.states_of(rows, Purpose.SCREENING, on=timezone.localdate())
    assert set(found.values()) == {"silent"}
