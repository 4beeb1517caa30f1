"""The chronology: filters in the address, gaps, marks, and on paper."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from interventions.actions.talking import record_talk
from interventions.models import Case, StoryMark
from school_safety.audit.models import AuditEvent
from tests.factories import cases as builders

pytestmark = pytest.mark.django_db
LATER = "后来的一次-canary-5512"


def url(name, *args):
    return reverse(f"interventions:{name}", args=args)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(world, now):
    """A first talk long ago, another one yesterday."""
    case = builders.talked(world, now - timedelta(days=28))
    day = now - timedelta(days=1)
    record_talk(case=case, kind="phone", text=LATER, happened_at=day, by=case.owner, at=day)
    return Case.objects.get(pk=case.pk)


def test_filters_stay_in_the_address(case, client_of, now):
    client, page = client_of(case.owner), url("case_show", case.pk)
    whole = client.get(page).text
    assert builders.CANARY in whole
    assert LATER in whole
    day = timezone.localdate(now - timedelta(days=5)).isoformat()
    late = client.get(f"{page}?since={day}").text
    assert LATER in late
    assert builders.CANARY not in late
    assert f'value="{day}"' in late
    early = client.get(f"{page}?until={day}&kind=talk").text
    assert LATER not in early
    assert builders.CANARY in early
    assert LATER not in client.get(f"{page}?kind=plan").text
    assert LATER in client.get(f"{page}?since=gestern&kind=x").text


def test_a_long_silence_is_shown(case, client_of, now):
    body = client_of(case.owner).get(url("case_show", case.pk)).text
    assert "个上学日没有任何记录" in body
    day = timezone.localdate(now - timedelta(days=3)).isoformat()
    short = client_of(case.owner).get(f"{url('case_show', case.pk)}?since={day}").text
    assert "个上学日没有任何记录" not in short


def test_significant_is_the_counselor_s_word(case, world, client_of):
    client, note = client_of(case.owner), case.notes.order_by("happened_at").first()
    entry = f"note:{note.pk}"
    client.post(url("story_mark", case.pk), {"entry": entry, "on": "1"})
    client.post(url("story_mark", case.pk), {"entry": entry, "on": "1"})
    assert StoryMark.objects.filter(ended_at=None).count() == 1
    page = f"{url('case_show', case.pk)}?marked=1"
    body = client.get(page).text
    assert builders.CANARY in body
    assert LATER not in body
    back = client.post(f"{url('story_mark', case.pk)}?marked=1", {"entry": entry})
    assert back.url.startswith(page)
    assert StoryMark.objects.filter(ended_at=None).count() == 0
    assert StoryMark.objects.count() == 1
    assert builders.CANARY not in client.get(page).text
    events = AuditEvent.objects.filter(event__startswith="interventions.story.")
    assert events.count() == 2


def test_only_entries_of_this_file_can_be_marked(case, world, client_of):
    client = client_of(case.owner)
    for entry in ("", "note:00000000-0000-0000-0000-000000000000", f"case:{case.pk}"):
        answer = client.post(url("story_mark", case.pk), {"entry": entry, "on": "1"})
        assert answer.status_code == 404
    _mine, other = builders.owner_of(case, world)
    for stranger in (other, world.co_other, world.ht_a, world.sa, world.ld):
        answer = client_of(stranger).post(url("story_mark", case.pk), {"entry": "", "on": "1"})
        assert answer.status_code == 404


def test_the_paper_carries_reader_and_moment_on_each_page(case, world, client_of, now):
    for number in range(60):
        day = now - timedelta(days=20, minutes=number)
        record_talk(
            case=case,
            kind="talk",
            text=f"第{number}次 " * 20,
            happened_at=day,
            by=case.owner,
            at=now,
        )
    client, page = client_of(case.owner), url("story_print", case.pk)
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 422
    answer = client.post(page, {"reason": "meeting"})
    assert answer["Content-Type"] == "application/pdf"
    assert case.student.name not in answer["Content-Disposition"]
    sheets = PdfReader(BytesIO(answer.content)).pages
    assert len(sheets) > 2
    mark = f"{case.owner.name}·{timezone.localtime(now):%Y-%m-%d}"
    for sheet in sheets:
        text = "".join(sheet.extract_text().split())
        assert text.count(mark) > 4
    told = AuditEvent.objects.get(event="interventions.story.printed")
    assert told.reason == "meeting"
    few = client.post(f"{page}?kind=decision", {"reason": "meeting"})
    assert LATER not in PdfReader(BytesIO(few.content)).pages[0].extract_text()
    assert client_of(world.ld).get(page).status_code == 404
    listed = client_of(world.ld).get(url("export_list", case.pk)).text
    assert listed.count("研判会上看") == 2
