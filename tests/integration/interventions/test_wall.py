"""The wall between help and discipline, walked along: pages of teachers and heads, and their SQL."""

import re

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from interventions.actions.concerns import receive_concern
from tests.factories import cases as builders
from tests.trust.decided import PLAIN

pytestmark = pytest.mark.django_db
JUDGES = {"te": "te", "ht": "ht_a", "ed": "ed", "ck": "ck", "sa": "sa"}
# Tables of help that hold no child, or only who is needed now (TRUST 4: the head reads names of
# safety events and answers for mandatory reports, class teachers the dated task given to them).
OPEN = {
    "interventions_provider", "interventions_providerstaff", "interventions_dutyshift",
    "interventions_safetyevent", "interventions_safetyseat", "interventions_safetystep",
    "interventions_safetyalert", "interventions_task", "interventions_mandatoryreport",
    "surveys_wave", "surveys_sitting", "surveys_invitation", "surveys_instrument",
    "surveys_impactassessment", "surveys_instrumentversion", "surveys_roomdoor", "surveys_picturecard",
}  # fmt: skip
# Read for one purpose, and only these columns: a task ends with the school of its case; who wrote a
# concern reads that it arrived; who is asked to come to a meeting reads when, where and by whom.
NARROW = {
    "interventions_case": set(),
    "interventions_concern": {"id", "written_at", "written_by_id"},
    "interventions_casemeeting": {"id", "starts_at", "place", "made_by_id"},
    "interventions_meetingseat": {"id", "meeting_id"},
}
SEEN = re.compile(r'"((?:interventions|surveys)_[a-z_]+)"')


def columns(table, sql):
    """What a statement takes out of a table."""
    return set(re.findall(rf'"{table}"\."([a-z_]+)"', sql.partition(" FROM ")[0]))


def own_pages(role):
    for name, roles in PLAIN.items():
        if role in roles.split() and not name.startswith("home:device"):
            yield name


@pytest.fixture
def told(world):
    """Every teacher has been asked, a concern was filed, a case is open; a referral is out."""
    now = timezone.now()
    referral = builders.sent(world, now)
    receive_concern(
        school=world.school, student=world.student, fact=builders.CANARY, words=builders.CANARY,
        done=builders.CANARY, by=world.ht_a, at=now,
    )  # fmt: skip
    return referral.case


@pytest.mark.parametrize("role", JUDGES)
def test_no_page_shows_it_and_no_query_touches_it(role, world, told, client_of, query_shapes):
    client = client_of(getattr(world, JUDGES[role]))
    touched, opened = {}, 0
    for name in own_pages(role):
        with query_shapes() as seen:
            answer = client.get(reverse(name))
        opened += answer.status_code == 200
        if answer.status_code == 200 and not answer.streaming:
            body = answer.content.decode(errors="replace")
            assert builders.CANARY not in body, name
            assert told.code not in body, name
        for query in seen.captured_queries:
            for table in set(SEEN.findall(query["sql"])) - OPEN:
                if table not in NARROW or columns(table, query["sql"]) - NARROW[table]:
                    touched.setdefault(table, set()).add(name)
    assert opened > 3
    assert touched == {}


def test_the_open_tables_are_real():
    assert {model._meta.db_table for model in apps.get_models()} >= OPEN
