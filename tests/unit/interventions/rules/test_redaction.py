"""Everybody else who stands in a text is found, however she is written; nobody is let through."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interventions.rules import redaction
from interventions.rules.redaction import Name, Reading, Register

NAMES = [
    Name("李小苗", "student", "student:1"),
    Name("N20417", "student", "student:1"),
    Name("欧阳若兰", "student", "student:2"),
    Name("王芳", "guardian", "guardian:1"),
    Name("陈国栋", "staff", "staff:1", locked=True),
    Name("陈晓梅", "staff", "staff:2"),
    Name("Li Xiaomiao", "student", "student:3"),
]
OWN = ["张小禾"]


def label(kind: str, number: int) -> str:
    return f"<{kind}{number}>"


def redacted(text: str, *, kept: tuple[str, ...] = (), names=NAMES, own=OWN) -> str:
    read = Reading([text], Register(names, own))
    return "".join(piece for piece, _hidden in read.pieces(0, frozenset(kept), label))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("和李小苗吵架", "和<student1>吵架"),
        ("和小苗吵架，李小苗先道歉", "和<student1>吵架，<student1>先道歉"),
        ("李 小 苗、李·小苗、李　小苗", "<student1>、<student1>、<student1>"),
        ("李\u200b小苗来了", "<student1>来了"),
        ("欧阳若兰和若兰", "<student1>和<student1>"),
        ("学号 N20417 的同学", "学号 <student1> 的同学"),
        ("Li Xiaomiao said, LI XIAOMIAO", "<student1> said, <student1>"),
        ("王芳来电", "<guardian1>来电"),
        ("张小禾自己说", "张小禾自己说"),
        ("小禾自己说", "小禾自己说"),
        ("陈老师看到的", "<staff1>看到的"),
        ("李老师在场", "<title1>在场"),
        ("张妈妈来过", "<title1>来过"),
        ("电话 13812345678", "电话 <phone1>"),
        ("电话 138 1234 5678", "电话 <phone1>"),
        ("电话 １３８１２３４５６７８", "电话 <phone1>"),
        ("+86-138-1234-5678", "<phone1>"),
        ("座机 021-62345678", "座机 <phone1>"),
        ("证件 11010120140305123X。", "证件 <number1>。"),
        ("微信号 abc_2014 加我", "微信号 <account1> 加我"),
        ("QQ：12345", "QQ：<account1>"),
        ("mail me a.b@c-d.org", "mail me <account1>"),
        ("她家住在幸福路12号3单元", "她家住在<address1>"),
        ("没有别人", "没有别人"),
        ("", ""),
    ],
)
def test_what_is_found(text, expected):
    assert redacted(text) == expected


def test_one_person_has_one_word_in_the_whole_document():
    texts = ["王芳和李小苗", "欧阳若兰", "小苗又说", "若兰"]
    read = Reading(texts, Register(NAMES, OWN))
    said = ["".join(p for p, _ in read.pieces(i, frozenset(), label)) for i in range(4)]
    assert said == ["<guardian1>和<student1>", "<student2>", "<student1>又说", "<student2>"]


def test_only_who_is_chosen_is_kept():
    assert redacted("李小苗和若兰", kept=("student:1",)) == "李小苗和<student2>"
    assert redacted("13812345678", kept=("phone:13812345678",)) == "13812345678"


def test_who_wrote_a_concern_is_never_kept():
    said = "陈国栋说的，国栋说的，陈老师说的"
    assert "国栋" not in redacted(said, kept=("staff:1", "shared:陈", "title:陈老师"))
    assert "陈老师" not in redacted(said, kept=("staff:1", "shared:陈", "title:陈老师"))


def test_a_shared_given_name_is_hers_who_was_named():
    names = [Name("李小苗", "student", "a"), Name("王小苗", "student", "b")]
    assert redacted("李小苗来了，小苗说", names=names) == "<student1>来了，<student1>说"


def test_two_people_of_one_name_are_one_word():
    names = [Name("李小苗", "student", "a"), Name("王小苗", "student", "b")]
    said = redacted("小苗、李小苗、王小苗", names=names)
    assert said == "<student1>、<student2>、<student3>"


def test_names_that_grow_into_each_other_are_covered_whole():
    names = [Name("李小", "student", "a"), Name("小苗子", "student", "b", locked=True)]
    assert redacted("李小苗子来了", names=names, kept=("a",)) == "<student1>来了"


def test_where_and_how_often_is_shown():
    read = Reading(["一二三四五六七八九十一二三李小苗在"], Register(NAMES, OWN))
    assert read.contexts() == {"student:1": ["…二三四五六七八九十一二三李小苗在"]}


ROSTER = ["李小苗", "王芳", "欧阳若兰", "赵一", "Li Wei", "周周周"]


@given(
    st.lists(st.sampled_from([*ROSTER, "张小禾", "，", "说", "a", " ", "1", "\n"]), max_size=30),
    st.sampled_from(["", " ", "\u3000", "·"]),
)
@settings(max_examples=300, deadline=None)
def test_no_name_of_the_roster_is_left(parts, between):
    text = "".join(between.join(part) if part in ROSTER[:4] else part for part in parts)
    names = [Name(name, "student", name) for name in ROSTER]
    left = redacted(text, names=names)
    squeezed = "".join(sign for sign in left if sign not in redaction.GAPS)
    assert not any(name in squeezed for name in ROSTER[:4])
