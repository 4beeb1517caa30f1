"""Telling people things: one outbox, several channels, never a child's name."""
