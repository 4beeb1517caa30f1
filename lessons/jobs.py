"""What the clock does here: follow up letters without an answer, give out the receipt books."""

from datetime import datetime

from school_safety.clock.job import Job

from .actions.arriving import follow_messages
from .actions.course import remind_due
from .actions.exporting import export_due
from .actions.indexing import index_missing
from .actions.mailing import take_up
from .actions.parents import forget_sign_ins
from .actions.quizzing import close_forgotten
from .actions.reminding import follow_up_all


def follow_up(*, at: datetime) -> None:
    """Reminders, and after two of them a call, on school days in the afternoon."""
    follow_up_all(at=at)


def export_books(*, at: datetime) -> None:
    """Early on the first day of a month; what was missed is made up for the next night."""
    export_due(at=at)


def letters_arrive(*, at: datetime) -> None:
    """What the outbox has given up, or brought after all."""
    follow_messages(at=at)


def mailings(*, at: datetime) -> None:
    """Letters to many classes that a killed worker left half way."""
    take_up(at=at)


def course_again(*, at: datetime) -> None:
    """Colleagues who read the course a year ago are asked to read it again, once."""
    remind_due(at=at)


def index_lessons(*, at: datetime) -> None:
    """Lessons without words to be found by, from before there was a search."""
    index_missing()


def close_quizzes(*, at: datetime) -> None:
    """Sheets of a round that nobody closed become totals."""
    close_forgotten(at=at)


def forget_evenings(*, at: datetime) -> None:
    """Which families came to an evening, half a year after its school year."""
    forget_sign_ins(at=at)


JOBS = [
    Job("lessons.mailings", "every 1m", mailings),
    Job("lessons.letters_arrive", "every 5m", letters_arrive),
    Job("lessons.course_again", "30 8 * * *", course_again),
    Job("lessons.close_quizzes", "every 1h", close_quizzes),
    Job("lessons.follow_up", "20 17 * * *", follow_up),
    Job("lessons.index_lessons", "50 3 * * *", index_lessons),
    Job("lessons.forget_evenings", "20 4 * * *", forget_evenings),
    Job("lessons.export_books", "10 3 * * *", export_books),
]
