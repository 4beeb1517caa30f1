"""Chapter five: what was done about it."""

from .told import Story


def tell(story: Story) -> None:
    """Talks, plans, families, referrals."""
