"""Every page of the office: one happy path, one stranger."""

import pytest
from django.urls import reverse

from school_safety.access.models import RoleAssignment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("actor", ["ck", "sa", "co", "ht_a", "te", "da"])
def test_roster_shows_classes(world, client_of, actor):
    answer = client_of(getattr(world, actor)).get(reverse("office:roster_list"))
    assert answer.status_code == 200
    assert "五年级（1）班" in answer.content.decode()


@pytest.mark.parametrize("actor", ["gu", "cl", "au", "op"])
def test_roster_is_absent_for_others(world, client_of, actor):
    for name in ("roster_list", "student_list", "roster_upload", "import_list"):
        assert client_of(getattr(world, actor)).get(reverse(f"office:{name}")).status_code == 404


def test_students_by_scope(world, client_of):
    url = reverse("office:student_list")
    mine = client_of(world.ht_a).get(url).content.decode()
    assert "张小禾" in mine
    assert "王小树" not in mine
    school = client_of(world.co).get(url).content.decode()
    assert "王小树" in school
    assert "赵小白" not in school


def test_student_filters_are_in_the_address(world, client_of):
    url = reverse("office:student_list")
    found = client_of(world.co).get(url, {"q": "王"}).content.decode()
    assert "王小树" in found
    assert "张小禾" not in found


def test_student_page_and_its_stranger(world, client_of):
    url = reverse("office:student_detail", args=[world.student.pk])
    page = client_of(world.ht_a).get(url).content.decode()
    assert "张妈妈" in page
    assert "19900000001" not in page
    assert client_of(world.ht_b).get(url).status_code == 404
    assert client_of(world.gu).get(url).status_code == 404


def test_teachers_do_not_see_guardians(world, client_of):
    url = reverse("office:student_detail", args=[world.student.pk])
    assert "张妈妈" not in client_of(world.te).get(url).content.decode()


def test_students_take_no_more_queries_when_there_are_more(
    world, client_of, django_assert_max_num_queries
):
    client = client_of(world.co)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("office:student_list"))
    assert page.status_code == 200


def test_people_and_their_roles(world, client_of):
    page = client_of(world.sa).get(reverse("office:people_list")).content.decode()
    assert "ht_a老师" in page
    assert "co_other老师" not in page
    assert client_of(world.te).get(reverse("office:people_list")).status_code == 404


def test_the_head_gives_and_ends_a_role(world, client_of):
    client = client_of(world.sa)
    url = reverse("office:person_detail", args=[world.te.pk])
    client.post(url, {"role": "ed"})
    row = RoleAssignment.objects.get(user=world.te, role="ed")
    assert (row.school, row.granted_by) == (world.school, world.sa)
    client.post(reverse("office:role_end", args=[row.pk]))
    row.refresh_from_db()
    assert row.until is not None


def test_a_class_role_needs_its_class(world, client_of):
    url = reverse("office:person_detail", args=[world.te.pk])
    assert client_of(world.sa).post(url, {"role": "ht"}).status_code == 422


def test_nobody_gives_a_role_to_herself_or_from_elsewhere(world, client_of):
    own = reverse("office:person_detail", args=[world.sa.pk])
    assert client_of(world.sa).post(own, {"role": "ed"}).status_code == 409
    assert client_of(world.ck).post(own, {"role": "ed"}).status_code == 404
    far = reverse("office:person_detail", args=[world.co_other.pk])
    assert client_of(world.sa).post(far, {"role": "ed"}).status_code == 404
    role = RoleAssignment.objects.get(user=world.ht_a)
    assert client_of(world.ck).post(reverse("office:role_end", args=[role.pk])).status_code == 404


def test_the_auditor_reads_sentences_without_students(world, client_of):
    client_of(world.co).get(reverse("office:student_detail", args=[world.student.pk]))
    page = client_of(world.au).get(reverse("office:audit_list")).content.decode()
    assert "授予了角色 班主任" in page
    assert "张小禾" not in page
    filtered = reverse("office:audit_list") + "?event=access.role.ended"
    assert "没有找到" in client_of(world.au).get(filtered).content.decode()


def test_history_is_absent_for_others(world, client_of):
    for actor in (world.co, world.sa, world.gu, world.da, world.op):
        assert client_of(actor).get(reverse("office:audit_list")).status_code == 404
    assert client_of(world.ld).get(reverse("office:audit_list")).status_code == 200
