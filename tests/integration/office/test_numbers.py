"""Staff numbers: written down by whoever prints the letter, told to the person, nobody else's."""

import pytest
from allauth.socialaccount.models import SocialAccount

from school_safety.accounts.models import User
from school_safety.audit import queries as audit
from school_safety.notices.queries import inbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(settings):
    settings.SSO = {
        "oidc": {
            "server": "http://127.0.0.1:1", "client": "c", "secret": "s", "claim": "staff_no",
            "name": "", "base": "", "district": "T1",
        }
    }  # fmt: skip


def write(client, person, number):
    return client.post(f"/staff/people/{person.pk}/number/", {"number": number}, follow=True)


def number_of(person) -> str:
    return User.objects.get(pk=person.pk).staff_number


def test_the_clerk_writes_a_teachers_number(world, client_of, asked):
    clerk = client_of(world.ck)
    assert "工号" in clerk.get(f"/staff/people/{world.te.pk}/").content.decode()
    SocialAccount.objects.create(user=world.te, provider="oidc", uid="old")
    page = write(clerk, world.te, " T7 ")
    assert "工号记下了" in page.content.decode()
    assert number_of(world.te) == "T7"
    assert not SocialAccount.objects.exists()
    assert [n.kind for n in inbox(world.te)] == ["number_set"]
    assert "accounts.number.set" in [
        row.event for row in audit.of_object("accounts.user", world.te.pk)
    ]
    write(clerk, world.te, "T7")  # the same again says nothing twice
    assert len(inbox(world.te)) == 1


def test_a_colleagues_number_is_not_given_twice(world, client_of, asked):
    clerk = client_of(world.ck)
    write(clerk, world.te, "T7")
    assert "没有改" in write(clerk, world.ht_a, "T7").content.decode()
    assert "没有改" in write(clerk, world.ht_a, "9" * 41).content.decode()
    assert number_of(world.ht_a) == ""


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [("ck", "co", 404), ("ck", "ht_other", 404), ("ck", "ck", 409), ("te", "rv", 404)],
)
def test_who_may_not_print_the_letter_does_not_write_the_number(
    world, client_of, asked, who, whom, status
):
    person = getattr(world, whom)
    answer = write(client_of(getattr(world, who)), person, "T7")
    assert answer.status_code == status
    assert number_of(person) == ""


def test_without_a_way_that_asks_for_it_there_is_no_such_field(world, client_of):
    clerk = client_of(world.ck)
    assert "工号" not in clerk.get(f"/staff/people/{world.te.pk}/").content.decode()
    assert write(clerk, world.te, "T7").status_code == 404
