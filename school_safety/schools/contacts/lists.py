"""The contact lists that the environment names."""

from dataclasses import dataclass, field

from django.conf import settings

from school_safety.vault.lookup import keyed_hash


@dataclass(frozen=True, slots=True)
class ContactList:
    """One corp's 家校通讯录; without a school, its campuses are schools of the district."""

    name: str
    corp: str
    district: str
    school: str
    base: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    key: str = field(repr=False)

    def mark(self, kind: str, account: str) -> str:
        """What is kept of an account: a keyed hash. Schools use ID numbers as account names."""
        return keyed_hash("contact-account", f"{self.corp}:{kind}:{account.lower()}")


def every() -> list[ContactList]:
    """All of them; none unless configured."""
    return [ContactList(name, **said) for name, said in settings.ROSTER_WECOM.items()]


def named(name: str) -> ContactList | None:
    """The one of this name."""
    said = settings.ROSTER_WECOM.get(name)
    return ContactList(name, **said) if said else None
