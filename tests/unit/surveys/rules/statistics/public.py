"""Public data whose figures R has printed many times, typed in."""

import numpy as np

# datasets::attitude (Chatterjee & Price 1977): 30 departments, 7 ratings.
ATTITUDE = np.array(
    [
        [43, 51, 30, 39, 61, 92, 45],
        [63, 64, 51, 54, 63, 73, 47],
        [71, 70, 68, 69, 76, 86, 48],
        [61, 63, 45, 47, 54, 84, 35],
        [81, 78, 56, 66, 71, 83, 47],
        [43, 55, 49, 44, 54, 49, 34],
        [58, 67, 42, 56, 66, 68, 35],
        [71, 75, 50, 55, 70, 66, 41],
        [72, 82, 72, 67, 71, 83, 31],
        [67, 61, 45, 47, 62, 80, 41],
        [64, 53, 53, 58, 58, 67, 34],
        [67, 60, 47, 39, 59, 74, 41],
        [69, 62, 57, 42, 55, 63, 25],
        [68, 83, 83, 45, 59, 77, 35],
        [77, 77, 54, 72, 79, 77, 46],
        [81, 90, 50, 72, 60, 54, 36],
        [74, 85, 64, 69, 79, 79, 63],
        [65, 60, 65, 75, 55, 80, 60],
        [65, 70, 46, 57, 75, 85, 46],
        [50, 58, 68, 54, 64, 78, 52],
        [50, 40, 33, 34, 43, 64, 33],
        [64, 61, 52, 62, 66, 80, 41],
        [53, 66, 52, 50, 63, 80, 37],
        [40, 37, 42, 58, 50, 57, 49],
        [63, 54, 42, 48, 66, 75, 33],
        [66, 77, 66, 63, 88, 76, 72],
        [78, 75, 58, 74, 80, 78, 49],
        [48, 57, 44, 45, 51, 83, 38],
        [85, 85, 71, 71, 77, 74, 55],
        [82, 82, 39, 59, 64, 78, 39],
    ],
    dtype=float,
)

# LSAT section 6 (Bock & Lieberman 1970), 1,000 people, counts of the 32 patterns 00000 … 11111.
LSAT_COUNTS = [
    *(3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15),
    *(10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298),
]
LSAT = np.array(
    [
        [pattern >> place & 1 for place in (4, 3, 2, 1, 0)]
        for pattern, count in enumerate(LSAT_COUNTS)
        for _ in range(count)
    ],
    dtype=float,
)

# Holzinger & Swineford 1939, x1 … x9, n = 301: covariances (n in the denominator) as lavaan shows.
HOLZINGER_LOWER = """
1.358
.407 1.382
.580 .451 1.275
.505 .209 .208 1.351
.441 .211 .112 1.098 1.660
.455 .248 .244 .896 1.015 1.196
.085 -.097 .088 .220 .143 .144 1.183
.264 .110 .212 .126 .181 .165 .535 1.022
.458 .244 .374 .243 .295 .236 .373 .457 1.015
"""


def holzinger() -> np.ndarray:
    """The correlations."""
    rows = [list(map(float, line.split())) for line in HOLZINGER_LOWER.split("\n") if line]
    full = np.zeros((9, 9))
    for place, row in enumerate(rows):
        full[place, : place + 1] = full[: place + 1, place] = row
    spread = np.sqrt(np.diag(full))
    return full / np.outer(spread, spread)


# Shrout & Fleiss 1979, Table 2: six targets, four judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)
