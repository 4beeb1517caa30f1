"""Electronic mail, through Django's mailers."""

from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from school_safety.notices import texts
from school_safety.notices.models import Delivery

from . import addresses
from .refused import Refused


def send(delivery: Delivery) -> str:
    """One plain-text message. Its Message-ID is the delivery's id, so a double folds into one."""
    notice, language = delivery.notice, delivery.language
    address = addresses.mailbox(notice, delivery.claimed_at)
    if not address:
        raise Refused
    message = EmailMessage(
        subject=texts.subject(notice, language),
        body=texts.body(notice, language),
        to=[address],
        headers={
            "Message-ID": f"<{delivery.pk}@{urlsplit(settings.PUBLIC_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        mailers.default.send_messages([message])
    except SMTPRecipientsRefused as error:
        if all(code >= 550 for code, _words in error.recipients.values()):
            raise Refused from error
        raise
    return ""
