"""HTML templates become sealed PDF files through one door with a deny-all fetcher."""
