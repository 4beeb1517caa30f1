"""The CMS for schools: drafts by teachers, two pairs of eyes, and nothing of the school next door."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from lessons.actions import sections
from lessons.models import LetterPage, SectionPage
from lessons.queries import today
from school_safety.access.actions import assign_role, end_role
from school_safety.access.models import RoleAssignment
from school_safety.audit import queries
from tests.worlds import make_user

pytestmark = pytest.mark.django_db
REFUSED = (302, 403, 404)
CLOSED = (
    "reports/site-history/",
    "reports/page-types-usage/",
    "users/",
    "groups/",
    "workflows/list/",
    "snippets/",
    "sites/",
    "collections/",
    "password_reset/",
)


@pytest.fixture
def draft(school_pages, world):
    """A teacher's own letter, not yet submitted."""
    section = SectionPage.objects.get(school=world.school, locale__language_code="zh-hans")
    page = LetterPage(title="春游的安排", slug="trip", points="一句。", body="一段。", live=False)
    page.owner = world.ht_a
    section.add_child(instance=page)
    page.save_revision(user=world.ht_a)
    return page


def act(client, page, action):
    """Press approve or publish on the edit page."""
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": ""})


def submit(page, user):
    page.get_workflow().start(page, user)
    page.refresh_from_db()


def test_leaving_it_is_leaving_the_house(school_pages, world, client_of):
    client = client_of(world.ed)
    left = client.post(reverse("wagtailadmin_logout"))
    assert left.headers["Clear-Site-Data"] == '"cache", "cookies"'  # nobody asked what waits here
    assert client.get("/cms/").status_code == 302
    rows = queries.of_object("accounts.user", world.ed.pk)
    assert "accounts.user.signed_out" in {row.event for row in rows}


def test_a_teacher_drafts_and_cannot_publish(draft, world, client_of):
    client = client_of(world.ht_a)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 200
    assert not draft.permissions_for_user(world.ht_a).can_publish()
    assert not draft.permissions_for_user(world.ed).can_publish()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={draft.pk}")
    draft.refresh_from_db()
    assert not draft.live


def test_editor_then_reviewer_publish(draft, world, client_of):
    submit(draft, world.ht_a)
    assert act(client_of(world.rv), draft, "approve").status_code in REFUSED
    assert draft.current_workflow_task_state.task.name.endswith("校级编辑初审")
    act(client_of(world.ed), draft, "approve")
    draft = LetterPage.objects.get(pk=draft.pk)
    assert not draft.live
    assert draft.current_workflow_task_state.task.name.endswith("安全审核")
    reviewer = client_of(world.rv)
    assert reviewer.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 200
    assert act(reviewer, draft, "approve").status_code == 302
    draft = LetterPage.objects.get(pk=draft.pk)
    assert draft.live
    assert draft.current_workflow_state is None


def test_nobody_is_both_pairs_of_eyes(draft, world, client_of, at):
    assign_role(user=world.ed, role="rv", unit=world.school, by=world.giver, at=timezone.now())
    sections.sync_groups(world.ed, by=world.giver, at=at)
    submit(draft, world.ht_a)
    act(client_of(world.ed), draft, "approve")
    draft = LetterPage.objects.get(pk=draft.pk)
    assert not TaskState.objects.reviewable_by(world.ed).filter(status="in_progress").exists()
    act(client_of(world.ed), draft, "approve")
    assert not LetterPage.objects.get(pk=draft.pk).live


def test_nobody_is_the_first_reader_of_her_own_text(draft, world, client_of):
    draft.title = "春游的新安排"
    draft.save_revision(user=world.ed)
    submit(draft, world.ht_a)
    act(client_of(world.ed), draft, "approve")
    draft = LetterPage.objects.get(pk=draft.pk)
    assert draft.current_workflow_task_state.task.name.endswith("校级编辑初审")
    mine = draft.current_workflow_task.get_task_states_user_can_moderate(world.ed)
    assert not mine.exists()


def test_who_sent_it_is_not_its_first_reader(draft, world, client_of):
    submit(draft, world.ed)
    act(client_of(world.ed), draft, "approve")
    draft = LetterPage.objects.get(pk=draft.pk)
    assert draft.current_workflow_task_state.task.name.endswith("校级编辑初审")


def test_words_published_before_bind_nobody(draft, world, client_of):
    draft.save_revision(user=world.ed).publish()
    draft = LetterPage.objects.get(pk=draft.pk)
    draft.save_revision(user=world.ht_a)
    submit(draft, world.ht_a)
    act(client_of(world.ed), draft, "approve")
    draft = LetterPage.objects.get(pk=draft.pk)
    assert draft.current_workflow_task_state.task.name.endswith("安全审核")


def test_the_reviewer_can_send_it_back(draft, world, client_of):
    submit(draft, world.ht_a)
    act(client_of(world.ed), draft, "reject")
    draft = LetterPage.objects.get(pk=draft.pk)
    assert draft.current_workflow_state.status == "needs_changes"
    assert not draft.live


@pytest.mark.parametrize("who", ["ht_other", "te", "gu", "co", "student"])
def test_another_school_sees_nothing(who, draft, world, client_of):
    actor = getattr(world, who)
    client = client_of(actor.user if who == "student" else actor)
    for name in ("edit", "history", "usage", "copy", "delete", "move", "view_draft", "unpublish"):
        response = client.get(reverse(f"wagtailadmin_pages:{name}", args=[draft.pk]))
        assert response.status_code in REFUSED, name
        assert "春游" not in response.content.decode()
    explorer = client.get(reverse("wagtailadmin_explore", args=[draft.get_parent().pk]))
    assert "春游" not in explorer.content.decode()
    chooser = client.get(reverse("wagtailadmin_choose_page_child", args=[draft.get_parent().pk]))
    assert "春游" not in chooser.content.decode()
    listed = client.get(f"/cms/api/main/pages/?child_of={draft.get_parent().pk}")
    assert "春游" not in listed.content.decode()
    assert client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk])).status_code in REFUSED
    assert Page.objects.filter(pk=draft.pk).exists()


def test_areas_that_list_all_schools_are_closed(school_pages, world, client_of):
    client = client_of(world.ed)
    for area in CLOSED:
        assert client.get(f"/cms/{area}").status_code == 404, area


def test_the_menu_holds_what_a_teacher_needs(school_pages, world, client_of):
    from wagtail.admin.menu import admin_menu

    client = client_of(world.ht_a)
    response = client.get("/cms/")
    assert response.status_code == 200
    request = response.wsgi_request
    request.user = world.ht_a
    names = {item.name for item in admin_menu.menu_items_for_request(request)}
    assert names <= {"explorer", "documents", "images"}
    assert 'lang="zh' in response.content.decode()


def test_the_cms_has_no_sign_in_of_its_own(client):
    for path in ("/cms/login/", "/_util/login/", "/zh-hans/_util/login/"):
        response = client.post(path, {"username": "ed", "password": "x"})
        assert response.status_code == 302
        assert response.url.startswith("/accounts/login/")


def test_groups_follow_roles(school_pages, world, at):
    user = make_user("newcomer")
    sections.sync_groups(user, by=world.giver, at=at)
    assert not user.is_staff
    assign_role(user=user, role="ed", unit=world.school, by=world.giver, at=timezone.now())
    role = RoleAssignment.objects.get(user=user)
    sections.sync_groups(user, by=world.giver, at=at)
    assert [group.name for group in user.groups.all()] == ["T1/T1S1/ed"]
    assert user.is_staff
    end_role(assignment=role, by=world.giver, at=timezone.now())
    user = type(user).objects.get(pk=user.pk)
    sections.sync_groups(user, by=world.giver, at=at)
    assert not user.is_staff
    assert not user.groups.exists()


def test_who_reads_drafts_is_told_of_those_of_her_own_groups(draft, world, at):
    submit(draft, world.ht_a)
    assert [each.code for each in today(world.ed, at)] == ["draft_to_review"]
    assert [each.count for each in today(world.ed, at)] == [1]
    assert not [each for each in today(world.rv, at) if each.code == "draft_to_review"]
    assert not [each for each in today(world.ht_a, at) if each.code == "draft_to_review"]


def test_more_schools_with_reviews_of_their_own_cost_no_more_queries(school_pages, world, at):
    today(world.ed, at)  # what is kept from then on
    before = _queries(lambda: today(world.ed, at))
    sections.make_section(school=world.far_school, by=None, at=at)
    assert _queries(lambda: today(world.ed, at)) == before


def _queries(ask) -> int:
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)
