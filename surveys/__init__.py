"""ASK: instruments, waves, answers and scores."""
