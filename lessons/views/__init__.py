"""The doors of the teaching floor."""
