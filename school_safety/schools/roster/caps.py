"""How large a roster may be (TRUST 3b). Beyond these a file is refused with a sentence."""

MEGABYTE = 1024 * 1024
FILE_BYTES = 100 * MEGABYTE
ARCHIVE_ENTRIES = 2000
UNPACKED_BYTES = 400 * MEGABYTE
RATIO = 200  # an honest sheet packs 5 to 40 times; a bomb 1,000 times
RATIO_FREE_BYTES = 2 * MEGABYTE  # below this size no ratio is suspicious
ROWS = 300_000
COLUMNS = 300
CELLS = 6_000_000
CHARACTERS = (
    48_000_000  # of all cells together: shared texts are small in a file and large in memory
)
CELL_CHARACTERS = 32_767
CELL_LINES = 40
SHEETS = 300
SECONDS = 9  # of a processor, for the child that reads
WAIT_SECONDS = 45  # by the clock, since the machine may be busy with others
CHILD_BYTES = 1024 * MEGABYTE
CHILD_FILES = 64
ANSWER_BYTES = 400 * MEGABYTE
PROBLEMS_SHOWN = 500  # after this many, reading goes on but no more are listed
