"""Each role's first screen."""
