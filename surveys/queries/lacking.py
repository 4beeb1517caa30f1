"""What a questionnaire that was brought in still needs before anybody may use it."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import Risk
from surveys.models import InstrumentVersion

HAN = re.compile(r"[\u4e00-\u9fff]")


class Lacking(models.TextChoices):
    """What a questionnaire that was brought in still needs, each with the way to mend it."""

    LICENCE = "licence", _("还没有写明谁持有版权、凭什么可以用。请填写并勾选。")
    SAFETY = "safety", _("标出来的题要有人回答：是不是要当天联系。请逐题选。")
    RISK = "risk", _("还没有写明每一题会碰到什么。请在下面逐题选好。")
    CHINESE = "chinese", _("有的题没有中文。请在原文件里补上再导入，或者抄一份，在编辑器里补。")
    NOTHING_SCORED = "nothing_scored", _("没有一题计分。请检查文件里的分值后重新导入。")


def publication_problems(version: InstrumentVersion) -> list[str]:
    """What keeps a questionnaire that was brought in from being used, as codes."""
    found: list[str] = []
    if version.licence_by_id is None or not version.licence_holder or not version.licence_text:
        found.append(Lacking.LICENCE)
    marks = (version.safety or {}).values()
    if version.safety_by_id is None or any(mark.get("contact") is None for mark in marks):
        found.append(Lacking.SAFETY)
    if any(row.get("risk") not in Risk.values for row in version.questions):
        found.append(Lacking.RISK)
    if "zh-hans" in version.facts.get("untranslated", []) or not _chinese(version):
        found.append(Lacking.CHINESE)
    if not any(row["scored"] for row in version.questions):
        found.append(Lacking.NOTHING_SCORED)
    return found


def _chinese(version: InstrumentVersion) -> bool:
    """A copy of a form in English keeps the borrowed words: Chinese has Chinese signs in it."""
    return all(HAN.search(row["text"]["zh-hans"]) for row in version.questions)
