"""Which ways in somebody has: a password, a second step, recovery codes, other accounts."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from school_safety.accounts import elsewhere
from school_safety.home.actions.elsewhere import is_colleague


@dataclass(frozen=True)
class WaysIn:
    """Counts, not secrets."""

    password: bool
    app: bool
    keys: int
    recovery: int

    @property
    def second_step(self) -> bool:
        """Recovery codes alone are none."""
        return self.app or self.keys > 0


def of(user: Any) -> WaysIn:
    """What stands in the account right now."""
    rows = list(Authenticator.objects.filter(user=user))
    kinds = [row.type for row in rows]
    recovery = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return WaysIn(
        password=user.has_usable_password(),
        app=Authenticator.Type.TOTP in kinds,
        keys=kinds.count(Authenticator.Type.WEBAUTHN),
        recovery=len(recovery.wrap().get_unused_codes()) if recovery else 0,
    )


def elsewhere_of(user: Any) -> list[dict[str, Any]]:
    """Accounts elsewhere that are connected or could be; for colleagues, where there are any."""
    if not elsewhere.ways() or not is_colleague(user):
        return []
    since = dict(SocialAccount.objects.filter(user=user).values_list("provider", "date_joined"))
    return [
        {"way": way, "label": elsewhere.label(way), "since": since.get(way)}
        for way in elsewhere.ways()
    ]
