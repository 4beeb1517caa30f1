"""What is done about a report that the law demands."""
