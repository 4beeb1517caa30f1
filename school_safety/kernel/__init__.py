"""Plain Python that every floor may use: no tables, no Django."""
