"""What a flag is worth before anybody has talked: Bayes over prevalence, and a share in few words."""


def predictive(sensitivity: float, specificity: float, prevalence: float) -> float:
    """Positive predictive value."""
    hit = sensitivity * prevalence
    return hit / (hit + (1 - specificity) * (1 - prevalence))


# A screen of sensitivity .80 and specificity .90 where 2 to 10 % have the difficulty.
PUBLISHED = (predictive(0.80, 0.90, 0.02), predictive(0.80, 0.90, 0.10))


def in_so_many(share: float) -> tuple[int, int]:
    """1 in 3, 7 in 10: the share as people say it."""
    if share <= 0.05:
        return round(100 * share), 100
    if share <= 0.5:
        return 1, round(1 / share)
    return round(10 * share), 10
