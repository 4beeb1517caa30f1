from typing import Any

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"

    def ready(self) -> None:
        """Say how this room's rows hang in the tree."""
        from school_safety.access import paths
        from school_safety.web.refusals import explain

        from . import models
        from .choices import REASONS

        explain(REASONS)
        _prints()
        for model in (models.Instrument, models.InstrumentDraft):
            paths.register(model, district="district_id")
        paths.register(models.InstrumentVersion, district="instrument__district_id")
        paths.register(models.Wave, district="district_id", school="school_id")
        paths.register(
            models.Sitting,
            district="wave__district_id",
            school="wave__school_id",
            classroom="classroom_id",
            involved="proctor_id",
        )
        paths.register(
            models.Invitation,
            district="district_id",
            school="wave__school_id",
            student="student_id",
            involved="sitting__proctor_id",
        )
        _young(paths, models)
        _paper(paths, models)
        _governed(paths, models)
        _answers(paths, models)
        _talks(paths, models)


def _answers(paths: Any, models: Any) -> None:
    """What was handed in, and what was noticed in it."""
    for model, wave in ((models.Response, "wave"), (models.Flag, "response__wave")):
        paths.register(
            model,
            district="district_id",
            school=f"{wave}__school_id",
            student="student_id" if wave == "wave" else "response__student_id",
            under=_handed_down if wave == "wave" else None,
        )


def _talks(paths: Any, models: Any) -> None:
    """Invitations to a talk that do not say why."""
    paths.register(
        models.TalkInvite,
        district="district_id",
        school="wave__school_id",
        student="student_id",
    )


def _handed_down(case_id: str) -> Any:
    """Of a child's responses, those on which this case rests."""
    from django.db.models import Q

    from interventions.queries import origins

    return Q(pk__in=origins.of_case(case_id, "surveys.response"))


def _prints() -> None:
    """What this room has printed in the background."""
    from school_safety.documents.printing import produces

    from .actions import printing

    produces(printing.SLIPS, printing.TEMPLATES[printing.SLIPS], printing.slip_pages)
    produces(printing.PAPER, printing.TEMPLATES[printing.PAPER], printing.paper_pages)


def _paper(paths: Any, models: Any) -> None:
    """The questionnaires on paper."""
    paths.register(
        models.PaperSheet,
        district="district_id",
        school="wave__school_id",
        student="invitation__student_id",
    )


def _young(paths: Any, models: Any) -> None:
    """The picture cards and the doors they open; and what stays of a wave."""
    paths.register(models.WaveStatistics, district="district_id", school="wave__school_id")
    paths.register(
        models.PictureCard,
        district="district_id",
        school="classroom__school_id",
        classroom="classroom_id",
        student="student_id",
    )
    paths.register(
        models.RoomDoor,
        district="sitting__wave__district_id",
        school="sitting__wave__school_id",
        classroom="sitting__classroom_id",
        involved="sitting__proctor_id",
    )


def _governed(paths: Any, models: Any) -> None:
    """What must stand before a wave opens."""
    paths.register(
        models.FamilyLetter, district="district_id", school="school_id", classroom="classroom_id"
    )
    paths.register(models.ImpactAssessment, district="district_id", school="school_id")
    paths.register(models.AskSettings, district="district_id")
    paths.register(models.WaveApproval, district="wave__district_id", school="wave__school_id")
    paths.register(models.WaveLot, district="wave__district_id", school="wave__school_id")
