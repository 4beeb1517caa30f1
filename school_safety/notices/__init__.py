"""Telling people things: a row now, a message soon, and never a child's name in it."""
