"""A questionnaire is brought in, answered for, asked for, and published by somebody else."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from school_safety.access.actions import assign_role
from school_safety.access.choices import Role
from school_safety.notices.models import Notice
from surveys.actions import bringing
from surveys.models import InstrumentVersion
from surveys.queries import forms
from surveys.queries.lacking import publication_problems
from surveys.rules.interchange.sandbox import Reading
from tests.factories.questionnaires import by_variables, formula, question, questionnaire
from tests.worlds import make_user

LICENCE = {"licence_holder": "某出版社", "licence_text": "2026 年许可", "licence": "on"}


@pytest.fixture
def second(world):
    """Another official of the same district."""
    user = make_user("da2", "韩方")
    assign_role(user=user, role=Role.DISTRICT, unit=world.district, by=None, at=timezone.now())
    return user


def _resource():
    found = by_variables(3)
    for item in found["item"][:3]:
        item["_text"] = {
            "extension": [
                {
                    "url": "http://hl7.org/fhir/StructureDefinition/translation",
                    "extension": [
                        {"url": "lang", "valueCode": "zh-CN"},
                        {"url": "content", "valueString": f"上周{item['linkId']}"},
                    ],
                }
            ]
        }
        for option, text in zip(item["answerOption"], "从有常总", strict=True):
            option["valueCoding"]["designation"] = [{"language": "zh-CN", "value": text * 2}]
    found["item"][2]["code"] = [{"system": "http://loinc.org", "code": "44260-8"}]
    return found


MARKS = {
    **{f"risk{n}": "none" for n in range(3)},
    **{f"contact{n}": "no" for n in range(2)},
}
ALL = {**MARKS, "contact2": "yes", "risk2": "selfharm"}


def _upload(client, resource=None):
    content = json.dumps(resource or _resource()).encode()
    data = {"file": SimpleUploadedFile("week.json", content)}
    return client.post(reverse("surveys:instrument_import"), data)


def _look(client):
    """The address at which a file that can be read is looked at."""
    answer = _upload(client)
    assert answer.status_code == 302
    return answer.url


def _keep(client, where, **data):
    token = where.partition("look=")[2]
    return client.post(reverse("surveys:instrument_import"), {"look": token, **LICENCE, **data})


def _brought(client):
    assert _keep(client, _look(client), **ALL).status_code == 302
    return InstrumentVersion.objects.exclude(instrument__district=None).get()


def _url(name, version):
    return reverse(f"surveys:{name}", args=[version.pk])


def _none_stored():
    return not InstrumentVersion.objects.exclude(instrument__district=None).exists()


def test_a_look_shows_everything_and_stores_nothing(world, client_of, second):
    client = client_of(world.da)
    where = _look(client)
    body = client.get(f"{where}&q0=3&q1=3&q2=3").content.decode()
    assert "相加，0 到 9" in body
    assert "总分是 9。" in body
    assert 'name="contact2"' in body
    assert _none_stored()
    assert client_of(second).get(where).status_code == 302  # nobody else's word finds it
    token = where.partition("look=")[2]
    thrown = client.post(reverse("surveys:instrument_import"), {"look": token, "drop": "1"})
    assert thrown.status_code == 302
    assert client.get(where).status_code == 302
    assert _none_stored()


def test_a_look_becomes_a_draft_with_its_licence_and_marks(world, client_of):
    version = _brought(client_of(world.da))
    assert (version.state, version.source, version.licence_by) == ("draft", "fhir", world.da)
    assert version.safety == {"/q2": {"why": "code", "contact": True}}
    assert version.safety_by == world.da
    assert [row["risk"] for row in version.questions] == ["none", "none", "selfharm"]
    assert [row.get("safety_at") for row in version.questions] == [None, None, 1]
    body = client_of(world.da).get(_url("instrument_show", version)).content.decode()
    assert "某出版社" in body
    assert "还没有写明谁持有版权" not in body


@pytest.mark.parametrize("lacking", [{"licence": ""}, {"contact2": ""}, {"risk1": ""}])
def test_without_the_tick_or_a_mark_nothing_is_stored(world, client_of, lacking):
    client = client_of(world.da)
    assert _keep(client, _look(client), **{**ALL, **lacking}).status_code == 422
    assert _none_stored()


def test_a_refused_file_names_each_place_and_stores_nothing(world, client_of):
    product = "%resource.item.where(linkId='q0').answer.value.weight() * %resource.item.count()"
    answer = _upload(
        client_of(world.da), questionnaire(question("q0"), question("q1"), formula("t", product))
    )
    assert answer.status_code == 422
    assert "Questionnaire.item[2]" in answer.content.decode()
    assert not InstrumentVersion.objects.exclude(instrument__district=None).exists()


def test_the_same_content_twice_is_refused(world, client_of):
    client = client_of(world.da)
    _brought(client)
    assert _keep(client, _look(client), **ALL).status_code == 422
    assert InstrumentVersion.objects.exclude(instrument__district=None).count() == 1


def test_publication_needs_the_marked_item_answered_and_a_second_official(world, client_of, second):
    client = client_of(world.da)
    version = _brought(client)
    assert client.post(_url("instrument_answer", version), {}).status_code == 422
    answered = client.post(_url("instrument_answer", version), {**ALL, "contact0": "yes"})
    assert answered.status_code == 302
    version.refresh_from_db()
    assert [row.get("safety_at") for row in version.questions] == [1, None, 1]
    assert client.post(_url("instrument_ask", version)).status_code == 302
    assert Notice.objects.filter(kind="instrument_to_publish", user=second).count() == 1
    assert not Notice.objects.filter(kind="instrument_to_publish", user=world.da).exists()
    assert version.pk not in forms.selectable(world.da).values_list("pk", flat=True)
    assert client.post(_url("instrument_publish", version)).status_code == 409
    assert client_of(second).post(_url("instrument_publish", version)).status_code == 302
    assert version.pk in forms.selectable(world.co).values_list("pk", flat=True)
    assert client.post(_url("instrument_drop", version)).status_code == 409


def test_it_can_be_sent_back_and_dropped(world, client_of, second):
    client = client_of(world.da)
    version = _brought(client)
    client.post(_url("instrument_ask", version))
    assert client_of(second).post(_url("instrument_return", version)).status_code == 302
    assert client.post(_url("instrument_drop", version)).status_code == 302
    assert not InstrumentVersion.objects.filter(pk=version.pk).exists()


def test_readers_read_and_do_not_change(world, client_of):
    version = _brought(client_of(world.da))
    reader = client_of(world.co)
    assert reader.get(_url("instrument_show", version)).status_code == 200
    assert reader.get(reverse("surveys:instrument_list")).status_code == 200
    for name in ("answer", "ask", "publish", "return", "drop"):
        assert reader.post(_url(f"instrument_{name}", version)).status_code == 404
    assert reader.get(reverse("surveys:instrument_import")).status_code == 404


def test_another_district_and_a_teacher_see_nothing(world, client_of):
    version = _brought(client_of(world.da))
    for user in (world.da_other, world.te):
        for name in ("show", "fhir", "xlsform"):
            assert client_of(user).get(_url(f"instrument_{name}", version)).status_code == 404


def test_the_sample_total_is_worked_out_step_by_step(world, client_of):
    version = InstrumentVersion.objects.get(instrument__code="iu8c")
    url = _url("instrument_show", version)
    page = client_of(world.da).get(url, {f"q{n}": 1 for n in range(8)}).content.decode()
    assert "总分是 8。" in page
    assert "界值" in page
    assert "2620" in page


@pytest.mark.parametrize("name", ["instrument_fhir", "instrument_xlsform"])
def test_any_version_can_be_taken_along(world, client_of, name):
    version = InstrumentVersion.objects.get(instrument__code="igd9c")
    answer = client_of(world.co).get(_url(name, version))
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


def test_the_list_asks_the_same_number_of_questions(
    world, client_of, django_assert_max_num_queries
):
    client = client_of(world.da)
    _brought(client)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("surveys:instrument_list"), {"state": "draft"})
    assert "A week" in page.content.decode()


def test_a_draft_from_the_command_waits_for_somebodys_tick(world):
    base = forms.definition_of(InstrumentVersion.objects.get(instrument__code="iu8c"))
    version = bringing.bring_in(
        district=world.district,
        reading=Reading(base, "toml"),
        by=None,
        at=timezone.now(),
        licence_holder="某出版社",
    )
    assert version.licence_by is None
    assert publication_problems(version) == ["licence", "safety"]  # its own questions have marks
    bare = [{key: value for key, value in row.items() if key != "risk"} for row in base.questions]
    version.questions = bare
    assert "risk" in publication_problems(version)
