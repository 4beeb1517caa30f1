"""Checks of the questionnaire itself: right to use it, ages, risks, and what it is greedy for."""

from collections.abc import Callable

from .facts import Item, Plan
from .greed import greedy

RISKS = frozenset({"none", "sensitive", "selfharm", "abuse", "home"})
HEAVY = frozenset({"selfharm", "abuse", "home"})
LANGUAGES = ("zh-hans", "en")
Hits = tuple[tuple[str, tuple[str, ...]], ...]  # code, and the places it was found at


def licence(plan: Plan) -> Hits:
    """Whose words are they, and may we use them?"""
    return () if plan.asked.licensed else (("no_licence", ()),)


def published(plan: Plan) -> Hits:
    """Its own two readers have let it out."""
    return () if plan.asked.published else (("not_published", ()),)


def grade_fit(plan: Plan) -> Hits:
    """Every class is of a grade for which it was written."""
    low, high = plan.asked.grade_min, plan.asked.grade_max
    odd = sorted(grade for grade in plan.grades if not low <= grade <= high)
    return (("grade", tuple(str(grade) for grade in odd)),) if odd else ()


def risk_tags(plan: Plan) -> Hits:
    """Somebody has looked at every single question and said what it touches."""
    bare = tuple(item.id for item in plan.asked.items if item.risk not in RISKS)
    return (("risk_tags", bare),) if bare else ()


def selfharm(plan: Plan) -> Hits:
    """Questions about harm stay out of the young grades."""
    heavy = tuple(i.id for i in plan.asked.items if i.risk == "selfharm" or i.safety)
    young = plan.grades and min(plan.grades) < plan.limits.selfharm_grade
    return (("safety_item_grade", heavy),) if heavy and young else ()


def share(items: tuple[Item, ...], wanted: Callable[[Item], bool]) -> int:
    """Per cent of the items, rounded up: what is over the limit never hides in a rounding."""
    return -(-100 * sum(1 for item in items if wanted(item)) // len(items)) if items else 0


def negative(plan: Plan) -> Hits:
    """Not a form that only asks what hurts."""
    hurts = share(plan.asked.items, lambda item: item.risk in RISKS - {"none"})
    heavy = share(plan.asked.items, lambda item: item.risk in HEAVY)
    hits: Hits = ()
    if hurts > plan.limits.negative:
        hits += (("negative_share", (f"{hurts} %",)),)
    if heavy > plan.limits.heavy:
        hits += (("heavy_share", (f"{heavy} %",)),)
    return hits


def greed(plan: Plan) -> Hits:
    """Nothing about money, jobs, addresses, numbers, beliefs."""
    found = tuple(item.id for item in plan.asked.items if greedy(item.texts))
    return (("greed", found),) if found else ()


def preview(plan: Plan) -> Hits:
    """Families can read every question, in either language."""
    bare = tuple(
        item.id
        for item in plan.asked.items
        if not all(item.texts.get(language, "").strip() for language in LANGUAGES)
    )
    return (("no_preview", bare),) if bare or not plan.asked.items else ()
