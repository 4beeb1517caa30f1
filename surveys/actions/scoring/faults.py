"""What is wrong with a file, as codes with their place; the command line has the sentences."""

from dataclasses import dataclass

MOST = 20  # problems told at once


@dataclass(frozen=True)
class Problem:
    """`row` counts as a spreadsheet does, from 1 and with the header; `column` is its name.

    Reasons: option (with the values that would do), width, missing_column, columns, twice,
    not_read, not_there, empty, same_file.
    """

    reason: str
    row: int | None = None
    column: str = ""
    value: str = ""
    wanted: str = ""


class BadFile(ValueError):
    """The file cannot be scored as it is; nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems[0].reason)
        self.problems = problems[:MOST]
