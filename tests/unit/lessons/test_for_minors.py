"""Words that do not belong before children are named with their place."""

import pytest

from lessons.actions import shelf
from lessons.rules import for_minors, reading


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("有人在群里说割腕", "method"),
        ("How to hurt: ways to kill yourself", "method"),
        ("有事打 13812345678", "contact"),
        ("加微信abc12345", "contact"),
        ("write to a.b@example.com", "contact"),
        ("在抖音上刷到", "brand"),
        ("a friend from Roblox", "brand"),
        ("沉迷就会毁了一生", "scare"),
        ("It ruins your life", "scare"),
        ("网瘾少年", "slur"),
    ],
)
def test_it_is_seen(text, kind):
    found = for_minors.findings([("热身", text)])
    assert [(each.kind, each.where) for each in found] == [(kind, "热身")]


@pytest.mark.parametrize(
    "text", ["可以打 12355，也可以打 96110", "不想活了，陪他去辅导室", "手机号不给陌生人"]
)
def test_it_is_let_be(text):
    assert for_minors.findings([("热身", text)]) == []


def test_hard_ones_come_first():
    found = for_minors.findings([("故事", "在抖音上看到割腕")])
    assert [each.hard for each in found] == [True, False]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("slug", shelf.slugs("lessons"))
def test_what_is_shipped_is_fit_for_children(slug, language):
    words = reading.leaves(shelf.read("lessons", slug, language)["body"])
    assert for_minors.findings((slug, each) for each in words) == []
