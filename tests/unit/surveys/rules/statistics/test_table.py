"""Reading a file of item answers, and refusing what is not one."""

import numpy as np
import pytest

from surveys.rules.statistics.table import BadTable, read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding(encoding):
    table = read("题一,题二\n1,2\n3,4\n".encode(encoding))
    assert table.names == ("题一", "题二")
    assert table.answers.tolist() == [[1, 2], [3, 4]]


def test_what_was_not_answered():
    table = read(b"a,b\n1,NA\n-888,2\n,3\n4,-1\n.,-99\n")
    assert np.isnan(table.answers).tolist() == [
        [False, True],
        [True, False],
        [True, False],
        [False, False],
        [True, True],
    ]
    assert table.codes == {"NA": 1, "-888": 1, ".": 1, "-99": 1}


@pytest.mark.parametrize("head", ["rownames", "", '""', "id", "学号"])
def test_a_first_column_that_names_the_rows_is_no_item(head):
    table = read(f"{head},a,b\nx,1,2\ny,3,4\n".encode())
    assert table.names == ("a", "b")
    assert len(table.ignored) == 1


def test_a_first_column_that_counts_is_no_item():
    rows = "".join(f"{n},{n % 3},{n % 2}\n" for n in range(1, 12))
    assert read(b"X,a,b\n" + rows.encode()).ignored == ("X",)


def test_only_some_columns():
    table = read("姓名,a,b,c\n王,1,2,x\n".encode(), only=["b", "a"])
    assert (table.names, table.answers.tolist()) == (("b", "a"), [[2, 1]])


@pytest.mark.parametrize(
    "text", [b"a;b\n1;2\n", b"a\tb\n1\t2\n", b'"a","b"\n"1"," 2 "\n\n', b"a,b,\n1,2,\n"]
)
def test_other_manners(text):
    assert read(text).answers.tolist() == [[1, 2]]


def test_a_code_without_its_sign_is_pointed_out():
    assert read(b"a,b\n1,2\n999,3\n2,1\n").odd == (("a", 999.0),)
    assert read(b"a,b\n63,92\n77,83\n").odd == ()


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        (b"", "empty", {}),
        (b"\n \n", "empty", {}),
        (b"a,b\n", "rows_none", {}),
        (b"3,4,2\n1,2,3\n", "no_header", {}),
        (b"a,b\n1,2\n1,x\n", "not_number", {"row": 3, "column": "b", "value": "x"}),
        (b"a,b\n1,1_0\n", "not_number", {"row": 2, "column": "b", "value": "1_0"}),
        (b"a,b\n1,inf\n", "not_number", {"row": 2, "column": "b", "value": "inf"}),
        (b"a,b\n1\n", "ragged", {"row": 2, "expected": 2, "found": 1}),
        (b"a,b\n1,2,3\n", "ragged", {"row": 2, "expected": 2, "found": 3}),
        (b"a,a\n1,2\n", "twice", {"column": "a"}),
        (b"a,,b\n1,2,3\n", "nameless", {"number": 2}),
        (b"a,b\n1,NA\n2,\n", "unanswered", {"column": "b"}),
        (b'a,b\n1,"2\n', "csv_broken", {"row": 2}),
        (b"\xff\xfa\x00a", "encoding", {}),
    ],
)
def test_refusals_say_where(content, code, facts):
    with pytest.raises(BadTable) as why:
        read(content)
    assert (why.value.code, why.value.facts) == (code, facts)
