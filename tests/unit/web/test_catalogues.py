"""Our own words are found at once in both languages; other packages' words stay theirs."""

import gettext

import polib
import pytest

from school_safety.web import catalogues


@pytest.fixture
def root(tmp_path):
    for locale in ("en", "zh_Hans"):
        tmp_path.joinpath(locale, "parts").mkdir(parents=True)
    english = polib.POFile()
    english.append(polib.POEntry(msgid="家长", msgstr="Parents"))
    english.append(polib.POEntry(msgid="Sign In", msgstr="Come in"))
    english.save(str(tmp_path / "en" / "parts" / "room.po"))
    chinese = polib.POFile()
    chinese.append(polib.POEntry(msgid="Explorer", msgstr="浏览"))
    chinese.save(str(tmp_path / "zh_Hans" / "parts" / "web.po"))
    return tmp_path


def spoken(root, locale: str) -> gettext.GNUTranslations:
    with root.joinpath(locale, "LC_MESSAGES", "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_chinese_knows_its_own_words_and_leaves_the_others_alone(root):
    catalogues.compile_all(root)
    chinese = spoken(root, "zh_Hans")
    chinese.add_fallback(spoken(root, "en"))
    assert chinese.gettext("家长") == "家长"
    assert chinese.gettext("Explorer") == "浏览"
    assert chinese.gettext("Sign In") == "Come in"  # not ours: whoever comes next is asked


def test_nothing_is_compiled_twice_and_a_new_english_part_reaches_chinese(root):
    assert len(catalogues.compile_all(root)) == 2
    assert catalogues.compile_all(root) == []
    more = polib.POFile()
    more.append(polib.POEntry(msgid="学生", msgstr="Student"))
    more.save(str(root / "en" / "parts" / "other.po"))
    catalogues.compile_all(root)
    assert "学生" in spoken(root, "zh_Hans")._catalog
