"""Slips of one class came back on paper: one is entered, two wait, one lost its code, one came twice."""

from datetime import timedelta
from io import BytesIO
from random import Random
from typing import Any

import pypdfium2 as pdfium
from django.urls import reverse
from PIL import Image, ImageDraw

from lessons.actions import entering, scans, slips
from lessons.choices import LetterKind
from lessons.queries import on_paper
from school_safety.documents import render, scanning, sheets

from .told import Story

SHOWN = 4


def told(story: Story) -> None:
    """Printed by the class teacher, brought by the clerk an hour ago."""
    dispatch = story.kept.get(f"dispatch:S1:{LetterKind.ACKNOWLEDGEMENT}")
    if dispatch is None:
        return
    at, clerk = story.now - timedelta(hours=1), story.users["clerk_s1"]
    letters = slips.ready_to_print(dispatch=dispatch, by=dispatch.sent_by, at=at)[:SHOWN]
    pages = _returned(dispatch, letters)
    pile = scans.new_pile(count=1, school=dispatch.school, by=clerk, at=at)
    place = scanning.Place(str(pile.pk), 0, "scan-1123.pdf")
    for number, (letter, page) in enumerate(zip(letters, pages, strict=True), start=1):
        known = number < SHOWN
        code, box = (on_paper.code_of(letter), (0.03, 0.6, 1.0, 1.0)) if known else ("", ())
        piece = sheets.Piece(code, page, box)
        scans.take(place, sheets.Look(number, SHOWN, (piece,)), at)
    scans.take(place, None, at)
    _enter_first(story, pile, letters[0], clerk)
    _again(story, dispatch, letters[0])


def _enter_first(story: Story, pile: Any, letter: Any, clerk: Any) -> None:
    waiting = list(pile.scans.filter(state="waiting").order_by("place"))
    said = entering.OnPaper("read", signed=True, signer=letter.guardian.name)
    entering.enter_slip(scan=waiting[0], said=said, by=clerk, at=story.now - timedelta(minutes=20))
    for scan in waiting[1:]:
        child = scan.slip.letter.student
        url = reverse("lessons:slip_enter", args=[scan.pk])
        story.note("scan", scan, url=url, student=child)


def _again(story: Story, dispatch: Any, letter: Any) -> None:
    """The first family handed in a second sheet, which nobody has compared yet."""
    clerk, at = story.users["clerk_s1"], story.now - timedelta(minutes=10)
    pile = scans.new_pile(count=1, school=dispatch.school, by=clerk, at=at)
    [page] = _returned(dispatch, [letter], hand=7)
    piece = sheets.Piece(on_paper.code_of(letter), page, (0.03, 0.6, 1.0, 1.0))
    place = scanning.Place(str(pile.pk), 0, "scan-1123-2.pdf")
    scans.take(place, sheets.Look(1, 1, (piece,)), at)
    scans.take(place, None, at)


def _returned(dispatch: Any, letters: list[Any], hand: int = 0) -> list[bytes]:
    """The printed letters as a scanner gives them back: ticked and signed by hand."""
    pack = slips.stamped(dispatch, letters, "zh-hans")
    printed = pdfium.PdfDocument(render.piece(slips.TEMPLATE, pack))
    return [_by_hand(printed[number], hand + number) for number in range(len(letters))]


def _by_hand(page: Any, number: int) -> bytes:
    image = page.render(scale=1.9, grayscale=True).to_pil().convert("L")
    pen, wide, high = ImageDraw.Draw(image), image.width, image.height
    hand = Random(number)  # noqa: S311  (a scribble)
    left, top = int(wide * 0.2), int(high * 0.925)
    stroke = [(left + 9 * step, top + hand.randint(-16, 8)) for step in range(14)]
    pen.line(stroke, fill=40, width=3, joint="curve")
    box, line = int(wide * 0.1), int(high * 0.846)
    pen.line([(box - 7, line - 4), (box, line + 6), (box + 14, line - 16)], fill=40, width=4)
    if number == SHOWN - 1:  # the corner with the code is torn off
        pen.polygon([(wide, high), (wide, int(high * 0.72)), (int(wide * 0.7), high)], fill=150)
    target = BytesIO()
    image.rotate(hand.uniform(-1, 1), fillcolor=235, resample=Image.Resampling.BICUBIC).save(
        target, "JPEG", quality=60
    )
    return target.getvalue()
