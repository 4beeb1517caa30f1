"""What can be decided about lessons and letters in plain Python."""
