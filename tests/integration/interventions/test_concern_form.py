"""The concern form: a search that keeps what was typed and offers nothing she may not read anyway."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.models import Case, Concern
from interventions.queries.naming import only_one_named
from school_safety.limits.table import TABLE
from school_safety.schools.models import Student
from school_safety.volatile import store
from tests.factories import cases as builders
from tests.worlds import make_student

pytestmark = pytest.mark.django_db
NEW = "/staff/concerns/new/"
TYPED = {"fact": "午饭没有去吃", "words_said": "不饿", "done": "陪她去了", "urgent": "on"}
NOTHING = "您能看到的名单里没有对上"


def find(client, **typed):
    page = client.post(NEW, {**TYPED, "find": "1", **typed})
    assert page.status_code == 200
    return page.content.decode()


def test_a_search_offers_and_keeps_what_was_typed(world, client_of):
    client = client_of(world.ht_a)
    body = find(client, who="zhangxiaohe", room="五1班", hints="戴眼镜")
    assert f'value="{world.student.pk}"' in body
    assert "读音一样、班级对得上" in body
    for typed in ("zhangxiaohe", "五1班", "戴眼镜", "午饭没有去吃", "不饿", "陪她去了"):
        assert typed in body
    assert body.count("checked") == 1  # the tick of "somebody is needed now", no child
    assert not Concern.objects.exists()
    sent = client.post(NEW, {**TYPED, "who": "zhangxiaohe", "student": world.student.pk})
    assert sent.status_code == 302
    assert Concern.objects.get().student == world.student
    assert Concern.objects.get().who == ""


@pytest.mark.parametrize("who", ["te", "ht_a"])
def test_a_teacher_learns_nothing_beyond_her_classes(world, client_of, who):
    client = client_of(getattr(world, who))
    there = find(client, who=world.student_b.name)
    nowhere = find(client, who="王大伞")
    assert NOTHING in there
    assert strip(there.replace(world.student_b.name, "王大伞")) == strip(nowhere)
    wrong = client.post(NEW, {**TYPED, "student": world.student_b.pk})
    absent = client.post(NEW, {**TYPED, "student": "00000000-0000-4000-8000-000000000000"})
    assert (wrong.status_code, absent.status_code) == (422, 422)


@pytest.mark.parametrize("who", ["ed", "rv", "du"])
def test_who_reads_no_roster_is_offered_nobody(world, client_of, who):
    client = client_of(getattr(world, who))
    assert 'name="find"' not in client.get(NEW).content.decode()
    body = find(client, who=world.student.name)
    assert str(world.student.pk) not in body
    assert client.post(NEW, {**TYPED, "who": "高个子"}).status_code == 302


def test_a_counselor_finds_in_her_school_and_no_other(world, client_of):
    client = client_of(world.co)
    assert str(world.student_b.pk) in find(client, who="王小树")
    assert str(world.other_student.pk) not in find(client, who="赵小白")


def test_what_is_known_is_filed_unmatched(world, client_of):
    typed = {**TYPED, "urgent": "", "who": "小何", "room": "五1班", "hints": "高个子"}
    assert client_of(world.ht_a).post(NEW, {**typed, "student": "none"}).status_code == 302
    concern = Concern.objects.get()
    assert (concern.who, concern.student, concern.case) == ("小何 · 五1班 · 高个子", None, None)
    assert not Case.objects.exists()


def test_somebody_must_be_named_or_described(world, client_of):
    client = client_of(world.ht_a)
    page = client.post(NEW, {**TYPED, "who": "", "room": "五1班"})
    assert page.status_code == 422
    assert "写一下是哪位同学" in page.content.decode()
    assert client.post(NEW, {**TYPED, "hints": "操场上的"}).status_code == 302


def test_searching_too_often_loses_nothing(world, client_of):
    client = client_of(world.ht_a)
    find(client, who="张小禾")
    times = TABLE["staff.search"].key[0].times
    store.backend().run("UPDATE volatile_counter SET count = ?", (times,))
    body = find(client, who="张小禾")
    assert str(world.student.pk) not in body
    assert "午饭没有去吃" in body
    assert client.post(NEW, {**TYPED, "who": "张小禾"}).status_code == 302


def test_a_family_picks_her_own_child_or_writes(world, client_of):
    client = client_of(world.gu)
    body = client.get(NEW).content.decode()
    assert str(world.student.pk) in body
    assert "checked" not in body
    assert str(world.classmate.pk) not in find(client, who="李小苗")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("张小禾", True),
        ("五（1）班 张小禾同学", True),
        ("张小禾 · 五年级1班", True),
        ("张小禾的同桌", False),
        ("张小禾和李小苗", False),
        ("小禾", False),
    ],
)
def test_only_a_name_alone_opens_a_case(world, typed, found):
    assert (only_one_named(world.school, typed) == world.student) is found


def test_the_same_queries_for_a_large_school(world, client_of, query_shapes):
    client = client_of(world.co)
    find(client, who="张")
    with query_shapes() as few:
        find(client, who="张")
    for i in range(30):
        make_student(world.classroom, f"张{chr(0x4E00 + i)}")
    with query_shapes() as many:
        body = find(client, who="张")
    assert len(many) == len(few)
    assert body.count('name="student"') == 8 + 1  # and "none of these"


def test_the_writer_learns_nothing_of_other_sources(world, client_of):
    now = timezone.now()
    client = client_of(world.ht_a)
    client.post(NEW, {**TYPED, "urgent": "", "student": world.student.pk})
    before = client.get(reverse("interventions:concern_list")).content.decode()
    builders.opened(world, now + timedelta(minutes=1))  # a screening flag joins the same case
    after = client.get(reverse("interventions:concern_list")).content.decode()
    assert strip(before) == strip(after)
    assert Student.objects.get(pk=world.student.pk).cases.count() == 1


def strip(body):
    """Without what differs between any two pages."""
    return [line for line in body.splitlines() if "nonce" not in line and "csrf" not in line]
