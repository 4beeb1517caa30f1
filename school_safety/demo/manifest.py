"""m.json: who can sign in, who is whose child, what lies where, which marks must never leak."""

import json
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


def write(story: Story, path: Path) -> dict[str, Any]:
    """The whole manifest, as CONTRACT.md names it."""
    content = {
        "seed": story.seed,
        "size": story.size,
        "accounts": story.accounts,
        "students": _students(story),
        "objects": story.objects,
        "canaries": story.canaries.marks,
        "urls": _urls(),
        "samples": story.samples,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return content


def _urls() -> dict[str, str]:
    found = dict(FALLBACK)
    found["letters"] = reverse("lessons:family_letter_list")
    for key, name in URLS.items():
        try:
            found[key] = reverse(name)
        except NoReverseMatch:
            continue
    return {key: settings.PUBLIC_URL + address for key, address in found.items()}


def _students(story: Story) -> list[dict[str, Any]]:
    rows = Student.objects.select_related("school", "classroom").prefetch_related(
        "guardianships__guardian__user"
    )
    return [
        {
            "id": str(student.pk),
            "name": student.name,
            "class": student.classroom.name if student.classroom else "",
            "school": student.school.code,
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
        for student in rows.order_by("school__code", "number", "pk")
    ]


def _slip(story: Story, student: Student) -> str:
    path = story.slips.get(student.pk, "")
    return settings.PUBLIC_URL + path if path else ""
