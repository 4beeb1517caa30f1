"""Every kind in both languages: a link, and nothing about anybody."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import VariableNode

from school_safety.notices import texts
from school_safety.notices.kinds import KINDS
from school_safety.notices.models import Notice

FOLDER = Path(__file__).parents[3] / "templates/notices"
# Results, reasons and the levels of urgency, in both languages: words that no message may hold.
TOLD = re.compile(
    r"得分|分数|分级|自伤|自杀|抑郁|焦虑|欺凌|霸凌|成绩|诊断|确诊|心理疾病|高风险|筛查结果|"
    r"score|self-harm|suicid|depress|anxi|bully|diagnos|risk|screening result",
    re.IGNORECASE,
)
HAN = re.compile(r"[\u4e00-\u9fff]")


def notice(world, kind):
    return Notice(
        user=world.co,
        kind=kind,
        district=world.district,
        school=world.school,
        student=world.student,
        url_name="notices:notice_list",
        count=12,
        on=date(2026, 11, 27),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_kind_renders(world, kind, language):
    row = notice(world, kind)
    subject, body = texts.subject(row, language), texts.body(row, language)
    assert subject
    assert "\n" not in subject
    assert f"{settings.PUBLIC_URL}/notices/" in body
    assert bool(HAN.search(subject)) == (language == "zh-hans")
    assert world.student.name not in subject + body
    assert "&" not in body
    short = texts.short(row, language) if kind != "mailbox_code" else ""  # goes by mail alone
    every = subject + body + short
    assert TOLD.findall(every) == []
    assert world.student.number not in every
    assert str(world.student.pk) not in every


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.txt")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_text_has_no_placeholder_for_a_person(path):
    source = path.read_text(encoding="utf-8")
    template = engines["django"].from_string(source).template
    used = {
        str(node.filter_expression.var).split(".")[0]
        for node in template.nodelist.get_nodes_by_type(VariableNode)
    }
    used |= set(re.findall(r"{%\s*(?:if|with|for)\s+(\w+)", source))
    assert used <= texts.ALLOWED
    assert TOLD.findall(source) == []


@pytest.mark.django_db
def test_context_is_the_whole_context(world):
    assert set(texts.context_of(notice(world, "letter_arrived"), "en")) == texts.ALLOWED
    assert texts.context_of(notice(world, "letter_arrived"), "en")["district"] == "District One"
