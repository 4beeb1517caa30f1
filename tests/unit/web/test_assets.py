"""What the layouts are built from."""

import gzip
import re

import pytest

from school_safety.web import assets

# Not known to Android WebView 80 or Safari 14; what stands inside @supports may use them.
TOO_NEW = r"@layer|:is\(|:where\(|dvb|dvh|oklch|color-mix|margin-inline|padding-inline|[;{]inset"


@pytest.fixture(scope="module", autouse=True)
def built():
    assets.build()


def test_a_second_build_changes_nothing():
    assert assets.build() == []
    assert not assets.stale()


@pytest.mark.parametrize("layout", ["public", "family", "student"])
def test_families_and_students_need_no_new_browser(layout):
    assert re.findall(TOO_NEW, assets.text(f"{layout}.css")) == []


def test_has_is_only_used_where_the_browser_says_it_knows_it():
    plain = re.sub(
        r"@supports selector\(:has\(\*\)\)\{(?:[^{}]*\{[^{}]*\})*\}", "", assets.text("family.css")
    )
    assert ":has(" not in plain


@pytest.mark.parametrize(
    ("layout", "limit"), [("student", 5_000), ("family", 7_500), ("public", 7_500)]
)
def test_stylesheets_stay_small(layout, limit):
    assert len(gzip.compress(assets.text(f"{layout}.css").encode())) <= limit


def test_squeezing_keeps_the_meaning():
    css = "/* why */ a , b {\n  color: red;\n  margin: 0 auto;\n}\n"
    assert assets.squeeze(css) == "a,b{color:red;margin:0 auto}"
