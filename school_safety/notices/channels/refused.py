"""What a carrier's answer means for us. `code` is its own short code, never its words."""


class Trouble(Exception):
    """The message was not handed over."""

    def __init__(self, code: str = "") -> None:
        super().__init__(code)
        self.code = code


class Refused(Trouble):
    """This recipient cannot be reached on this channel: no further attempt will change that."""


class Busy(Trouble):
    """Surely not taken: the same again later."""


class Unsure(Trouble):
    """It may have been taken. Before sending again the carrier is asked whether it was."""
