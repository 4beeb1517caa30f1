"""A student's own way in: I would like to talk to somebody. Short, and it says what happens next."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from interventions.actions.concerns import receive_concern
from interventions.choices import Source
from interventions.choices.queue import TALK_LEVELS, TalkWhen
from interventions.forms.queue import TalkForm
from interventions.queries import worklist
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission

from .doors import carried_out, posted, shown


@gate(Permission.TALK_ASK)
def talk_new(request: HttpRequest) -> HttpResponse:
    """When, and a word where she likes."""
    at = timezone.now()
    form = TalkForm(posted(request))
    if carried_out(request, form, lambda: _ask(form.cleaned_data, request.user, at)):
        return redirect("interventions:talk_sent")
    lines = request.user.student.district.hotlines
    return shown(request, "interventions/talk_new.html", form, lines=lines)


@gate(Permission.TALK_ASK)
def talk_sent(request: HttpRequest) -> HttpResponse:
    """What happens next, by when, and whom to call if it cannot wait."""
    context = {
        "asked": worklist.own_wish(request.user),
        "lines": request.user.student.district.hotlines,
    }
    return render(request, "interventions/talk_sent.html", context)


def _ask(data: dict[str, Any], user: Any, at: datetime) -> None:
    """Without a word of hers the wish itself is what is kept."""
    child = user.student
    when = str(TalkWhen(data["when"]).label)
    wish = _("本人想找老师聊聊：%(when)s") % {"when": when}
    where = data["where"].strip()
    receive_concern(
        school=child.school,
        student=child,
        fact="\n".join([wish, _("怎么找：%(where)s") % {"where": where}] if where else [wish]),
        words=data["about"],
        level=TALK_LEVELS[data["when"]],
        source=Source.SELF,
        by=user,
        at=at,
    )
