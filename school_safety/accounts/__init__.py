"""People who sign in, and how."""
