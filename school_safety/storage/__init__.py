"""How rows are fetched where every millisecond counts."""
