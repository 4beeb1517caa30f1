"""Reading other people's rosters: hostile or honest files in, student rows and named problems out."""
