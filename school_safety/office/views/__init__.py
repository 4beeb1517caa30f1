"""Doors of the office: rosters, people, who looked."""
