"""Records on children, papers with people in them and rights want a fresh proof of who is there."""

import re
import time
from html import unescape

import pyotp
import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from interventions.models import Note
from school_safety.access.permissions import Permission
from school_safety.access.step_up import NEEDS, Need, need_of
from tests.factories import cases as builders
from tests.trust.doors import own_doors

pytestmark = pytest.mark.django_db
PASSWORD = "winter-boats-on-a-lake"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MINUTES = 60
CODE_PAGE, PASSWORD_PAGE = "/accounts/2fa/reauthenticate/", "/accounts/reauthenticate/"
# Verbs that open class S4, or a list of it, to staff; written from TRUST section 4.
S4 = {
    "case.read", "case.write", "case.oversee", "note.read", "concern.read", "signal.read",
    "response.read", "paper.key", "referral.read", "referral.write", "referral.preview", "referral.receive",
    "access_slip.ask", "access_slip.decide", "access_slip.second", "grant.read",
    "safety.write", "safety.names",
    "mandatory.open", "mandatory.write", "mandatory.decide", "mandatory.read",
}  # fmt: skip


@pytest.fixture
def clock():
    with time_machine.travel(time.time(), tick=False) as moved:
        yield moved


@pytest.fixture
def counselor(world, client_of, clock):
    """Her client, signed in with a second step; and the case she has."""
    case = builders.opened(world, timezone.now())
    owner, _other = builders.owner_of(case, world)
    TOTP.activate(owner, SECRET)
    return client_of(owner), case


def opens(client, path="/staff/cases/") -> bool:
    answer = client.get(path)
    assert answer.status_code in {200, 302}
    return answer.status_code == 200


def test_the_table_names_every_verb_of_s4() -> None:
    assert {str(verb) for verb, need in NEEDS.items() if need == Need.IN_USE} == S4
    assert need_of([Permission.SIGNED_IN, Permission.CONCERN_WRITE]) == Need.NOTHING
    assert need_of([Permission.CASE_READ, Permission.PEOPLE_CHANGE]) == Need.FRESH


def test_every_staff_page_of_the_help_room_is_covered() -> None:
    free = {
        door.name
        for door in own_doors()
        if door.route.startswith(("staff/", "provider/"))
        and door.name.startswith("interventions:")
        and need_of(Permission(verb) for verb in door.verbs) == Need.NOTHING
    }
    assert free == {
        "interventions:concern_list", "interventions:concern_new",
        "interventions:provider_list", "interventions:provider_new", "interventions:provider_edit",
        "interventions:provider_own", "interventions:rota_list", "interventions:shift_new",
        "interventions:shift_cover", "interventions:shift_remove", "interventions:drill_new",
        # Whoever must come at once is not asked for anything first.
        "interventions:safety_new", "interventions:safety_acknowledge",
        "interventions:task_list", "interventions:task_done",
    }  # fmt: skip


# Rights, papers with codes and people in them, exports: written from TRUST T12 and ADR 8.
FRESH = {
    "home:cards_print", "home:code_hand", "home:code_list", "home:code_print", "home:code_room",
    "home:elsewhere_connect", "home:elsewhere_disconnect", "home:repair_print",
    "office:duty_line", "office:phone_confirm", "interventions:access_slip_answer",
    "interventions:story_print", "interventions:export_new", "interventions:export_show",
    "interventions:export_make", "interventions:export_pdf",
    "office:calendar_edit", "office:class_teachers", "office:district_terms",
    "office:person_close", "office:person_detail",
    "office:person_factor", "office:person_letter",
    "office:guardian_edit", "office:guardian_new",
    "office:person_new", "office:person_number", "office:proposal_approve", "office:role_end",
    "surveys:proctor_show", "surveys:room_door", "surveys:seat_free", "surveys:slip_reissue",
    "surveys:hand_seen", "surveys:paper_print",
    "surveys:print_file", "surveys:print_show", "surveys:slips_print",
}  # fmt: skip


def views(resolver=None, spaces=()):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from views(entry, inner)
        elif hasattr(entry.callback, "gate"):
            yield ":".join((*spaces, entry.name or "")), entry.callback


def test_every_door_to_rights_and_papers_asks_for_a_fresh_proof() -> None:
    found = {
        name
        for name, view in views()
        if getattr(view, "confirmed", False) or need_of(view.gate) == Need.FRESH
    }
    assert found == FRESH


def test_a_role_given_with_an_old_proof_waits_for_a_new_one(world, client_of, clock) -> None:
    client = client_of(world.sa)
    TOTP.activate(world.sa, SECRET)
    clock.shift(11 * MINUTES)
    page = f"/staff/people/{world.te.pk}/"
    given = {"role": "ed", "school": str(world.school.pk)}
    assert client.get(page).status_code == 200
    assert client.post(page, given).status_code == 403
    assert world.te.roles.count() == 1
    given["proof-code"] = pyotp.TOTP(SECRET).now()
    assert client.post(page, given).status_code == 302
    assert world.te.roles.count() == 2


def test_records_close_after_ten_minutes_away_from_them(counselor, clock) -> None:
    client, case = counselor
    assert opens(client)
    clock.shift(10 * MINUTES - 1)
    assert opens(client, reverse("interventions:case_show", args=[case.pk]))
    clock.shift(9 * MINUTES)
    assert opens(client, "/notices/")  # work elsewhere does not move the window
    clock.shift(2 * MINUTES)
    answer = client.get("/staff/cases/?page=1")
    assert answer["Location"] == f"{CODE_PAGE}?next=%2Fstaff%2Fcases%2F%3Fpage%3D1"
    assert opens(client, "/notices/")


def test_the_window_slides_as_long_as_records_are_used(counselor, clock) -> None:
    client, _case = counselor
    for _ in range(8):
        assert opens(client)
        clock.shift(9 * MINUTES)


def test_the_second_step_leads_back_to_the_page(counselor, clock) -> None:
    client, _case = counselor
    opens(client)
    clock.shift(11 * MINUTES)
    place = client.get("/staff/cases/")["Location"]
    page = client.get(place)
    assert page.status_code == 200
    assert 'name="next" value="/staff/cases/"' in page.content.decode()
    wrong = client.post(CODE_PAGE, {"code": "000000", "next": "/staff/cases/"})
    assert wrong.status_code == 200
    assert not opens(client)
    right = client.post(CODE_PAGE, {"code": pyotp.TOTP(SECRET).now(), "next": "/staff/cases/"})
    assert right["Location"] == "/staff/cases/"
    assert opens(client)


def test_a_strangers_record_and_none_at_all_ask_alike(world, client_of, counselor, clock) -> None:
    _client, case = counselor
    _owner, other = builders.owner_of(case, world)
    client = client_of(other)
    clock.shift(11 * MINUTES)
    strange = client.get(reverse("interventions:case_show", args=[case.pk]))
    absent = client.get(f"/staff/cases/{world.school.pk}/")
    assert strange["Location"].partition("?")[0] == absent["Location"].partition("?")[0]
    assert (
        client_of(world.te).get(reverse("interventions:case_show", args=[case.pk])).status_code
        == 404
    )


def talk(**changes):
    said = {
        "kind": "talk",
        "held": "yes",
        "happened_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "text": "他说<b>睡不着</b>，\n想再谈一次。",
        "next_at": "",
    }
    return {**said, **changes}


def carried(page: str) -> dict[str, str]:
    """What a browser would send again from the page in between."""
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in pairs if name in talk()}


def test_a_note_sent_too_late_is_carried_over_and_kept(counselor, clock) -> None:
    client, case = counselor
    place = reverse("interventions:note_new", args=[case.pk])
    assert opens(client, place)
    clock.shift(14 * MINUTES)
    typed = talk()
    page = client.post(place, typed)
    assert page.status_code == 403
    assert not Note.objects.exists()
    words = page.content.decode()
    assert carried(words) == typed
    assert "睡不着" not in str(dict(client.session))  # nothing of it lies in the store
    wrong = client.post(place, {**carried(words), "proof-code": "000000"})
    assert wrong.status_code == 403
    assert carried(wrong.content.decode()) == typed
    sent = client.post(place, {**typed, "proof-code": pyotp.TOTP(SECRET).now()})
    assert sent.status_code == 302
    assert "睡不着" in Note.objects.get().text
    assert opens(client)


def test_the_page_in_between_can_be_tried_a_few_times_only(counselor, clock) -> None:
    client, case = counselor
    place = reverse("interventions:note_new", args=[case.pk])
    opens(client, place)
    clock.shift(14 * MINUTES)
    for _ in range(5):
        assert client.post(place, talk(**{"proof-code": "000000"})).status_code == 403
    late = client.post(place, talk(**{"proof-code": pyotp.TOTP(SECRET).now()}))
    assert late.status_code == 429
    assert not Note.objects.exists()


def test_entry_codes_want_a_proof_that_use_does_not_prolong(world, client_of, clock) -> None:
    world.ht_a.set_password(PASSWORD)
    world.ht_a.save()
    client = Client()
    client.post("/accounts/login/", {"login": "ht_a", "password": PASSWORD})
    room = f"/staff/codes/{world.classroom.pk}/"
    assert opens(client, room)
    clock.shift(6 * MINUTES)
    assert opens(client, room)
    clock.shift(6 * MINUTES)
    answer = client.get(room)
    assert answer["Location"].partition("?")[0] == PASSWORD_PAGE
    late = client.post(f"{room}print/", {"student": world.student.pk})
    assert late.status_code == 403
    assert 'name="proof-password"' in late.content.decode()
    good = {"student": world.student.pk, "proof-password": PASSWORD}
    assert client.post(f"{room}print/", good)["Content-Type"] == "application/pdf"


def test_a_password_is_not_enough_for_whoever_has_a_second_step(world, clock) -> None:
    world.ht_a.set_password(PASSWORD)
    world.ht_a.save()
    client = Client()
    client.post("/accounts/login/", {"login": "ht_a", "password": PASSWORD})
    TOTP.activate(world.ht_a, SECRET)
    answer = client.get("/staff/codes/")
    assert answer["Location"].partition("?")[0] == CODE_PAGE
    assert client.get(PASSWORD_PAGE)["Location"].startswith(CODE_PAGE)


def test_ending_a_role_wants_a_proof(world, client_of, clock) -> None:
    client = client_of(world.sa)
    role = world.te.roles.get()
    clock.shift(11 * MINUTES)
    assert client.post(f"/staff/roles/{role.pk}/end/").status_code == 403
    role.refresh_from_db()
    assert role.until is None


def test_without_anything_to_confirm_with_one_is_led_to_set_it_up(world, client_of, clock) -> None:
    client = client_of(world.co)
    clock.shift(11 * MINUTES)
    assert client.get("/staff/cases/")["Location"].startswith("/accounts/2fa/?next=")
    late = client.post("/staff/cases/", {"text": "写了一半的话"})
    assert late.status_code == 403
    assert "/accounts/2fa/?next=" in late.content.decode()


def test_a_familys_page_asks_for_nothing(world, client_of, clock) -> None:
    client = client_of(world.gu)
    clock.shift(11 * MINUTES)
    assert opens(client, "/family/support/")
