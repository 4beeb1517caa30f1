"""Consents as families, students, counselors and the clerk meet them."""
