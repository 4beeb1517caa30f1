"""A district brings a questionnaire of its own in, which still waits for somebody else's yes, and
begins to write another one in the CMS."""

import tomllib

from django.urls import reverse

from surveys.actions import bringing, composing
from surveys.queries import forms

from .told import Story

OWN = """
code = "bedtime"
number = 1
grades = [5, 12]
minutes = 2
recall = "1w"
rights = "Own wording of District One."
sources = []
title = { zh-hans = "睡前一小时", en = "The hour before sleep" }
about = { zh-hans = "问问最近一周睡前的情况", en = "About bedtime over the last week" }
lead = { zh-hans = "想想最近一周", en = "Think of the last week" }
label = { zh-hans = "本区自编问卷。不是诊断，没有界值。", en = "The district's own form. Not a diagnosis, no cut-off." }

[options]
often = [
  { code = "never", value = 0, zh-hans = "从来没有", en = "Never" },
  { code = "sometimes", value = 1, zh-hans = "有时", en = "Sometimes" },
  { code = "often", value = 2, zh-hans = "经常", en = "Often" },
]

[[questions]]
id = "screen"
options = "often"
zh-hans = "躺下以后，我还在看手机。"
en = "I was still on my phone after lying down."

[[questions]]
id = "late"
options = "often"
zh-hans = "我睡得比打算的晚。"
en = "I fell asleep later than I meant to."

[[questions]]
id = "quiet"
options = "often"
reverse = true
zh-hans = "睡前我会安静一会儿。"
en = "I had a quiet while before sleep."

[[questions]]
id = "heavy"
options = "often"
zh-hans = "夜里我会想，活着没有意思。"
en = "At night I thought that life had no point."

[scoring]
total = "sum"
missing = { rule = "bounds" }
"""


def tell(story: Story) -> None:
    """The official of the first district; whoever else is an official there would publish.

    Where her questionnaire still lacks the marks of its questions, she says so on its page.
    """
    version = bringing.bring_in(
        district=story.districts["D1"],
        reading=bringing.own_reading(tomllib.loads(OWN)),
        licence_holder=story.districts["D1"].name,
        licence_text="本区自编，本区使用。",
        by=story.users["da_d1"],
        at=story.at(0.6),
    )
    composing.start_draft(
        version=forms.newest("wb12"),
        district=story.districts["D1"],
        by=story.users["da_d1"],
        at=story.at(0.7),
    )
    story.note("instrument", version, url=reverse("surveys:instrument_show", args=[version.pk]))
