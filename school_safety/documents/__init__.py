"""HTML to PDF through one door that fetches nothing from outside."""
