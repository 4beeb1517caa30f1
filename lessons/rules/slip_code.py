"""The address that a reply slip's code stands in, on paper and in a scanner's answer."""

LENGTH = 12
PATTERN = r"/l/([2-9A-HJ-KM-NP-TV-Z]{12})/?$"


def address(base: str, code: str) -> str:
    """What the QR code holds: a phone that reads it opens the letter, once somebody has signed in."""
    return f"{base}/l/{code}"
