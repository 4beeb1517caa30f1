"""Sealed model fields, envelope keys and their rotation."""
