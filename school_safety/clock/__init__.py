"""The school calendar and the scheduler."""
