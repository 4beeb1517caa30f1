"""Between two rosters: classes change, children come and go, a year begins."""
