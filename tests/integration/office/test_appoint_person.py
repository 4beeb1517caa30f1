"""Roles that no page gives: from the server, for two officials, and everybody hears of it."""

import re
import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from school_safety.access.actions import assign_role
from school_safety.access.models import RoleAssignment
from school_safety.accounts.models import EntryCode, User
from school_safety.audit import queries as audit
from school_safety.notices.queries import inbox
from tests.worlds import make_user

pytestmark = pytest.mark.django_db(transaction=True)
OWN = "seven herons over the reeds"


@pytest.fixture
def da2(world):
    user = make_user("da2", "da2老师")
    assign_role(user=user, role="da", unit=world.district, by=world.giver, at=world.da.date_joined)
    return user


def appoint(tmp_path, *words: str) -> str:
    out = StringIO()
    call_command("appoint_person", *words, "--letters", str(tmp_path), stdout=out)
    return out.getvalue()


BOTH = ("--official", "da", "--official", "da2")


def test_an_auditor_comes_in_by_letter_and_everybody_hears_of_it(world, da2, tmp_path):
    said = appoint(
        tmp_path, "--role", "au", "--district", "T1", "--name", "周审计", "--email", "zhou@t1.example",
        "--until", "2099-06-30", *BOTH,
    )  # fmt: skip
    assert "2 district official(s) stand for it." in said
    person = User.objects.get(username="zhoushenji")
    assert person.email == "zhou@t1.example"
    row = RoleAssignment.objects.get(user=person)
    assert (row.role, row.district, row.school, row.until.year) == (
        "au",
        world.district,
        None,
        2099,
    )
    letter = tmp_path / "zhoushenji.txt"
    assert stat.S_IMODE(letter.stat().st_mode) == 0o600
    code = re.search(r"Code +(\S+)", letter.read_text(encoding="utf-8"))[1]
    assert code not in said
    for told in (world.da, da2, world.au):
        assert "person_appointed" in [n.kind for n in inbox(told)]
    assert not inbox(world.da_other)
    history = audit.of_districts([world.district.pk])
    fact = history.get(event="access.person.appointed").facts
    assert fact["officials"] == sorted([str(world.da.pk), str(da2.pk)])
    client = Client()
    typed = {"username": "zhoushenji", "code": code, "password": OWN, "again": OWN}
    assert client.post("/activate/", typed).status_code == 302
    assert client.get("/home/").url.startswith("/accounts/2fa/")


def test_a_colleague_gets_duty_at_her_school_without_a_letter(world, da2, tmp_path):
    world.co.set_password(OWN)
    world.co.save()
    said = appoint(
        tmp_path, "--role", "du", "--district", "T1", "--school", "T1S1", "--user", "co",
        "--until", "2099-01-31", *BOTH,
    )  # fmt: skip
    assert "No letter is needed" in said
    assert not list(tmp_path.iterdir())
    row = RoleAssignment.objects.get(user=world.co, role="du")
    assert row.school == world.school
    assert "role_given" in [n.kind for n in inbox(world.co)]
    ending = ("--role", "du", "--district", "T1", "--school", "T1S1", "--user", "co", "--end")
    assert "ended: co (du)" in appoint(tmp_path, *ending, *BOTH)
    row.refresh_from_db()
    assert row.until.year < 2099
    assert RoleAssignment.objects.get(user=world.co, role="co").until is None
    with pytest.raises(CommandError, match="no colleague"):
        appoint(tmp_path, *ending, *BOTH)


def test_an_operator_belongs_to_no_district_and_all_of_them_hear_of_it(world, da2, tmp_path):
    appoint(tmp_path, "--role", "op", "--name", "运维甲", *BOTH)
    assert RoleAssignment.objects.filter(role="op", user__username="yunweijia").exists()
    for told in (world.da, world.da_other, world.au):
        assert "person_appointed" in [n.kind for n in inbox(told)]


def test_where_one_official_is_left_she_is_enough_and_can_be_joined(world, tmp_path):
    said = appoint(
        tmp_path, "--role", "da", "--district", "T1", "--name", "新区员", "--official", "da"
    )
    assert "1 district official(s)" in said


def test_before_there_is_any_official_it_is_allowed_and_said(world, tmp_path):
    RoleAssignment.objects.filter(role="da").delete()
    said = appoint(tmp_path, "--role", "au", "--district", "T1", "--name", "周审计")
    assert "nobody stands for it" in said
    history = audit.of_districts([world.district.pk])
    assert history.filter(event="access.person.first").count() == 1


NEW_AU = ("--role", "au", "--district", "T1", "--name", "甲")
NEW_DU = ("--role", "du", "--district", "T1", "--name", "甲")
REFUSED = [
    ((*NEW_AU, "--official", "da"), "two different"),
    ((*NEW_AU, "--official", "da", "--official", "da"), "two different"),
    ((*NEW_AU, "--official", "da", "--official", "da_other"), "two different"),
    ((*NEW_AU, "--official", "da", "--official", "au"), "two different"),
    (("--role", "au", "--district", "T1", "--user", "da", "--official", "da2"), "never the same person"),
    (("--role", "du", "--district", "T1", "--user", "da", "--until", "2099-01-01", *BOTH), "her own"),
    (("--role", "du", "--district", "T1", "--name", "甲", *BOTH), "--until"),
    (("--role", "du", "--district", "T1", "--name", "甲", "--until", "2020-01-01", *BOTH), "still to come"),
    (("--role", "du", "--district", "T1", "--name", "甲", "--until", "soon", *BOTH), "is no day"),
    (("--role", "au", "--district", "T1", "--school", "T1S1", "--name", "甲", *BOTH), "duty officer"),
    (("--role", "au", "--name", "甲", *BOTH), "--district CODE"),
    (("--role", "op", "--district", "T1", "--name", "甲", *BOTH), "operator"),
    (("--role", "au", "--district", "T9", "--name", "甲", *BOTH), "no district"),
    ((*NEW_DU, "--school", "T2S1", "--until", "2099-01-01", *BOTH), "no school"),
    (("--role", "pa", "--district", "T1", "--user", "gu-张妈妈", *BOTH), "no colleague"),
    (("--role", "pa", "--district", "T1", "--user", "st-张小禾", *BOTH), "no colleague"),
    (("--role", "pa", "--district", "T1", "--name", "甲", "--email", "x", *BOTH), "e-mail"),
    (("--role", "co", "--district", "T1", "--name", "甲", *BOTH), "invalid choice"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "why"), REFUSED)
def test_what_is_not_in_order_is_refused_and_changes_nothing(world, da2, tmp_path, words, why):
    before = RoleAssignment.objects.count(), User.objects.count()
    with pytest.raises(CommandError, match=why):
        appoint(tmp_path, *words)
    assert (RoleAssignment.objects.count(), User.objects.count()) == before
    assert not EntryCode.objects.exists()
    assert not inbox(world.au)
