"""Colleagues, their roles, and their way in."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from school_safety.access import giving, policy
from school_safety.access.choices import Role
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.access.step_up import confirmed
from school_safety.accounts.models import User
from school_safety.documents import render as paper
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.limits.door import limited, posted
from school_safety.office import actions, colleagues
from school_safety.office.forms.people import ColleagueForm, NumberForm, PeopleFilter, RoleForm
from school_safety.web.downloads import download
from school_safety.web.forms import form_page

PER_PAGE = 25


@gate(Permission.PEOPLE_READ)
@require_GET
def people_list(request: HttpRequest) -> HttpResponse:
    """Who holds which role here today."""
    form = PeopleFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    found = colleagues.people_for(request.user, filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page": page,
        "waiting": colleagues.proposals_for(request.user).count(),
        "may_welcome": policy.holds(request.user, Permission.PEOPLE_WELCOME),
        "may_teachers": Role.HOMEROOM in giving.givable(request.user),
    }
    return render(request, "office/people_list.html", facts)


@gate(Permission.PEOPLE_WELCOME)
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed(posted)
def person_new(request: HttpRequest) -> HttpResponse:
    """A new colleague: the account first, then the letter on her page."""
    form = ColleagueForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person, waits = actions.welcome(
            key=given["key"], name=given["name"], role=given["role"], unit=given["unit"],
            until=given["ends"], by=request.user, at=timezone.now(),
        )  # fmt: skip
        messages.success(
            request,
            _("账号建好了。角色要等第二人确认。") if waits else _("账号建好了，角色马上生效。"),
        )
        return redirect("office:person_detail", person.pk)
    return form_page(request, "office/person_new.html", {"form": form})


@gate(Permission.PEOPLE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed(posted)
def person_detail(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One colleague's roles and way in; who may give roles can give another."""
    person = colleagues.person_for(request.user, person_id)
    may_change = policy.holds(request.user, Permission.PEOPLE_CHANGE)
    own = person.pk == request.user.pk
    form = RoleForm(request.POST or None, user=request.user)
    if request.method == "POST":
        if not may_change:
            raise Absent
        if own:
            raise NotNow("own_account")
        if form.is_valid():
            _give(form, person, request)
            return redirect("office:person_detail", person.pk)
    facts = {
        "person": person,
        "form": form,
        "own": own,
        "may_change": may_change and not own and person.is_active,
        "roles": [(row, colleagues.may_end(request.user, row)) for row in person.shown_roles],
        "account": colleagues.account_of(request.user, person),
        "number_form": NumberForm(initial={"number": person.staff_number}),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "office/person_detail.html", facts, status=status)


def _give(form: RoleForm, person: User, request: HttpRequest) -> None:
    given = form.cleaned_data
    waits = actions.give(
        person=person, role=given["role"], unit=given["unit"], until=given["ends"],
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    messages.success(
        request,
        _("已经提议，等第二人确认后生效。") if waits else _("角色已授予，马上生效。"),
    )


@gate(Permission.PEOPLE_CHANGE)
@require_POST
def role_end(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Ends now; access ends with the next request."""
    role = colleagues.role_for(request.user, role_id)
    actions.end(assignment=role, by=request.user, at=timezone.now())
    messages.success(request, _("角色已结束，马上生效。"))
    return redirect("office:people_list")


@gate(Permission.PEOPLE_WELCOME)
@require_POST
@confirmed()
@limited("pdf.make")
def person_letter(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A new letter; the code stands on this paper and nowhere else."""
    person = colleagues.person_for(request.user, person_id)
    letter = actions.print_letter(person=person, by=request.user, at=timezone.now())
    content = paper.pdf("print/activation.html", {"letter": letter})
    return download(content, "activation-letter.pdf")


@gate(Permission.PEOPLE_WELCOME)
@require_POST
@confirmed()
def person_factor(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The phone is lost: the second step is taken away, by two people where roles are heavy."""
    person = colleagues.person_for(request.user, person_id)
    waits = actions.reset_factor(person=person, by=request.user, at=timezone.now())
    messages.success(
        request,
        _("已经提议，等第二人确认后重置。")
        if waits
        else _("第二步验证已重置，本人下次登录时重新设置。"),
    )
    return redirect("office:person_detail", person.pk)


@gate(Permission.PEOPLE_CHANGE)
@require_POST
def person_close(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody has left: nothing of hers works any more."""
    person = colleagues.person_for(request.user, person_id)
    actions.close(person=person, by=request.user, at=timezone.now())
    messages.success(request, _("账号已停用，角色、权限和登录都已结束。"))
    return redirect("office:people_list")
