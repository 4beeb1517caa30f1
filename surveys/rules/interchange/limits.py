"""How large a questionnaire may be (TRUST T24); beyond these a file is refused with a sentence."""

FILE_BYTES = 10 * 1024 * 1024
JSON_BYTES = 5 * 1024 * 1024
TOML_BYTES = 1024 * 1024
JSON_DEPTH = 64
JSON_NODES = 300_000
ITEM_DEPTH = 12
QUESTIONS = 200  # as many as one packed line of answers takes
OPTIONS = 40
SCALES = 40
EXPRESSION = 20_000  # characters of one formula
TEXT = 1000  # characters of a question
LABEL = 300  # of an option
WEIGHT = 1000  # the largest score of one option
ID = 40  # characters; a flag remembers the question by it
