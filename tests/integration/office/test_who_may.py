"""Who may see what: for everybody with an account, in words that agree with the table."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from school_safety.access.choices import Role
from school_safety.access.matrix import MATRIX
from school_safety.access.never import nevers_of
from school_safety.access.sentences import SENTENCES
from school_safety.office import who_may
from school_safety.office.management.commands import draw_matrix

pytestmark = pytest.mark.django_db
ADDRESS = "/who-may/"


@pytest.mark.parametrize("actor", ["gu", "gu_held", "te", "co", "ld", "sa", "da", "au", "cl", "op"])
def test_everybody_with_an_account_reads_it(world, client_of, actor) -> None:
    page = client_of(getattr(world, actor)).get(ADDRESS)
    assert page.status_code == 200
    assert "关于一个孩子" in page.content.decode()


def test_stranger_is_asked_to_sign_in(client) -> None:
    answer = client.get(ADDRESS)
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


@pytest.mark.parametrize("role", [role.value for role in Role if MATRIX[role]])
def test_each_role_is_told_as_the_table_has_it(world, client_of, role) -> None:
    page = client_of(world.gu).get(ADDRESS, {"role": role}).content.decode()
    with translation.override("zh-hans"):
        for verb, sentence in SENTENCES.items():
            assert (f"<div>{sentence}<" in page) is (verb in MATRIX[role]), verb
        for line in nevers_of(role):
            assert str(line) in page


def test_no_role_that_may_anything_is_left_out() -> None:
    assert {role for role, _ in who_may.roles()} == {role for role in Role if MATRIX[role]}


def test_role_that_does_not_exist_shows_the_whole(world, client_of) -> None:
    for role in ("an", "zz", "co' --"):
        assert "关于一个孩子" in client_of(world.te).get(ADDRESS, {"role": role}).content.decode()


def test_only_counselors_read_answers_and_talks(world) -> None:
    rows = {str(row["thing"]): row["who"] for row in who_may.about_a_child()}
    for thing in ("问卷的逐题回答", "谈话记录的内容"):
        assert [who["code"] for who in rows[thing]] == ["co"]
    assert [who["code"] for who in rows["个案，里面有问卷的提示和关注程度"]] == ["co", "ld"]


def test_page_asks_no_question_about_anybody(world, client_of, query_shapes) -> None:
    client = client_of(world.gu)
    client.get(ADDRESS)
    with query_shapes() as plain:
        client.get(ADDRESS)
    with query_shapes() as chosen:
        client.get(ADDRESS, {"role": "co"})
    assert len(plain) == len(chosen)


def test_family_finds_it_from_who_looked(world, client_of) -> None:
    page = client_of(world.gu).get(reverse("home:family_looked")).content.decode()
    assert f'href="{ADDRESS}"' in page


def test_check_fails_when_the_page_is_old(tmp_path, monkeypatch) -> None:
    call_command("draw_matrix", check=True)
    old = tmp_path / "access-matrix.md"
    monkeypatch.setattr(draw_matrix, "PATH", old)
    with pytest.raises(CommandError):
        call_command("draw_matrix", check=True)
    old.write_text("# Who may do what", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("draw_matrix", check=True)
