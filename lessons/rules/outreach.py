"""Rough counts stay rough. Plain Python."""

FEW, BASE = 10, 10


def rough(n: int) -> str:
    """About how many: to the nearest ten; a handful is only called that."""
    if n == 0:
        return "0"
    return f"<{FEW}" if n < FEW else str(BASE * round(n / BASE))


def hours(minutes: int) -> str:
    """Minutes as hours, to one place where it is not a whole one."""
    return f"{round(minutes / 60, 1):g}"
