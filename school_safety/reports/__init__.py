"""The reading room: frozen, protected figures of a district; a school's own progress."""
