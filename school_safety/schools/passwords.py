"""Words that everybody around a school would try first: they make no password."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin

from .models import District, School

EVERYWHERE = (
    "school", "xuexiao", "xiaoxue", "zhongxue", "huhang", "xiaoyuan", "laoshi", "teacher",
    "safety", "password", "mima", "学校", "小学", "中学", "护航", "校园", "老师", "密码",
)  # fmt: skip
# What every place name ends in; the rest of it is what people would type.
ENDINGS = re.compile(r"(实验|第[一二三四五六七八九十]+|小学|中学|学校|区|县|市)+$")
ORDINARY = frozenset({"district", "county", "city", "primary", "middle", "high", "experimental"})
SHORTEST = 4  # letters; a shorter word stands in too many good passwords


class SchoolWordsValidator:
    """Refuses the names of the district and its schools, in characters, pinyin and English."""

    def validate(self, password: str, user: Any = None) -> None:
        typed = plain(password)
        if any(word in typed for word in words()):
            raise ValidationError(self.get_help_text(), code="password_school_word")

    def get_help_text(self) -> str:
        return _("密码里不要有学校或区的名字，也不要有“学校”“护航”这样的词。")


def words() -> set[str]:
    """All of them, read now: a school that was founded this morning counts."""
    found = {plain(word) for word in EVERYWHERE}
    for model in (District, School):
        for name, name_en in model.objects.values_list("name", "name_en"):
            found |= set(_of(name, name_en))
    return found


def _of(name: str, name_en: str) -> Iterable[str]:
    core = ENDINGS.sub("", name)
    if len(core) > 1:
        yield core
    for spelled in ("".join(lazy_pinyin(core)), *name_en.split()):
        word = plain(spelled)
        if len(word) >= SHORTEST and word not in ORDINARY:
            yield word


def plain(text: str) -> str:
    """Small letters, figures and characters; what stands between them is left out."""
    return "".join(c for c in text.lower() if c.isalnum())
