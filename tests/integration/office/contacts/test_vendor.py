"""The other side is away, busy, closed or talks nonsense: nothing is lost, and somebody can see it."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from school_safety.clock.job import registry
from school_safety.schools.contacts import asking
from school_safety.schools.models import ContactChange, ContactLink, ImportBatch, Student

from .campus import child

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def somebody(campus):
    campus.person["x1"] = child("x1", "周小溪")


def one() -> ContactChange:
    return ContactChange.objects.get()


@pytest.mark.parametrize(
    ("bent", "code"),
    [
        ("down", "silent"),
        ("garbage", "answer_odd"),
        ("odd", "answer_odd"),
        ("45009", "busy"),
        ("48002", "not_allowed"),
        ("secret", "secret_wrong"),
    ],
)
def test_trouble_is_tried_again_and_named(campus, tell, work, bent, code):
    tell("create_student", "x1")
    campus.bent = bent
    work()
    row = one()
    assert (row.state, row.reason, row.attempts) == ("waiting", code, 1)
    assert row.next_try_at > timezone.now()
    assert ContactLink.objects.get().trouble == code
    campus.bent = ""
    work(60)
    assert Student.objects.filter(name="周小溪").exists()
    assert (one().state, ContactLink.objects.get().trouble) == ("done", "")


def test_nobody_listens_there(campus, tell, settings, work, free_port):
    tell("create_student", "x1")
    settings.ROSTER_WECOM["one"]["base"] = "http://127.0.0.1:9"
    work()
    assert (one().state, one().reason) == ("waiting", "silent")


def test_in_the_end_a_person_is_asked(campus, tell, work):
    tell("create_student", "x1")
    campus.bent = "down"
    minutes = 1
    for _attempt in range(7):
        work(minutes)
        minutes += 24 * 60
    assert (one().state, one().reason, one().attempts) == ("listed", "silent", 7)
    assert one().about["account"] == "x1"


def test_a_token_that_ran_out_is_fetched_anew(campus, tell, work):
    tell("create_student", "x1")
    work()
    campus.codes["token"] = "taken away"
    tell("update_student", "x1")
    work()
    assert set(ContactChange.objects.values_list("state", flat=True)) == {"done"}
    asked = [path for path, _asked in campus.asked]
    assert asked.count("/cgi-bin/gettoken") == 2


def test_a_busy_side_is_not_asked_on(campus, tell, work):
    for account in ("x1", "x2", "x3"):
        tell("create_student", account)
    campus.bent = "45009"
    work()
    asked = [path for path, _asked in campus.asked]
    assert asked.count("/cgi-bin/school/user/get") == 1
    assert sorted(ContactChange.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_an_endless_answer_is_cut_off(campus, tell, work, monkeypatch):
    monkeypatch.setattr(asking, "MOST_BYTES", 40)
    tell("create_student", "x1")
    work()
    assert one().reason == "answer_odd"


def test_the_log_says_neither_who_nor_the_secret(campus, tell, work, caplog):
    caplog.set_level(logging.DEBUG)
    tell("create_student", "x1")
    campus.bent = "down"
    work()
    campus.bent = ""
    work(60)
    ours = [r for r in caplog.records if r.name.startswith("school_safety")]
    assert [r.getMessage() for r in ours] == ["contact list one: silent"]


def test_one_that_breaks_does_not_keep_the_others(campus, tell, work, caplog):
    tell("create_student", "x1")
    ContactChange.objects.update(digest="first")
    broken = one()
    broken.about = {"account": 7, "was": ["x1"]}
    broken.save()
    campus.person["7"] = child("7", "周小溪")
    campus.person["x2"] = child("x2", "周小河")
    tell("create_student", "x2")
    work()
    assert Student.objects.filter(name="周小河").exists()
    assert ContactChange.objects.get(digest="first").reason == "stopped"
    assert "contact list one: AttributeError" in caplog.text
    assert "周" not in caplog.text


def test_two_workers_do_not_take_the_same_change(campus, tell, work):
    tell("create_student", "x1")
    now = timezone.now() + timedelta(minutes=1)
    ContactChange.objects.update(next_try_at=now + timedelta(minutes=20))
    assert work() == 0
    assert work(30) == 1


def test_the_clock_does_all_of_it(campus, tell):
    tell("create_student", "x1")
    jobs = registry()
    jobs["office.follow_contacts"].run(at=timezone.now())
    assert not ImportBatch.objects.exists()
    ContactChange.objects.update(next_try_at=timezone.now())
    jobs["office.follow_contacts"].run(at=timezone.now() + timedelta(seconds=50))
    assert Student.objects.filter(name="周小溪").exists()


def test_nothing_is_asked_where_nothing_is_configured(campus, settings):
    settings.ROSTER_WECOM = {}
    for name in ("office.follow_contacts", "office.reconcile_contacts"):
        registry()[name].run(at=timezone.now())
    assert (campus.asked, ContactLink.objects.count()) == ([], 0)
