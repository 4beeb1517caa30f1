"""The first day: two founders, two letters, and nothing where it cannot be done right."""

import re
import stat

import pytest
from django.core.management import CommandError, call_command

from school_safety.access.models import RoleAssignment
from school_safety.accounts.models import User
from school_safety.schools.models import District, School

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pg]
OWN = "seven herons over the reeds"
BOTH = ("--founder", "王芳", "--founder", "李强")


def start(tmp_path, *more: str) -> None:
    call_command(
        "start_district", "--code", "N1", "--name", "新区", "--letters", str(tmp_path), *more
    )


def assert_no_second_is_started_over_it(tmp_path) -> None:
    """Asked of the district that stands already: founding one publishes all that is shipped."""
    before = sorted(path.read_bytes() for path in tmp_path.iterdir())
    with pytest.raises(CommandError, match="has a district already"):
        start(tmp_path, *BOTH)
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == before


def test_both_founders_can_sign_in_and_nobody_founds_it_again(client, tmp_path):
    start(tmp_path, *BOTH, "--school", "NS1=一中", "--hotline", "12356=心理援助热线")
    letters = sorted(tmp_path.iterdir())
    assert [path.name for path in letters] == ["n1-1.txt", "n1-2.txt"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in letters} == {0o600}
    code = re.search(r"Code +(\S+)", letters[0].read_text(encoding="utf-8"))[1]
    assert "/activate/" in letters[0].read_text(encoding="utf-8")
    own = {"password": OWN, "again": OWN}
    answer = client.post("/activate/", {"username": "n1-1", "code": code, **own})
    assert (answer.status_code, answer.url) == (302, "/home/")
    assert client.get("/home/").url.startswith("/accounts/2fa/")
    assert School.objects.get(district__code="N1").name == "一中"
    assert set(RoleAssignment.objects.values_list("role", flat=True)) == {"da"}
    assert_no_second_is_started_over_it(tmp_path)


@pytest.mark.parametrize("founders", [("--founder", "王芳"), ("--founder", "王芳") * 2])
def test_one_person_is_not_enough(tmp_path, founders):
    with pytest.raises(CommandError, match="two different people"):
        start(tmp_path, *founders)
    assert not District.objects.exists()
    assert not User.objects.filter(username="n1-1").exists()


@pytest.mark.parametrize("wrong", [("--school", "一中"), ("--school", "1=一中")])
def test_what_cannot_be_read_is_said(tmp_path, wrong):
    with pytest.raises(CommandError):
        start(tmp_path, *BOTH, *wrong)
    assert not District.objects.exists()
