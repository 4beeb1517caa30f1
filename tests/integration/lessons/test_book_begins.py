"""Migration 0007: receipts that were there before the schools' books get their pages, in order."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from lessons.actions import filing
from lessons.actions.signing import Reply, new_key, reply
from lessons.models import BookPage, SchoolBook

pytestmark = [pytest.mark.django_db, pytest.mark.pg]
MOVE = import_module("lessons.migrations.0007_school_book")
SAID = ("number", "kind", "receipt", "content", "previous_hash", "page_hash", "school_id")


def answer(letter, said, who, at):
    words = letter.dispatch.hashes["zh-hans"]
    own = Reply(said, new_key(), words, "zh-hans", typed="张妈妈")
    return reply(letter=letter, reply=own, by=who, at=at)


def test_no_receipt_no_book(world):
    MOVE.begin_books(apps, None)
    assert not SchoolBook.objects.exists()


def test_pages_are_those_that_would_have_been_written(send_to_a, world, at):
    first = answer(send_to_a("ack"), "read", world.gu, at)
    filing._keep(first, b"%PDF-sealed", by=world.gu, at=at + timedelta(minutes=1))
    consent = send_to_a("consent")
    answer(consent, "agree", world.gu, at + timedelta(minutes=2))
    answer(consent, "refuse", world.gu, at + timedelta(minutes=3))
    written = list(BookPage.objects.order_by("number").values(*SAID))
    book = SchoolBook.objects.values("last_page", "last_hash", "last_at").get()
    assert [row["kind"] for row in written] == ["answer", "file", "answer", "answer"]
    BookPage.objects.all().delete()
    SchoolBook.objects.all().delete()
    MOVE.begin_books(apps, None)
    assert list(BookPage.objects.order_by("number").values(*SAID)) == written
    assert SchoolBook.objects.values("last_page", "last_hash", "last_at").get() == book
