"""The clerk's way with a file, page by page, and everybody who has no business there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from school_safety.schools.actions import begin_writing
from school_safety.schools.choices import BatchState
from school_safety.schools.models import ColumnMemory, ImportBatch, School, Student
from tests.factories import rosters

pytestmark = pytest.mark.django_db
BAD = ["=cmd|x", "X1", "三年级2班", "男", "2016-13-01", "", "", "+86 1"]


def upload(client, path, school="T1S1"):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    pk = School.objects.get(code=school).pk if school else ""
    answer = client.post(reverse("office:roster_upload"), {"school": pk, "file": file})
    assert answer.status_code == 302
    return ImportBatch.objects.order_by("-made_at").first()


def door(name, batch):
    return reverse(f"office:{name}", args=[batch.pk])


def say_columns(client, batch, **changed):
    """Send the proposal as it is, but for the columns named by their title."""
    form = client.get(door("import_columns", batch)).context["form"]
    data = {name: changed.get(field.label, field.initial) for name, field in form.fields.items()}
    return client.post(door("import_columns", batch), data)


def checked(client, path, **changed):
    batch = upload(client, path)
    assert say_columns(client, batch, **changed).status_code == 302
    batch.refresh_from_db()
    return batch


def test_from_file_to_undo(world, client_of, tmp_path):
    client = client_of(world.ck)
    batch = upload(client, rosters.messy(tmp_path / "名单.xlsx"))
    assert batch.state == BatchState.COLUMNS
    assert client.get(door("import_detail", batch)).url == door("import_columns", batch)
    page = client.get(door("import_columns", batch)).content.decode()
    assert "父亲姓名" in page
    say_columns(client, batch)
    page = client.get(door("import_detail", batch)).content.decode()
    assert "新增 4 人" in page
    assert not Student.objects.filter(number="M0001").exists()
    client.post(door("import_confirm", batch))
    assert Student.objects.filter(number="M0001").exists()
    batch.refresh_from_db()
    assert (batch.state, batch.reading) == (BatchState.WRITTEN, {})
    assert "陈一" not in str(batch.findings)
    assert "撤销这次导入" in client.get(door("import_detail", batch)).content.decode()
    client.post(door("import_undo", batch))
    assert not Student.objects.filter(number="M0001").exists()
    assert "这次导入已撤销" in client.get(door("import_detail", batch)).content.decode()


def test_odd_words_are_asked_about_once(world, client_of, tmp_path):
    client = client_of(world.ck)
    header = ["娃的大名", "在哪个班", "备注"]
    path = rosters.sheet(tmp_path / "a.xlsx", [["王二", "三年级2班", "x"]], header=header)
    batch = upload(client, path)
    assert say_columns(client, batch).status_code == 422
    assert say_columns(client, batch, 娃的大名="name", 在哪个班="name").status_code == 422
    say_columns(client, batch, 娃的大名="name", 在哪个班="class")
    batch.refresh_from_db()
    assert batch.counts["new"] == 1
    assert dict(ColumnMemory.objects.values_list("title", "code")) == {
        "娃的大名": "name",
        "在哪个班": "class",
    }
    again = upload(client, path)
    assert say_columns(client, again).status_code == 302
    again.refresh_from_db()
    assert again.counts["new"] == 1


def test_a_broken_file_comes_back_with_rows_and_columns(world, client_of, tmp_path):
    client = client_of(world.ck)
    batch = checked(client, rosters.sheet(tmp_path / "b.xlsx", [BAD]))
    page = client.get(door("import_detail", batch)).content.decode()
    assert "出生日期" in page
    assert "写入名册" not in page
    assert client.post(door("import_confirm", batch)).status_code == 409
    assert not Student.objects.filter(number="X1").exists()


def test_the_rows_to_mend_can_be_taken_away_and_run_nothing(world, client_of, tmp_path):
    client = client_of(world.ck)
    batch = checked(client, rosters.sheet(tmp_path / "b.xlsx", [BAD]))
    answer = client.get(door("import_errors", batch))
    (tmp_path / "e.xlsx").write_bytes(answer.content)
    sheet = load_workbook(tmp_path / "e.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type == "s" for cell in cells)
    assert not any(str(cell.value).strip()[0] in "=+-@＝＋－＠" for cell in cells)
    row = [cell.value for cell in sheet[2]]
    assert (row[0], "出生日期" in row[1], "X1" in row) == ("2", True, True)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"PK\x03\x04x"), ("a.csv", b"\0\0"), ("a.xls", rosters.OLD[:900])],
)
def test_a_hostile_file_is_a_sentence(world, client_of, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    client = client_of(world.ck)
    batch = upload(client, tmp_path / name)
    page = client.get(door("import_detail", batch))
    assert (page.status_code, batch.state) == (200, BatchState.WAITING)
    assert "要先改一改" in page.content.decode()


def test_a_district_brings_all_its_schools(world, client_of, tmp_path):
    client = client_of(world.da)
    batch = upload(client, rosters.oneroster(tmp_path / "o.zip"), school="")
    assert (batch.school, batch.state) == (None, BatchState.WAITING)
    page = client.get(door("import_detail", batch)).content.decode()
    assert "陈*" in page
    assert "陈小禾" not in page
    client.post(door("import_confirm", batch))
    assert Student.objects.get(sourced_id="u-1").school == world.school


def test_the_head_reads_and_changes_nothing(world, client_of, tmp_path):
    batch = checked(client_of(world.ck), rosters.messy(tmp_path / "a.xlsx"))
    head = client_of(world.sa)
    page = head.get(door("import_detail", batch)).content.decode()
    assert "新增 4 人" in page
    assert "写入名册" not in page
    for name in ("import_confirm", "import_drop", "import_undo", "import_columns"):
        assert head.post(door(name, batch)).status_code == 404
    assert head.get(door("import_errors", batch)).status_code == 404


@pytest.mark.parametrize("actor", ["co_other", "da_other", "te", "gu", "au", "op"])
def test_another_schools_import_is_not_there(world, client_of, tmp_path, actor):
    batch = upload(client_of(world.ck), rosters.messy(tmp_path / "a.xlsx"))
    stranger = client_of(getattr(world, actor))
    for name in ("import_confirm", "import_drop", "import_undo", "import_columns"):
        assert stranger.post(door(name, batch)).status_code == 404
    for name in ("import_detail", "import_columns", "import_errors"):
        assert stranger.get(door(name, batch)).status_code == 404


def test_the_list_filters_and_does_not_grow(world, client_of, django_assert_max_num_queries):
    from django.utils import timezone

    for _ in range(30):
        ImportBatch.objects.create(
            district=world.district, school=world.school, made_at=timezone.now(), made_by=world.ck
        )
    client = client_of(world.ck)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("office:import_list")).content.decode()
    assert "第 1 页，共 2 页" in page
    assert (
        "共 0 份" in client.get(reverse("office:import_list"), {"state": "undone"}).content.decode()
    )


def test_work_in_progress_shows_itself_without_a_script(world, client_of, tmp_path):
    from django.utils import timezone

    client = client_of(world.ck)
    batch = checked(client, rosters.messy(tmp_path / "a.xlsx"))
    begin_writing(batch=batch, by=world.ck, at=timezone.now())
    page = client.get(door("import_detail", batch)).content.decode()
    assert 'http-equiv="refresh"' in page
    assert "正在写入" in page


def test_the_template_reads_back(world, client_of, tmp_path):
    client = client_of(world.ck)
    path = tmp_path / "t.xlsx"
    path.write_bytes(client.get(reverse("office:template_download")).content)
    assert [s.title for s in load_workbook(path).worksheets] == ["花名册", "说明 Read me"]
    book = load_workbook(path)
    book.worksheets[0].append(["王二", "", "三年级2班"])
    book.save(path)
    assert checked(client, path).counts["new"] == 1
