"""manage.py item_statistics: the contract's object, sentences, and refusals with exit code 1."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

HEAD = "q1,q2,q3,q4\n"
ROWS = "1,2,1,4\n2,2,3,4\n3,3,3,4\n4,5,4,2\n5,4,5,1\n2,3,2,4\n4,4,5,2\n,3,2,1\n"


def run(path, *options):
    out = io.StringIO()
    call_command("item_statistics", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(HEAD + ROWS)
    return path


def test_the_object_of_the_contract(answers):
    found = json.loads(run(answers, "--json", "--reverse", "4"))
    assert set(found) >= {
        *("n", "n_items", "alpha", "items", "omega", "split_half", "floor", "ceiling"),
        *("parallel_analysis", "one_factor"),
    }
    assert (found["n"], found["n_items"], found["alpha"]["missing"]) == (7, 4, "listwise")
    assert set(found["alpha"]) >= {"value", "ci_low", "ci_high", "missing"}
    assert set(found["items"][0]) >= {
        *("name", "mean", "sd", "item_total_r", "alpha_if_deleted"),
    }
    assert found["omega"]["variant"] == "ml-correlation"
    assert set(found["one_factor"]) >= {"chi2", "df", "cfi", "tli", "rmsea"}
    assert found["alpha"]["value"] > 0.9
    assert found["items"][3]["mean"] == pytest.approx(3)


def test_an_item_is_turned_by_number_or_by_name(answers):
    by_number = json.loads(run(answers, "--json", "--reverse", "4"))
    assert json.loads(run(answers, "--json", "--reverse", "q4")) == by_number
    assert by_number["range"] == {"min": 1.0, "max": 5.0, "source": "observed over all items"}
    assert by_number["reverse"]["items"] == ["q4"]


def test_not_turned_it_is_said_that_something_points_the_other_way(answers):
    found = json.loads(run(answers, "--json", "--reverse", "3"))
    assert found["alpha"]["value"] < 0
    assert {"code": "negative_alpha"} in found["notes"]
    with translation.override("en"):
        assert "contradict" in run(answers, "--reverse", "3")


def test_pairwise_keeps_the_row_that_lacks_one(answers):
    assert json.loads(run(answers, "--json", "--missing", "pairwise", "--reverse", "4"))["n"] == 8


def test_plain_sentences_in_both_languages(answers):
    assert "可以看一个孩子前后的变化" in run(answers, "--reverse", "4")
    with translation.override("en"):
        said = run(answers, "--reverse", "4")
    assert "α .9" in said
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in said)


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("q1,q2\n1,2\n3,x\n", (), "第 3 行「q2」是「x」"),
        ("q1,q2\n1,\n3,\n", (), "q2"),
        ("q1\n1\n3\n", (), "题太少"),
        ("q1,q2\n1,1\n1,1\n1,1\n", (), "所有人都一样"),
        ("q1,q2\n1,2\n", (), "人太少"),
        (HEAD + ROWS, ("--reverse", "9"), "没有「9」这道题"),
        (HEAD + ROWS, ("--range", "1", "4"), "不在 1"),
        (HEAD + ROWS, ("--range", "4", "1"), "--range"),
    ],
)
def test_a_sentence_and_exit_code_1(tmp_path, content, options, said):
    path = tmp_path / "answers.csv"
    path.write_text(content)
    with pytest.raises(CommandError) as why:
        run(path, *options)
    assert said in str(why.value)
    assert why.value.returncode == 1


def test_a_refusal_as_json_says_where(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("q1,q2\n1,2\n3,x\n")
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("item_statistics", str(path), "--json", stdout=out)
    error = json.loads(out.getvalue())["errors"][0]
    assert (error["row"], error["column"]) == (3, "q2")


def test_no_such_file(tmp_path):
    with pytest.raises(CommandError):
        run(tmp_path / "nothing.csv")


def test_fewer_people_than_items_leave_the_factor_out(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("a,b,c,d,e\n1,2,3,4,5\n2,2,4,4,4\n3,3,3,5,5\n1,1,2,2,3\n")
    found = json.loads(run(path, "--json"))
    assert found["one_factor"] is None
    assert found["omega"] == {"value": None, "variant": "ml-correlation"}
    assert found["parallel_analysis"] is None
    assert found["alpha"]["value"] > 0
    assert "没有算ω 和单因子拟合" in run(path)
