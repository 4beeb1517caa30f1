"""Questionnaires from and to other people's formats: bytes to a definition, and back."""
