"""manage.py score_file: what is refused and where, what is counted, and what lands in the file."""

import csv
import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from surveys.actions.authoring import shipped
from surveys.models import Instrument, InstrumentVersion
from surveys.rules.form import parse
from surveys.rules.scoring import Band, score

pytestmark = pytest.mark.django_db
IGD = next(parse(each.questions, each.scoring) for each in shipped() if each.code == "igd9c")
NINE = list(IGD.scored)


def scored(path, code="igd9c", **options):
    """(exit code, what --json printed)"""
    said = io.StringIO()
    try:
        call_command(
            "score_file", str(path), instrument=code, json=True, stdout=said, stderr=said, **options
        )
    except SystemExit as ended:
        return ended.code, json.loads(said.getvalue().splitlines()[0])
    return 0, json.loads(said.getvalue().splitlines()[-1])


def write(path, *lines, encoding="utf-8"):
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ((",".join(NINE), "0,1,2,3,0,1,2,3,0", "0,1,2,7,0,1,2,3,x"), [(3, "stop"), (3, "missed")]),
        ((",".join(NINE), "", "0,1,2,3,0,1,2,3,9"), [(3, "missed")]),
        (("a,b,c,d,e,f,g,h,i", "0,1,2,3,0,1,2,3,1.5"), [(2, "i")]),
        ((",".join(NINE), "0,1,2,3"), [(2, "")]),
        ((",".join(NINE), "0,1,2,3,0,1,2,3,0,1"), [(2, "")]),
        ((",".join(NINE[:8]), "0,1,2,3,0,1,2,3"), [(1, "missed")]),
        ((",".join([*NINE, "mind"]), "0,1,2,3,0,1,2,3,0,1"), [(1, "mind")]),
        (("a,b", "1,2"), [(1, "")]),
        ((",".join(NINE),), [(None, "")]),
        (("name,a,b,c,d,e,f,g,h,i", "x,0,1,2,3,0,1,2,3,0"), [(1, "")]),
        (("0,1,2,3,0,1,2,3,0", "0,1,2,3,0,1,2,3,8"), [(2, "missed")]),
        (("",), [(None, "")]),
    ],
)  # fmt: skip
def test_what_cannot_be_scored_is_refused_with_its_place(tmp_path, lines, places):
    out = tmp_path / "out.csv"
    ended, told = scored(write(tmp_path / "in.csv", *lines), out=out)
    assert ended == 1
    assert [(each["row"], each["column"]) for each in told["errors"]] == places
    assert all(each["reason"] and each["file"] == "in.csv" for each in told["errors"])
    assert list(tmp_path.iterdir()) == [tmp_path / "in.csv"]


def test_a_bad_cell_far_down_leaves_nothing_behind(tmp_path):
    rows = ["0,1,2,3,0,1,2,3,0"] * 200_000
    rows[150_000] = "0,1,2,3,0,1,2,3,4"
    out = tmp_path / "out.csv"
    ended, told = scored(write(tmp_path / "in.csv", ",".join(NINE), *rows), out=out)
    assert (ended, told["errors"][0]["row"]) == (1, 150_002)
    assert not out.exists()
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 a workbook", b"PAR1 broken", b"\xff\xfe\x00", b""]
)
def test_files_of_another_kind_are_refused(tmp_path, content):
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    assert scored(path)[0] == 1


def test_a_file_that_is_not_there_and_a_code_that_is_not_there(tmp_path):
    assert scored(tmp_path / "none.csv")[0] == 1
    path = write(tmp_path / "in.csv", "0,1,2,3,0,1,2,3,0")
    assert scored(path, out=path)[0] == 1
    with pytest.raises(CommandError):
        scored(path, code="none")


def test_gaps_codes_and_spellings(tmp_path):
    path = write(
        tmp_path / "in.csv",
        "id," + ",".join(NINE),
        "=1+1,3,3,3,3,3,0,0,0,0",
        "b,3,3,3,3,,NA,-888, ,n/a",
        "c,０,1.0, 1,0,0,0,0,0,-9",
        encoding="utf-8-sig",
    )
    out = tmp_path / "out.csv"
    ended, told = scored(path, out=out)
    counts = {name: told[name] for name in ("rows", "scored", "incomplete", "bands")}
    assert ended == 0
    assert counts == {
        "rows": 3, "scored": 2, "incomplete": 1,
        "bands": {"below": 1, "watch": 0, "flagged": 1, "incomplete": 1, "not_applicable": 0},
    }  # fmt: skip
    rows = rows_of(out)
    assert [row["id"] for row in rows] == ["'=1+1", "b", "c"]
    assert [row["band"] for row in rows] == ["flagged", "incomplete", "below"]
    assert [(row["total"], row["total_low"], row["total_high"]) for row in rows] == [
        ("5", "5", "5"), ("", "4", "9"), ("", "0", "1"),
    ]  # fmt: skip
    assert [row["rule_dsm5"] for row in rows] == ["yes", "open", "no"]
    assert [(row["row"], row["missing"]) for row in rows] == [("2", "3"), ("3", "8"), ("4", "4")]


def test_gb18030_and_the_filter_by_name(tmp_path):
    path = write(
        tmp_path / "in.csv",
        "编号,played," + ",".join(reversed(NINE)) + ",备注",
        "张三,0,,,,,,,,,,没有玩过",
        "李四,1,3,3,3,3,3,3,3,3,3,好",
        encoding="gb18030",
    )
    ended, told = scored(path)
    assert (ended, told["rows"], told["scored"], told["incomplete"]) == (0, 2, 1, 0)
    assert told["bands"]["not_applicable"] == told["bands"]["flagged"] == 1


def random_answers(rows=3000):
    random = np.random.default_rng(7)
    frame = pd.DataFrame({name: random.integers(0, 4, rows) for name in NINE}, dtype="Int8")
    return frame.mask(random.random(frame.shape) < 0.03)


@pytest.mark.parametrize("kind", ["csv", "headless", "parquet", "words"])
def test_every_form_of_file_says_the_same_as_pandas_and_as_one_sheet_at_a_time(tmp_path, kind):
    frame, path = random_answers(), tmp_path / "in"
    if kind == "parquet":
        pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), path, row_group_size=700)
    elif kind == "words":
        pq.write_table(pa.Table.from_pandas(frame.astype("string"), preserve_index=False), path)
    else:
        frame.to_csv(path, index=False, header=kind == "csv")
    ended, told = scored(path)
    assert ended == 0
    assert told["rows"] == len(frame)
    assert told["bands"] == by_pandas(frame)
    assert told["bands"] == one_by_one(frame)


def by_pandas(frame: pd.DataFrame) -> dict[str, int]:
    """The published rule once more, by another library and another reader of the criteria."""
    sure, gone = frame.ge(2).fillna(False).sum(axis=1), frame.isna().sum(axis=1)
    band = pd.Series("below", index=frame.index)
    band[sure >= 3] = "watch"
    band[sure >= 5] = "flagged"
    band[(sure < 5) & (sure + gone >= 5) | (sure < 3) & (sure + gone >= 3)] = "incomplete"
    names = ("below", "watch", "flagged", "incomplete", "not_applicable")
    return {name: int((band == name).sum()) for name in names}


def one_by_one(frame: pd.DataFrame) -> dict[str, int]:
    found = dict.fromkeys(("below", "watch", "flagged", "incomplete", "not_applicable"), 0)
    for row in frame.itertuples(index=False):
        given = dict(zip(NINE, row, strict=True))
        choices = [
            None if pd.isna(given.get(item.id)) else int(given[item.id]) for item in IGD.items
        ]
        found[Band(score(IGD, choices).band).name.lower()] += 1
    return found


def test_a_districts_own_form_without_cuts_counts_totals(tmp_path, world):
    rows = [
        {"id": f"x{n}", "options": [{"code": str(v), "value": v} for v in (1, 2, 5)], "reverse": n == 1}
        for n in range(5)
    ]  # fmt: skip
    scoring = {"total": "mean", "missing": {"max_share": 0.2}}
    mine = Instrument.objects.create(district=world.school.district, code="own5")
    InstrumentVersion.objects.create(
        instrument=mine, number=1, content_hash="x", texts={}, questions=rows,
        scoring=scoring, facts={}, made_at=timezone.now(),
    )  # fmt: skip
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    write(path, "x0,x1,x2,x3,x4", "1,1,1,1,1", "5,5,5,5,", "5,5,5,,")
    ended, told = scored(path, code="own5", out=out)
    counts = {name: told[name] for name in ("rows", "scored", "incomplete", "bands")}
    assert (ended, counts) == (0, {"rows": 3, "scored": 2, "incomplete": 1, "bands": {}})
    totals = [row["total"] for row in rows_of(out)]
    assert totals == ["1.8", "4", ""]


def test_two_local_workers_say_the_same(tmp_path):
    path = Path(tmp_path, "in.csv")
    random_answers(70_000).to_csv(path, index=False)
    here, there = tmp_path / "here.csv", tmp_path / "there.csv"
    alone, spread = scored(path, out=here)[1], scored(path, out=there, engine="dask")[1]
    for name in ("rows", "scored", "incomplete", "bands"):
        assert alone[name] == spread[name]
    assert here.read_bytes() == there.read_bytes()
