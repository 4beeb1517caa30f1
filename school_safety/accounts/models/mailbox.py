"""An e-mail address of which its owner has proved that she reads it."""

from django.conf import settings
from django.db import models

from school_safety.vault.lookup import keyed_hash


class Mailbox(models.Model):
    """The address itself stands in `User.email`; the keyed hash finds it, several may share one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mailbox"
    )
    address_hash = models.CharField(max_length=64, db_index=True)
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return f"mailbox of {self.pk}"


def address_hash(address: str) -> str:
    """Under which an address is found: capitals and blanks make no difference."""
    return keyed_hash("account-mailbox", address.strip().lower())
