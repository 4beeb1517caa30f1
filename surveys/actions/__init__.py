"""Every write of this room is a verb here."""
