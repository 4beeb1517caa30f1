"""What a callback says: which account changed, and how. Read as XML that may name no entities."""

import hashlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from .envelope import Unopened
from .lists import ContactList

EVENT = "change_school_contact"
# https://developer.work.weixin.qq.com/document/path/92032 and /92052, whose first example is
# misspelt as below; edit_… is how older pages called update_….
KINDS = {
    "create_student": "student",
    "update_student": "student",
    "edit_student": "student",
    "delete_student": "student",
    "create_parent": "parent",
    "update_parent": "parent",
    "edit_parent": "parent",
    "delete_parent": "parent",
    "create_department": "department",
    "create_deparmtment": "department",
    "update_department": "department",
    "edit_department": "department",
    "delete_department": "department",
}
LONGEST = 64


@dataclass(frozen=True, slots=True)
class Said:
    """`kind` is student, parent or department. `account` is whose; `was` its name before."""

    kind: str
    account: str
    was: str
    digest: str


def sealed_in(body: bytes, to: ContactList) -> str:
    """The sealed text of a posted envelope that is addressed to this corp."""
    root = _parsed(body)
    if _text(root, "ToUserName") not in {"", to.corp}:
        raise Unopened
    return _text(root, "Encrypt")


def understood(text: bytes, to: ContactList) -> Said | None:
    """The change; None for whatever does not concern the roster (follows, chats, other events)."""
    root = _parsed(text)
    kind = KINDS.get(_text(root, "ChangeType"))
    if _text(root, "Event") != EVENT or kind is None:
        return None
    before, after = _text(root, "Id"), _text(root, "NewId")
    account = after or before
    if not account or len(before) > LONGEST or len(account) > LONGEST:
        raise Unopened
    digest = hashlib.sha256(to.name.encode() + b"\0" + text).hexdigest()
    return Said(kind, account, before if after else "", digest)


def _parsed(content: bytes) -> Element:
    try:
        return ElementTree.fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unopened from error


def _text(root: Element, name: str) -> str:
    return (root.findtext(name) or "").strip()
