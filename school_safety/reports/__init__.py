"""The reading room: reads the floors below, writes nothing."""
