"""HELP: from a signal to a child who is doing better."""
