"""The wall between help and discipline (docs/explanation: wall.md), as far as code can show it.

Help is what is known of a child because she was asked or looked after: cases, concerns, answers.
Discipline is what may count against her: incidents, sanctions, honours, enrolment. There is no such
room yet; these tests are the gate through which one would have to come.
"""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Model

from school_safety.access.matrix import MATRIX
from school_safety.access.permissions import Permission
from school_safety.vault.fields import SealedJSONField, SealedTextField
from tests.architecture import source
from tests.journeys.without import FILE, WITHOUT

HELP = {"interventions", "surveys"}
# Every room of the house has a side; a new one is refused until somebody has thought about it.
NEITHER = {
    "access", "accounts", "audit", "clock", "consents", "demo", "documents", "home", "lessons",
    "limits", "notices", "office", "reports", "schools", "vault", "volatile", "web", "wecom",
}  # fmt: skip
DISCIPLINE: set[str] = set()  # rooms for incidents and sanctions: none yet
RESERVED = ("incidents", "discipline", "conduct")  # their names, kept free by the import contract
# What would count against a child, as a word of a model or of one of its columns.
AGAINST = re.compile(
    r"disciplin|sanction|punish|penal|misconduct|demerit|merit|honou?r|award|reprimand|expel|"
    r"expulsion|suspension|detention|conduct|incident|offence|offense|appraisal|ranking|grading",
)
# Rows of help lean on these and on nothing else outside their rooms.
GROUND = {
    "schools.District", "schools.School", "schools.Classroom", "schools.Student",
    "schools.Guardian", "accounts.User", "consents.Consent", "consents.Basis",
}  # fmt: skip
# A questionnaire's drafts keep their earlier states where the CMS keeps those of all its texts (S0).
DRAFTS = {
    "surveys.InstrumentDraft.latest_revision -> wagtailcore.Revision",
    "surveys.InstrumentDraft._revisions -> wagtailcore.Revision",
}
# Rows outside that point into help: a wave is a date and a questionnaire, no child and no answer.
NAMED = {"reports.PublishedWave.wave": "surveys.Wave"}


def ours() -> Iterator[type[Model]]:
    known = HELP | NEITHER | DISCIPLINE
    return (model for model in apps.get_models() if model._meta.app_label in known)


def ties(model: type[Model]) -> Iterator[tuple[str, str]]:
    for field in model._meta.get_fields(include_hidden=True):
        if field.related_model and not field.auto_created:
            other = field.related_model
            yield f"{model._meta.label}.{field.name}", other._meta.label


def test_every_room_has_a_side():
    rooms = {
        config.label
        for config in apps.get_app_configs()
        if config.name.partition(".")[0] in {"school_safety", *source.PRODUCT}
    }
    assert rooms - HELP - NEITHER - DISCIPLINE == set()
    assert set() == DISCIPLINE & (HELP | NEITHER)


def test_no_row_outside_points_into_help():
    found = {
        field: other
        for model in ours()
        if model._meta.app_label not in HELP
        for field, other in ties(model)
        if other.partition(".")[0] in HELP
    }
    assert found == NAMED


def test_rows_of_help_lean_on_the_ground_only():
    leaning = {
        f"{field} -> {other}"
        for model in ours()
        if model._meta.app_label in HELP
        for field, other in ties(model)
        if other.partition(".")[0] not in HELP and other not in GROUND
    }
    assert leaning == DRAFTS


def test_the_named_tie_leads_to_no_child():
    wave = apps.get_model("surveys", "Wave")
    assert {other for _field, other in ties(wave)} & {
        "schools.Student",
        "schools.Guardian",
    } == set()
    assert not any(
        isinstance(field, SealedTextField | SealedJSONField) for field in wave._meta.concrete_fields
    )


def test_nothing_that_counts_against_a_child_is_kept_anywhere():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.concrete_fields
        if AGAINST.search(field.name) or AGAINST.search(model.__name__.lower())
    }
    assert found == set()


def test_the_child_herself_carries_no_sign_of_help():
    """A column on the roster would be the shortest way round the wall."""
    roster = {"Student", "Guardian", "Guardianship", "Enrolment", "Classroom"}
    words = re.compile(r"case|risk|level|flag|score|concern|band|plan|refer|note|help|talk")
    found = {
        f"{name}.{field.name}"
        for name in roster
        for field in apps.get_model("schools", name)._meta.concrete_fields
        if words.search(field.name)
    }
    assert found == set()


def test_the_import_contract_keeps_the_names_free():
    text = source.ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8")
    wall = text[text.index('id = "wall"') :].partition("[[")[0]
    assert all(f'"{name}"' in wall for name in RESERVED)
    assert all(f'"{room}"' in wall for room in sorted(HELP))
    assert not any(source.ROOT.joinpath(name).exists() for name in RESERVED)


def test_no_query_reads_help_and_the_roster_s_changes_in_one_breath():
    """Raw SQL would see no wall: there is none that names a table of help."""
    tables = re.compile(r"\b(?:interventions|surveys)_[a-z]+\b")
    raw = {
        f"{source.short(path)}:{node.lineno}"
        for path in source.product_files()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"\b(?:select|join|from|update)\b", node.value, re.IGNORECASE)
        and tables.search(node.value)
        and path.parts[-3:-1] != ("audit", "triggers")
    }
    assert raw == set()


# Every file that can be taken out of the house, and whose side it is on.
HELP_FILES = {"interventions:export_pdf"}
OTHER_FILES = {
    "web:icon", "home:repair_print", "office:template_download", "office:import_errors",
    "office:person_letter", "reports:publication_pdf", "reports:publication_xlsx",
    "surveys:paper_print",
    "surveys:slips_print", "surveys:print_file",
    "surveys:instrument_fhir", "surveys:instrument_xlsform", "reports:wave_pdf",
    "lessons:letter_print", "lessons:receipt_pdf", "lessons:lesson_plan", "lessons:lesson_paper",
    "lessons:lesson_booklet", "lessons:lesson_pack", "lessons:lesson_set",
    "lessons:letters_file", "lessons:slip_picture",
    "lessons:letter_paper", "lessons:picture_file",
    "lessons:book_file", "lessons:seal_certificate",
    "lessons:outreach_text", "lessons:pack_file", "lessons:quiz_sheet",
    "lessons:classroom_worker",
}  # fmt: skip


def test_every_file_that_leaves_has_a_side():
    assert {name for name, why in WITHOUT.items() if why == FILE} == HELP_FILES | OTHER_FILES


@pytest.mark.parametrize("role", ["te", "ht", "ed", "rv", "ck", "sa", "da", "au", "op", "pa"])
def test_who_judges_holds_no_verb_of_help(role):
    """Who writes reports, sanctions, honours and enrolments reads no case, answer or concern."""
    files = {
        Permission.CASE_READ, Permission.CASE_WRITE, Permission.CASE_EXPORT,
        Permission.CASE_OVERSEE, Permission.NOTE_READ, Permission.CONCERN_READ,
        Permission.RESPONSE_READ, Permission.SIGNAL_READ, Permission.REFERRAL_READ,
        Permission.REFERRAL_WRITE,
    }  # fmt: skip
    assert files & set(MATRIX[role]) == set()
