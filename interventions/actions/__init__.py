"""Every write of this room is a verb: one transaction, its audit row, its notices."""
