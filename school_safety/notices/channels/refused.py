"""The answer that no further attempt will change."""


class Refused(Exception):
    """This recipient cannot be reached on this channel."""
