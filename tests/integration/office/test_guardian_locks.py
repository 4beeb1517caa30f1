"""A guardian's name and number, corrected by hand: no file brings the old ones back, or her twice."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from school_safety.audit.models import AuditEvent
from school_safety.schools.models import FieldLock, Student
from tests.factories import rosters

pytestmark = pytest.mark.django_db
ROW = ["王二", "X1", "三年级2班", "男", "2016-01-05", "王大", "父亲", "15400000011"]
NEW = "15400000099"


def run(path):
    out = StringIO()
    call_command("import_roster", str(path), "--json", "--school", "T1S1", stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def link(world, tmp_path):
    run(rosters.sheet(tmp_path / "1.xlsx", [ROW]))
    return Student.objects.get(number="X1").guardianships.select_related("guardian__user").get()


@pytest.fixture
def again(tmp_path):
    """The same file once more, with these cells otherwise."""

    def bring(name=ROW[5], phone=ROW[7]):
        return run(rosters.sheet(tmp_path / "2.xlsx", [[*ROW[:5], name, ROW[6], phone]]))

    return bring


def page(link):
    return reverse("office:guardian_edit", args=[link.student_id, link.guardian_id])


def mend(client, link, **typed):
    return client.post(page(link), {"authority": "full", **typed})


def now(link):
    link.guardian.refresh_from_db()
    return link.guardian.name, link.guardian.phone


def test_a_name_that_is_none_changes_nothing(world, client_of, link):
    client = client_of(world.ck)
    assert mend(client, link, name="123").status_code == 422
    assert mend(client, link, name="").status_code == 302
    assert mend(client, link, name="王大").status_code == 302
    assert not FieldLock.objects.exists()


@pytest.mark.parametrize("who", ["co", "ht_a", "ld", "da", "co_other", "gu", "au"])
def test_strangers_lift_no_lock(world, client_of, link, who):
    mend(client_of(world.ck), link, name="王达")
    lift = reverse("office:lock_lift", args=[FieldLock.objects.get().pk])
    assert client_of(getattr(world, who)).post(lift).status_code == 404
    assert FieldLock.objects.exists()


def test_both_corrected_the_old_file_finds_her_and_changes_nothing(world, client_of, link, again):
    mend(client_of(world.ck), link, name="王达", phone=NEW)
    said = again()
    assert now(link) == ("王达", NEW)
    assert link.student.guardianships.count() == 1
    assert (said["kept"], said["changed"]) == (1, 0)
    assert link.guardian.user.__class__.objects.get(pk=link.guardian.user_id).name == "王达"
    assert AuditEvent.objects.filter(event="schools.guardian.named").exists()


def test_corrected_twice_the_first_file_still_finds_her(world, client_of, link, again):
    client = client_of(world.ck)
    mend(client, link, name="王达", phone=NEW)
    mend(client, link, name="王大明", phone="15400000077")
    again()
    assert now(link) == ("王大明", "15400000077")
    assert link.student.guardianships.count() == 1


def test_a_file_without_names_finds_her_by_her_old_number(world, client_of, link, again):
    mend(client_of(world.ck), link, phone=NEW)
    again(name="")
    assert now(link) == ("王大", NEW)
    assert link.student.guardianships.count() == 1


def test_somebody_else_in_the_file_is_somebody_else(world, client_of, link, again):
    mend(client_of(world.ck), link, name="王达", phone=NEW)
    again(name="刘梅", phone="15400000055")
    assert link.student.guardianships.count() == 2


def test_locks_are_shown_with_their_source_and_can_be_lifted(world, client_of, link, again):
    client = client_of(world.ck)
    mend(client, link, phone=NEW)
    shown = client.get(page(link)).content.decode()
    assert "教务员改的" in shown
    assert world.ck.name in shown
    lift = reverse("office:lock_lift", args=[FieldLock.objects.get().pk])
    assert client.post(lift)["Location"] == page(link)
    assert "教务员改的" not in client.get(page(link)).content.decode()
    again()
    assert now(link) == ("王大", ROW[7])
