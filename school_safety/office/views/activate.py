"""A colleague's first door, and the way back in after a forgotten password."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import public
from school_safety.accounts.codes import read, written
from school_safety.accounts.models import User
from school_safety.limits import address
from school_safety.office.actions import colleague_at_the_door, let_in
from school_safety.office.forms.people import ActivateForm
from school_safety.web.forms import form_page


@public("a colleague without a password: the name and the printed one-time code are the door")
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest, code: str = "") -> HttpResponse:
    """GET changes nothing: a link preview uses no code up."""
    form = ActivateForm(request.POST or None, initial={"code": written(read(code))})
    if request.method == "POST" and form.is_valid():
        typed, at = form.cleaned_data["code"], timezone.now()
        user = colleague_at_the_door(
            username=form.cleaned_data["username"],
            code=typed,
            address=address.of(request),
            at=at,
        )
        if user is None or form.suits(user):
            password = form.cleaned_data["password"]
            if user and let_in(user=user, code=typed, password=password, at=at):
                return _signed_in(request, user)
            form.add_error(
                None,
                _("用户名和激活码没有对上，或者这个码已经用过、过期了。请学校重新打印一封信。"),
            )
    return form_page(request, "office/activate.html", {"form": form})


def _signed_in(request: HttpRequest, user: User) -> HttpResponse:
    """Through the library's own stages: a second factor that exists is asked for as always."""
    if request.user.is_authenticated:  # somebody else's session on this machine
        get_adapter().logout(request)
    return perform_password_login(request, {"username": user.username}, Login(user=user))
