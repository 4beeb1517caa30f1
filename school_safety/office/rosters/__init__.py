"""The clerk's way with a roster file: upload, columns, dry run, yes, undo."""
