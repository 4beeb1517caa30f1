"""The view half of pages."""
