"""Append-only memory: who did, who looked."""
