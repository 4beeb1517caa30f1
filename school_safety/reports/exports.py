"""A publication as a workbook and as paper: the same protected figures, nothing more."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from school_safety.documents import render
from school_safety.web import charts

from . import presenters, quality_words
from .models import Publication

BOLD = Font(bold=True)


def workbook(publication: Publication) -> bytes:
    """One sheet per table."""
    book = Workbook()
    book.remove(book.active)
    for view in presenters.views(publication):
        _sheet(book, view.title, ["", *view.columns], [*view.rows, view.last])
    _sheet(
        book,
        _("按学校"),
        [_("学校"), _("应交"), _("交了")],
        presenters.completion_rows(publication),
    )
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def pdf(publication: Publication, language: str) -> bytes:
    """The printed report."""
    return render.pdf("reports/publication_print.html", page(publication), language=language)


def page(publication: Publication) -> dict[str, object]:
    """What the page and the paper both show."""
    figures = presenters.figures(publication) | quality_words.figures(publication.payload)
    return {
        "publication": publication,
        "questionnaire": presenters.title(publication),
        "sentence": presenters.sentence(publication),
        "stats": presenters.stats(publication),
        "views": presenters.views(publication),
        "bands": presenters.bands(publication),
        "completion": presenters.completion_rows(publication),
        "quality": quality_words.rows(publication.payload),
        "drawings": {name: charts.svg(figure) for name, figure in figures.items()},
        "specs": {name: charts.plotly(figure) for name, figure in figures.items()},
    }


def _sheet(book: Workbook, title: str, head: list[str], rows: list[tuple[str, list[str]]]) -> None:
    sheet = book.create_sheet(title[:31])
    sheet.append(head)
    for name, values in rows:
        sheet.append([name, *values])
    for cell in sheet[1]:
        cell.font = BOLD
    sheet.freeze_panes = "B2"
    for column in "ABCDEFGH":
        sheet.column_dimensions[column].width = 18
