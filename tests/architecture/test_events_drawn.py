"""The drawn catalogue is what the code says; every event has its line, and the tracing finds doors."""

from school_safety.audit.events import catalogue
from school_safety.office import tracing
from school_safety.office.drawing_events import drawing
from school_safety.office.management.commands.draw_events import PATH

LINES = PATH.read_text(encoding="utf-8").splitlines()


def line(code):
    return next(each for each in LINES if each.startswith(f"| `{code}` |"))


def test_reference_shows_the_catalogue_as_it_is():
    assert PATH.read_text(encoding="utf-8") == drawing()


def test_every_event_has_one_line():
    drawn = [each.split("`")[1] for each in LINES if each.startswith("| `")]
    assert drawn == sorted(catalogue(), key=lambda code: (code.partition(".")[0], code))


def test_who_and_what_is_sent_are_read_from_the_code():
    assert "| CO | `access_slip_asked`" in line("interventions.access_slip.asked")
    assert "| S4 | CO | – |" in line("interventions.note.written")
    assert "| S4 | CL | `referral_answered` |" in line("interventions.referral.accepted")
    assert "| clock |" in line("interventions.export.forgotten")
    assert "`export_asked`" in line("interventions.export.asked")
    assert "| DA |" in line("reports.publication.made")


def test_the_life_cycles_are_found():
    tables = tracing.tables()
    assert tables["Status", "closed"] == ("interventions.case.closed", "case_closed")
    assert {kind for kind, _state in tables} == set(tracing.TABLES.values())
