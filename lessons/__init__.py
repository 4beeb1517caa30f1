"""TEACH: lessons, programmes, and letters home."""
