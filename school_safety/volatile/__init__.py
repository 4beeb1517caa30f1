"""Drafts, counters and web sessions: allowed to be lost, never acknowledged as final."""
