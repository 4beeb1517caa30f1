"""What the clock does here: end what is over, and say good morning."""
