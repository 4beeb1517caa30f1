"""Questionnaires in the CMS: a district's own officials write; everybody else finds nothing."""

import json
from typing import Any

import pytest
from django.urls import reverse

from lessons.actions import sections
from school_safety.audit.models import AuditEvent
from surveys.actions import composing
from surveys.choices import VersionState
from surveys.models import InstrumentDraft, InstrumentVersion
from surveys.queries import drafts, forms

pytestmark = pytest.mark.django_db
EDITORS = ("da", "da_other", "ed", "te", "rv")


@pytest.fixture
def house(world, at):
    """The CMS is open to its writers in both districts."""
    for school in (world.school, world.far_school):
        sections.make_section(school=school, by=world.giver, at=at)
    for key in EDITORS:
        sections.sync_groups(getattr(world, key), by=world.giver, at=at)
    return world


@pytest.fixture
def draft(house, at) -> InstrumentDraft:
    version = forms.newest("igd9c")
    return composing.start_draft(version=version, district=house.district, by=house.da, at=at)


def url(name: str, *args: Any) -> str:
    return reverse(f"questionnaires:{name}", args=args)


def posted(client: Any, draft: InstrumentDraft, **changes: Any) -> dict[str, str]:
    """What the browser would send of the open editor, with some fields typed over."""
    page = client.get(url("edit", draft.pk))
    data = {}
    for field in page.context["form"]:
        name, value = field.html_name, field.value()
        if name in drafts.STREAMS:
            data |= _stream(name, json.loads(json.dumps(value.get_prep_value())))
        else:
            data[name] = "" if value is None else str(getattr(value, "pk", value))
    return {**data, **changes}


def _stream(prefix: str, blocks: list[Any]) -> dict[str, str]:
    data = {f"{prefix}-count": str(len(blocks))}
    for n, block in enumerate(blocks):
        here = f"{prefix}-{n}"
        data |= {
            f"{here}-deleted": "",
            f"{here}-order": str(n),
            f"{here}-id": block.get("id") or "",
        }
        if "type" in block:
            data[f"{here}-type"] = block["type"]
        data |= _value(f"{here}-value", block["value"])
    return data


def _value(prefix: str, value: Any) -> dict[str, str]:
    if isinstance(value, dict):
        found: dict[str, str] = {}
        for name, each in value.items():
            found |= _value(f"{prefix}-{name}", each)
        return found
    if isinstance(value, list):
        return _stream(prefix, value)
    if value is False:
        return {}
    return {prefix: "" if value is None else "on" if value is True else str(value)}


def patterns() -> list[tuple[str, list[Any]]]:
    """Every address of the viewset, whatever Wagtail adds to it."""
    found = InstrumentDraft.snippet_viewset.get_urlpatterns()
    return [(entry.name, list(entry.pattern.converters)) for entry in found]


ROWS = [(name, holes) for name, holes in patterns() if "pk" in holes]


@pytest.mark.parametrize(("name", "holes"), ROWS, ids=[name for name, _holes in ROWS])
@pytest.mark.parametrize("who", ["da_other", "ed", "te"])
def test_anothers_draft_is_not_there_by_any_door(draft, house, client_of, who, name, holes):
    client = client_of(getattr(house, who))
    revision = draft.latest_revision_id
    address = url(name, *[draft.pk if hole == "pk" else revision for hole in holes])
    for method in (client.get, client.post):
        assert method(address).status_code == 404
    assert InstrumentDraft.objects.filter(pk=draft.pk).exists()


def test_two_revisions_are_compared_by_her_own_official_only(draft, house, client_of):
    for address in (
        url("revisions_compare", draft.pk, "earliest", "latest"),
        url("history", draft.pk),
        url("edit", draft.pk),
    ):
        assert client_of(house.da).get(address).status_code == 200
        assert client_of(house.da_other).get(address).status_code == 404


def test_lists_show_ones_own_district(draft, house, client_of):
    assert "游戏与我" in client_of(house.da).get(url("list")).content.decode()
    assert "游戏与我" in client_of(house.da).get(url("list") + "?q=游戏").content.decode()
    assert "游戏与我" not in client_of(house.da_other).get(url("list")).content.decode()
    assert client_of(house.ed).get(url("list")).status_code == 404
    for area in (
        "snippets/choose/surveys/instrumentdraft/",
        "bulk/surveys/instrumentdraft/delete/",
    ):
        assert client_of(house.da).get(f"/cms/{area}").status_code == 404


def test_an_official_begins_with_a_shipped_questionnaire(house, client_of):
    client = client_of(house.da)
    version = forms.newest("iu8c")
    assert version.texts["title"]["zh-hans"] in client.get(url("start")).content.decode()
    data = {"version": version.pk, "district": house.district.pk}
    reply = client.post(url("start"), data)
    made = InstrumentDraft.objects.get()
    assert reply["Location"] == url("edit", made.pk)
    assert (made.code, made.district_id) == ("iu8c-own", house.district.pk)
    assert client.post(url("start"), {**data, "district": house.far_district.pk}).status_code == 200
    assert InstrumentDraft.objects.count() == 1
    assert AuditEvent.objects.filter(event="surveys.draft.started").count() == 1


def test_half_a_questionnaire_can_be_saved(house, client_of):
    client = client_of(house.da)
    data = {f"{name}-count": "0" for name in drafts.STREAMS}
    data |= {"code": "sleep", "kind": "screening", "total": "sum", "district": house.district.pk}
    reply = client.post(url("add"), data)
    made = InstrumentDraft.objects.get()
    assert reply["Location"] == url("edit", made.pk)
    assert made.latest_revision is not None
    reply = client.post(url("add"), {**data, "district": house.far_district.pk})
    assert InstrumentDraft.objects.count() == 1


def test_what_was_typed_is_kept_and_can_be_taken_back(draft, house, client_of):
    client = client_of(house.da)
    client.post(url("edit", draft.pk), posted(client, draft, title_zh="另一个名称"))
    draft.refresh_from_db()
    assert draft.title_zh == "另一个名称"
    assert draft.revisions.count() == 2
    first = draft.revisions.order_by("pk").first()
    page = client.get(url("revisions_revert", draft.pk, first.pk))
    assert page.context["form"]["title_zh"].value() == "游戏与我"


def test_a_version_is_made_and_waits_for_a_second_official(draft, house, client_of):
    client = client_of(house.da)
    data = posted(client, draft) | {"action-make-version": "make-version"}
    reply = client.post(url("edit", draft.pk), data)
    assert reply.status_code == 302
    made = InstrumentVersion.objects.get(instrument__district=house.district)
    own = forms.newest("igd9c")
    assert (made.number, made.state, made.made_by) == (1, VersionState.DRAFT, house.da)
    assert (made.questions, made.scoring, made.texts, made.facts) == (
        own.questions,
        own.scoring,
        own.texts,
        own.facts,
    )
    event = AuditEvent.objects.get(event="surveys.version.made")
    assert (event.object_id, event.district_id) == (str(made.pk), house.district.pk)
    draft.refresh_from_db()
    assert draft.made == made


def test_the_same_words_are_no_second_version_and_a_change_is_the_next(draft, house, client_of):
    client = client_of(house.da)
    data = posted(client, draft) | {"action-make-version": "make-version"}
    for _time in range(2):
        client.post(url("edit", draft.pk), data)
    own = InstrumentVersion.objects.filter(instrument__district=house.district)
    assert own.count() == 1
    before = own.get().content_hash
    client.post(url("edit", draft.pk), {**data, "minutes": "9"})
    assert sorted(own.values_list("number", flat=True)) == [1, 2]
    assert own.get(number=1).content_hash == before


BAD = [
    ("routing", {"routing": "nowhere"}, "nowhere"),
    ("title_en", {"title_en": ""}, "这一格要填好"),
    ("grade_to", {"grade_to": "1"}, "不能比"),
    ("questions", {"questions-1-value-options": "gone"}, "gone"),
    ("questions", {"questions-1-value-id": "played"}, "played"),
    ("questions", {"questions-2-value-text_en": ""}, ""),
    ("rules", {"rules-0-value-condition-0-value-at_least": "12"}, "12"),
    ("rules", {"rules-1-value-code": "dsm5"}, "dsm5"),
    ("option_sets", {"option_sets-1-value-name": "set1"}, "set1"),
]


@pytest.mark.parametrize(("field", "typed", "said"), BAD, ids=[str(case[1]) for case in BAD])
def test_what_does_not_fit_is_said_beside_its_field(draft, house, client_of, field, typed, said):
    client = client_of(house.da)
    data = posted(client, draft, title_zh="改过的名称", **typed)
    reply = client.post(url("edit", draft.pk), data | {"action-make-version": "make-version"})
    assert reply.status_code == 200
    form = reply.context["form"]
    assert next(iter(form.errors)) == field  # a name used twice is told at each place that uses it
    assert said in json.dumps(_said(form.errors[field].as_data()[0]), ensure_ascii=False)
    assert form["title_zh"].value() == "改过的名称"
    assert not InstrumentVersion.objects.filter(instrument__district=house.district).exists()
    assert client.post(url("edit", draft.pk), data).status_code == 302  # as a draft it is taken


def _said(error: Any) -> Any:
    return error.as_json_data() if hasattr(error, "as_json_data") else error.messages


@pytest.mark.parametrize(
    ("mode", "seen"),
    [
        ("q2", "不玩的时候，我满脑子还是游戏。"),
        ("q2-en", "When I am not playing"),
        ("all", "玩不成"),
        ("all-en", "On days when I cannot play"),
        ("q99", "你玩过电子游戏吗"),
    ],
)
def test_the_preview_is_the_students_own_page(draft, house, client_of, mode, seen):
    client = client_of(house.da)
    address = url("preview_on_edit", draft.pk)
    assert client.post(address, posted(client, draft)).json() == {
        "is_valid": True,
        "is_available": True,
    }
    page = client.get(f"{address}?mode={mode}&in_preview_panel=true")
    text = page.content.decode()
    assert page.status_code == 200
    assert seen in text
    assert "dsm5" not in text  # no rule, no value, no score
    assert "/answer/save/" not in text  # and nothing is kept
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_a_question_without_options_can_be_looked_at(house, client_of):
    client = client_of(house.da)
    data = {f"{name}-count": "0" for name in drafts.STREAMS} | _stream(
        "questions", [{"type": "question", "value": {"text_zh": "第一句", "options": ""}}]
    )
    data |= {"code": "new", "kind": "screening", "total": "sum", "district": house.district.pk}
    client.post(url("preview_on_add"), data)
    for mode in ("q1", "all"):
        assert "第一句" in client.get(f"{url('preview_on_add')}?mode={mode}").content.decode()
