"""Deciding for a child, for oneself, by paper; and who never sees any of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school_safety.consents.choices import Purpose
from school_safety.consents.models import Consent
from school_safety.consents.queries import stands
from school_safety.consents.wording import all_wordings, by_hash, current
from school_safety.schools.models import Guardianship
from tests.factories import cases as builders
from tests.trust.knocking import CHANCE
from tests.worlds import make_guardian

pytestmark = pytest.mark.django_db
LIST = "/family/consents/"


def page_of(student, purpose="screening", who="family"):
    return reverse(f"office:{who}_consent", args=[student.pk, purpose])


def press(client, student, state, purpose="screening", who="family", language="zh-hans"):
    words = current(purpose, language).hash
    return client.post(page_of(student, purpose, who), {"state": state, "words": words})


def standing(student, purpose=Purpose.SCREENING):
    return stands(student, purpose, on=timezone.localdate()) is not None


def older(student, years):
    today = timezone.localdate()
    student.born_on = date(today.year - years, today.month, min(today.day, 28))
    student.save()


def test_give_take_back_and_give_again(client_of, world):
    client = client_of(world.gu)
    asked = client.get(LIST).text
    assert asked.count("还没有回答") == 3
    assert "checked" not in client.get(page_of(world.student)).text
    assert press(client, world.student, "given").status_code == 302
    assert standing(world.student)
    page = client.get(page_of(world.student) + "?done=1").text
    assert "如果撤回" in page
    assert press(client, world.student, "withdrawn").status_code == 302
    assert not standing(world.student)
    assert "从现在起" in client.get(page_of(world.student) + "?done=1").text
    press(client, world.student, "given")
    assert standing(world.student)
    rows = Consent.objects.filter(student=world.student).order_by("answered_at")
    assert [row.state for row in rows] == ["given", "withdrawn", "given"]
    assert {by_hash(row.text_hash).purpose for row in rows} == {"screening"}


def test_purposes_are_answered_apart(client_of, world):
    client = client_of(world.gu)
    press(client, world.student, "given")
    press(client, world.student, "refused", "counselling")
    assert standing(world.student)
    assert not standing(world.student, Purpose.COUNSELLING)
    assert not standing(world.student, Purpose.REFERRAL)


def test_twice_is_one_row_and_nothing_can_be_taken_back_that_was_not_given(client_of, world):
    client = client_of(world.gu)
    assert press(client, world.student, "withdrawn").status_code == 409
    press(client, world.student, "refused")
    press(client, world.student, "refused")
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(("state", "words", "status"), [
    ("", "x", 422), ("maybe", "x", 422), ("given", "", 422), ("given", "f" * 64, 409),
])  # fmt: skip
def test_an_answer_names_its_words(client_of, world, state, words, status):
    answer = {"state": state, "words": words}
    assert client_of(world.gu).post(page_of(world.student), answer).status_code == status
    assert not Consent.objects.exists()


def test_words_of_another_purpose_are_refused(client_of, world):
    words = current("referral", "zh-hans").hash
    answer = {"state": "given", "words": words}
    assert client_of(world.gu).post(page_of(world.student), answer).status_code == 409


def test_who_may_not_decide_sees_the_page_of_one_to_whom_nothing_applies(client_of, world):
    nobody = make_guardian(world.far_student, "甲家长")
    Guardianship.objects.filter(guardian__user=nobody).delete()
    none = make_guardian(world.student, "乙家长", "none")
    plain = CHANCE.sub(b"", client_of(nobody).get(LIST).content)
    assert "现在没有要您决定的事" in plain.decode()
    for user in (world.gu_held, world.gu_limited, world.gu_court, none):
        assert CHANCE.sub(b"", client_of(user).get(LIST).content) == plain
        for student in (world.student, world.classmate):
            assert client_of(user).get(page_of(student)).status_code == 404
            assert press(client_of(user), student, "given").status_code == 404
    assert not Consent.objects.exists()


def test_under_fourteen_the_family_decides_and_the_student_is_told_so_kindly(client_of, world):
    client = client_of(world.student.user)
    assert "没有人会怪你" in client.get("/student/consents/").text
    page = client.get(page_of(world.student, who="student")).text
    assert "<form" not in page.partition("<main")[2]
    assert press(client, world.student, "given", who="student").status_code == 409
    assert client.get(page_of(world.classmate, who="student")).status_code == 404


def test_from_fourteen_both_decide_and_the_guardian_is_not_told_what_the_student_chose(
    client_of, world
):
    older(world.student, 14)
    family, own = client_of(world.gu), client_of(world.student.user)
    press(family, world.student, "given")
    assert not standing(world.student)
    before = family.get(page_of(world.student)).text
    press(own, world.student, "refused", who="student")
    assert not standing(world.student)
    assert CHANCE.sub(b"", family.get(page_of(world.student)).content) == CHANCE.sub(
        b"", before.encode()
    )
    press(own, world.student, "given", who="student")
    assert standing(world.student)


def test_from_eighteen_the_student_alone(client_of, world):
    older(world.student, 18)
    assert "<form" not in client_of(world.gu).get(page_of(world.student)).text.partition("<main")[2]
    assert press(client_of(world.gu), world.student, "given").status_code == 409
    press(client_of(world.student.user), world.student, "given", who="student")
    assert standing(world.student)


def test_two_guardians_who_disagree_stop_it(client_of, world):
    other = make_guardian(world.student, "丙家长")
    press(client_of(world.gu), world.student, "given")
    press(client_of(other), world.student, "refused")
    assert not standing(world.student)
    page = client_of(world.gu).get(page_of(world.student)).text
    assert "要等该同意的人都同意" in page


def test_a_no_to_referrals_takes_back_what_runs(client_of, world):
    row = builders.sent(world, timezone.now())
    assert press(client_of(world.gu), world.student, "refused", "referral").status_code == 302
    row.refresh_from_db()
    assert row.status == "revoked"
    assert row.packet.body == {}


def test_staff_list_and_history_without_names_of_guardians(
    client_of, world, django_assert_max_num_queries
):
    press(client_of(world.gu), world.student, "given")
    press(client_of(world.gu_other), world.student_b, "refused")
    client = client_of(world.co)
    url = reverse("office:consent_list")
    with django_assert_max_num_queries(32):
        text = client.get(url).text
    assert "都同意了" in text
    assert client.get(url, {"state": "stopped"}).context["page"].paginator.count == 1
    assert "没有找到" in client.get(url, {"state": "stopped", "purpose": "referral"}).text
    detail = client.get(reverse("office:consent_detail", args=[world.student.pk]))
    assert "母亲" in detail.text
    assert "张妈妈" not in detail.text
    for stranger in (world.ht_a, world.te, world.sa, world.da, world.gu):
        assert client_of(stranger).get(url).status_code == 404
    for other in (world.co_other, world.ht_a):
        answer = client_of(other).get(detail.request["PATH_INFO"])
        assert answer.status_code == 404


def sheet(world, **changes):
    tie = Guardianship.objects.get(guardian__user=world.gu)
    facts = {"guardian": tie.pk, "purpose": "screening", "state": "given",
             "paper_on": timezone.localdate(), "sheet": "A-017"}  # fmt: skip
    return {**facts, **changes}


def test_a_sheet_is_written_over_and_never_looks_like_a_signature(client_of, world):
    clerk = client_of(world.ck)
    url = reverse("office:paper_new", args=[world.student.pk])
    assert clerk.get(url).status_code == 200
    assert clerk.post(url, sheet(world)).status_code == 302
    row = Consent.objects.get()
    assert (row.paper_sheet, row.recorded_by, row.text_hash) == ("A-017", world.ck, "")
    assert standing(world.student)
    history = reverse("office:consent_detail", args=[world.student.pk])
    assert "不是签名" in client_of(world.co).get(history).text
    assert clerk.get(history).status_code == 404  # the clerk writes, and does not read
    assert "由学校代为录入" in client_of(world.gu).get(page_of(world.student)).text
    assert client_of(world.ht_a).get(url).status_code == 404


@pytest.mark.parametrize("changes", [
    {"paper_on": timezone.localdate() + timedelta(days=2)}, {"sheet": " "}, {"guardian": ""},
    {"state": "perhaps"},
])  # fmt: skip
def test_a_sheet_that_does_not_fit_is_typed_again(client_of, world, changes):
    url = reverse("office:paper_new", args=[world.student.pk])
    assert client_of(world.ck).post(url, sheet(world, **changes)).status_code == 422
    assert not Consent.objects.exists()


def test_an_older_sheet_does_not_overrule_a_newer_answer(client_of, world):
    press(client_of(world.gu), world.student, "refused")
    url = reverse("office:paper_new", args=[world.student.pk])
    old = sheet(world, paper_on=timezone.localdate() - timedelta(days=3))
    assert client_of(world.ck).post(url, old).status_code == 422
    assert not standing(world.student)


def test_a_sheet_of_somebody_who_may_not_decide_is_refused(client_of, world):
    tie = Guardianship.objects.get(guardian__user=world.gu_court)
    url = reverse("office:paper_new", args=[world.student.pk])
    assert client_of(world.ck).post(url, sheet(world, guardian=tie.pk)).status_code == 422


def test_every_wording_says_the_same_things_in_both_languages():
    found = all_wordings()
    assert {(w.purpose, w.language) for w in found} == {
        (purpose, language) for purpose in Purpose.values for language in ("zh-hans", "en")
    }
    for wording in found:
        assert set(wording.words) == set(current(wording.purpose, "zh-hans").words)
        chinese = current(wording.purpose, "zh-hans").effects
        assert {k: len(v) for k, v in wording.effects.items()} == {
            k: len(v) for k, v in chinese.items()
        }
        assert by_hash(wording.hash) == wording
