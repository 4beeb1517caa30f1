"""m.json: who can sign in, who is whose child, what lies where, which marks must never leak."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from school_safety.schools.models import Student

from .story.told import Story

URLS = {
    "home": "home:front",
    "login": "account_login",
    "demo_login": "demo:demo_login",
    "family": "home:family_home",
    "student": "home:student_home",
    "staff": "home:staff_home",
    "cms": "wagtailadmin_home",
    "reports": "reports:publication_list",
    "outbox": "notices:delivery_list",
}
FALLBACK = {
    "home": "/",
    "lessons": "/zh-hans/lessons/",
    "letters": "/family/letters/",
    "family": "/family/",
    "student": "/student/",
    "help": "/zh-hans/help/",
    "staff": "/staff/",
    "cms": "/cms/",
    "reports": "/staff/reports/",
    "outbox": "/staff/outbox/",
    "demo_login": "/demo/",
}


def write(story: Story, path: Path) -> None:
    """The whole manifest, as CONTRACT.md names it."""
    content = {
        "seed": story.seed,
        "size": story.size,
        "accounts": story.accounts,
        "objects": story.objects,
        "canaries": story.canaries.marks,
        "urls": _urls(),
        "samples": story.samples,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8") as target:
        target.write(_json(content).removesuffix("\n}"))
        for at, student in enumerate(_students(story)):  # never all of a district at once
            target.write((",\n" if at else ',\n "students": [\n') + _json(student))
        target.write("\n ]\n}")


def _json(part: object) -> str:
    return json.dumps(part, ensure_ascii=False, indent=1)


def _urls() -> dict[str, str]:
    found = dict(FALLBACK)
    found["letters"] = reverse("lessons:family_letter_list")
    for key, name in URLS.items():
        try:
            found[key] = reverse(name)
        except NoReverseMatch:
            continue
    return {key: settings.PUBLIC_URL + address for key, address in found.items()}


def _students(story: Story) -> Iterator[dict[str, Any]]:
    """School by school."""
    for _code, school in sorted(story.schools.items()):
        rows = Student.objects.filter(school=school).select_related("classroom")
        rows = rows.prefetch_related("guardianships__guardian__user")
        for student in rows.order_by("number", "pk"):
            yield _student(story, school.code, student)


def _student(story: Story, school: str, student: Student) -> dict[str, Any]:
    return {
        "id": str(student.pk),
        "name": student.name,
        "class": student.classroom.name if student.classroom else "",
        "school": school,
        "slip_url": _slip(story, student),
        "guardians": [
            {
                "id": str(link.guardian_id),
                "name": link.guardian.name,
                "username": link.guardian.user.username if link.guardian.user else "",
                "relation": link.relation,
                "authority": link.authority,
                "held": link.held_at is not None,
            }
            for link in sorted(student.guardianships.all(), key=lambda link: link.pk)
        ],
    }


def _slip(story: Story, student: Student) -> str:
    path = story.slips.get(student.pk, "")
    return settings.PUBLIC_URL + path if path else ""
