"""The demo district, built through the public actions only."""
