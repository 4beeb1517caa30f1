"""Clerk and administrator pages and commands of the ground floor."""
