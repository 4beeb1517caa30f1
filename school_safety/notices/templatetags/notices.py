"""What layouts and lists say about messages."""

from django import template
from django.utils.translation import get_language

from school_safety.notices import queries, texts
from school_safety.notices.models import Notice

register = template.Library()


@register.simple_tag
def unread_notices(user) -> int:
    """{% unread_notices request.user as waiting %}: how many messages wait unopened."""
    return queries.unread(user)


@register.filter
def subject_line(notice: Notice) -> str:
    """The message's first line in the reader's language."""
    return texts.subject(notice, get_language() or "zh-hans")
