"""Shared HTTP manners: refusals, language, headers, interface tags, the gallery."""
