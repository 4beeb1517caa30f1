"""The interval of a share, for every floor: Wilson (1927, J Am Stat Assoc 22:209-212)."""

import math

Z = 1.959963984540054  # 95 %


def wilson(count: float, n: float) -> tuple[float, float]:
    """Lower and upper end of count / n, 0 < n; takes fractions, for shrunken samples."""
    share, spread = count / n, Z**2 / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    low = middle - half if count else 0.0
    high = middle + half if count < n else 1.0
    return max(low, 0.0), min(high, 1.0)
