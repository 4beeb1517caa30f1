"""The story of the demo district, chapter by chapter; each uses only the public actions of a room."""
