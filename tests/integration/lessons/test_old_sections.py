"""A corner made by an earlier version: its review becomes one by others, and what waits goes on."""

from importlib import import_module

import pytest
from django.apps import apps
from wagtail.models import GroupApprovalTask, Task, Workflow, WorkflowTask

from lessons.models import LessonPage, SafetyReviewTask, SectionPage

pytestmark = pytest.mark.django_db
MOVE = import_module("lessons.migrations.0017_review_by_others")


@pytest.fixture
def old(world, school_pages):
    """The school's review with Wagtail's plain approval as its first step, and a page in it."""
    section = SectionPage.objects.filter(school=world.school).first()
    workflow = section.get_workflow()
    first = workflow.workflow_tasks.order_by("sort_order").first()
    groups = list(first.task.specific.groups.all())
    plain = GroupApprovalTask.objects.create(name="旧的初审")
    plain.groups.set(groups)
    WorkflowTask.objects.filter(pk=first.pk).update(task=plain)
    page = section.add_child(
        instance=LessonPage(title="旧课", slug="old-one", lead="一句话", live=False)
    )
    page.save_revision(user=world.ed)
    state = workflow.start(page, world.ed)
    return plain, groups, state


def test_other_reviews_stay_as_they_are(world, shelf):
    task = GroupApprovalTask.objects.create(name="别处的")
    workflow = Workflow.objects.create(name="别处")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    MOVE.by_others(apps)
    assert GroupApprovalTask.objects.get().pk == task.pk


def test_the_first_step_is_by_others_and_what_waits_goes_on(old, world):
    plain, groups, state = old
    assert plain.get_actions(state.content_object, world.ed)
    MOVE.by_others(apps)
    MOVE.by_others(apps)
    task = Task.objects.get(pk=plain.pk).specific
    assert isinstance(task, SafetyReviewTask)
    assert (task.name, [*task.groups.all()]) == ("旧的初审", groups)
    assert not GroupApprovalTask.objects.exists()
    state.refresh_from_db()
    assert state.current_task_state.task_id == plain.pk
    assert task.get_actions(LessonPage.objects.get(slug="old-one"), world.ed) == []
    second = WorkflowTask.objects.filter(workflow=state.workflow).order_by("sort_order").last()
    assert isinstance(second.task.specific, SafetyReviewTask)
