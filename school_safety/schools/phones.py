"""Phone numbers are sealed; these are the two marks by which one can be found and told apart."""

from school_safety.vault.lookup import keyed_hash


def phone_hash(digits: str) -> str:
    """The keyed hash under which a number is stored beside its sealed text."""
    return keyed_hash("guardian-phone", digits)


def phone_tail(digits: str) -> str:
    """The last four digits, enough for a person to recognise a number."""
    return digits[-4:]


def kept(digits: str) -> dict[str, str]:
    """A number as a guardian's row keeps it, with both marks; nothing of an empty one."""
    hashed = phone_hash(digits) if digits else ""
    return {"phone": digits, "phone_hash": hashed, "phone_tail": phone_tail(digits)}


def id_hash(number: str) -> str:
    """The keyed hash of an ID number; the number itself is never kept."""
    return keyed_hash("student-id", number)
