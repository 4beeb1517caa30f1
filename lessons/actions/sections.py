"""A school's corner of the CMS, and who may enter it. Groups follow roles, never the other way."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from lessons.models import HomePage, SafetyReviewTask, SectionPage
from school_safety.access.choices import Role
from school_safety.access.policy import roles_of
from school_safety.accounts.memory import remember
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.schools.models import District, School

from . import pictures

# group -> what it may do with the section's pages. Nobody publishes past the two reviewers.
PAGE_RIGHTS = {"te": ("add",), "ed": ("add", "change"), "rv": (), "da": ("add", "change")}
ROLE_GROUPS: dict[str, str] = {
    Role.TEACHER: "te",
    Role.HOMEROOM: "te",
    Role.EDITOR: "ed",
    Role.REVIEWER: "rv",
}
MODEL_RIGHTS = ("access_admin", "submit_translation")
FILE_RIGHTS = ("add_document", "choose_document", "add_image", "choose_image")
FILE_ROOMS = ("wagtaildocs", "wagtailimages")
WRITERS = ("te", "ed", "da")


@transaction.atomic
def make_section(*, school: School, by: Any, at: datetime) -> SectionPage:
    """The school's pages in both languages, its groups, files and review; once per school."""
    found = SectionPage.objects.filter(school=school, locale__language_code="zh-hans").first()
    if found is not None:
        return found
    chinese, english = _pages(school)
    groups = {role: group_for(school, role) for role in ("te", "ed", "rv")}
    groups["da"], _made = Group.objects.get_or_create(name=f"{school.district.code}/da")
    _grant(groups, pages=[chinese, english], files=_collection(school))
    _review(school, groups, pages=[chinese, english])
    record(
        events.SECTION_MADE,
        by=by,
        district_id=school.district_id,
        school_id=school.pk,
        object_kind="lessons.sectionpage",
        object_id=str(chinese.pk),
        at=at,
    )
    return chinese


@transaction.atomic
def sync_groups(user: Any, *, by: Any = None, at: datetime) -> None:
    """Put the user into exactly the CMS groups that the roles in force call for."""
    groups = list(Group.objects.filter(name__in=_groups_wanted(user)))
    user.groups.set(groups)
    if user.is_staff != bool(groups):
        user.is_staff = bool(groups)
        user.save(update_fields=["is_staff"])
    facts = {"groups": sorted(group.name for group in groups)}
    remember(events.GROUPS_SYNCED, user, by=by, facts=facts, at=at)


def _groups_wanted(user: Any) -> set[str]:
    held = roles_of(user)
    schools = School.objects.select_related("district").in_bulk(
        {holding.school_id for holding in held if holding.role in ROLE_GROUPS}
    )
    districts = District.objects.filter(
        pk__in={holding.district_id for holding in held if holding.role == Role.DISTRICT}
    )
    return {
        group_name(schools[holding.school_id], ROLE_GROUPS[holding.role])
        for holding in held
        if holding.role in ROLE_GROUPS and holding.school_id in schools
    } | {f"{code}/da" for code in districts.values_list("code", flat=True)}


def group_name(school: School, role: str) -> str:
    """Stable and without names: district code, school code, role."""
    return f"{school.district.code}/{school.code}/{role}"


def group_for(school: School, role: str) -> Group:
    """The school's group for one role."""
    return Group.objects.get_or_create(name=group_name(school, role))[0]


def _pages(school: School) -> tuple[SectionPage, SectionPage]:
    home = HomePage.objects.get(locale__language_code="zh-hans", depth=2)
    slug = f"school-{school.code.lower()}"
    if SectionPage.objects.child_of(home).filter(slug=slug).exists():
        slug = f"{slug}-{school.district.code.lower()}"
    chinese = home.add_child(
        instance=SectionPage(title=school.name, slug=slug, school=school, locale=home.locale)
    )
    english = chinese.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = english.draft_title = school.name_en or school.name
    english.live = True
    english.save()
    return chinese, english


def _collection(school: School) -> Collection:
    root = Collection.get_first_root_node()
    return root.add_child(instance=Collection(name=f"{school.district.code}/{school.code}"))


def _grant(groups: dict[str, Group], *, pages: list[SectionPage], files: Collection) -> None:
    rights = Permission.objects.filter(
        codename__in=MODEL_RIGHTS, content_type__app_label__in=("wagtailadmin", "wagtail_localize")
    )
    admin_only = rights.filter(codename="access_admin")
    for role, group in groups.items():
        group.permissions.add(*(rights if role in WRITERS else admin_only))
        for page in pages:
            for right in PAGE_RIGHTS[role]:
                GroupPagePermission.objects.create(group=group, page=page, permission_type=right)
        if role in WRITERS:
            for permission in Permission.objects.filter(
                codename__in=FILE_RIGHTS, content_type__app_label__in=FILE_ROOMS
            ):
                GroupCollectionPermission.objects.create(
                    group=group, collection=files, permission=permission
                )
            pictures.lend(group, pictures.shared())


def _review(school: School, groups: dict[str, Group], *, pages: list[SectionPage]) -> None:
    label = f"{school.district.code}/{school.code}"
    workflow = Workflow.objects.create(name=f"{label} 两人审核")
    first = SafetyReviewTask.objects.create(name=f"{label} 校级编辑初审")
    first.groups.add(groups["ed"])
    second = SafetyReviewTask.objects.create(name=f"{label} 安全审核")
    second.groups.add(groups["rv"])
    for order, task in enumerate((first, second)):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for page in pages:
        WorkflowPage.objects.create(workflow=workflow, page=page)
