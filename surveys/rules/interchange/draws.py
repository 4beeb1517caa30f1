"""Numbers that look random and are the same every time: answers to prove a formula with."""

SEED = 20260610
MULTIPLIER, INCREMENT, MODULUS = 6364136223846793005, 1442695040888963407, 1 << 64  # Knuth's MMIX


class Draws:
    """A seeded linear congruential generator; nothing secret ever comes from it."""

    def __init__(self, seed: int = SEED) -> None:
        self.state = seed

    def below(self, size: int) -> int:
        """A number from 0 to size - 1."""
        self.state = (self.state * MULTIPLIER + INCREMENT) % MODULUS
        return (self.state >> 33) % size
