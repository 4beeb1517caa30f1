"""Rooms of the CMS that belong to this floor."""
