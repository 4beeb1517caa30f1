"""Changes from contact lists on their way into the roster, and the page that shows how it goes."""
