"""manage.py appoint_person: roles that no page gives, in the name of two district officials."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.dateparse import parse_date

from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.office.actions.appointing import APPOINTED, Appointed, Place, appoint, dismiss
from school_safety.office.starting import Envelope
from school_safety.schools.models import District, School

from .start_district import ready, seal

WORDS = {
    "role": "That role is given on the pages under People.",
    "district": "Every role but the operator (op) belongs to a district: --district CODE.",
    "school": "Only a duty officer (du) may belong to one school.",
    "until": "A duty officer needs --until YYYY-MM-DD, a day that is still to come.",
    "official": "Name two different district officials in office there: --official NAME --official"
    " NAME (their user names); where fewer are left, all of them.",
    "user": "There is no colleague with that user name.",
    "name": "Say who: --name NAME for somebody new, --user NAME for a colleague.",
    "not_to_oneself": "Nobody stands for her own appointment.",
    "never_together": "Officials and auditors of a district are never the same person.",
}


class Command(BaseCommand):
    help = "appoint an auditor, duty officer, partner, operator or official; everybody is told"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", required=True, choices=[str(role) for role in APPOINTED])
        parser.add_argument("--district", default="", metavar="CODE")
        parser.add_argument("--school", default="", metavar="CODE", help="a duty officer's")
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--name", default="", help="somebody new here")
        who.add_argument("--user", default="", metavar="NAME", help="a colleague's user name")
        parser.add_argument("--email", default="")
        parser.add_argument("--until", default="", metavar="YYYY-MM-DD", help="the last day")
        parser.add_argument(
            "--official", action="append", default=[], metavar="NAME", help="give it twice"
        )
        parser.add_argument("--end", action="store_true", help="end the role now instead")
        parser.add_argument("--letters", type=Path, help="folder for the letter")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["letters"] or Path(settings.DATA_DIR, "letters")
        ready(folder)
        try:
            done = _done(options)
        except Invalid as refusal:
            raise CommandError(WORDS[next(iter(refusal.fields))]) from None
        except NotNow as refusal:
            raise CommandError(WORDS[refusal.code]) from None
        verb = "ended" if options["end"] else "appointed"
        self.stdout.write(f"{verb}: {done.user.username} ({options['role']})")
        self.say(done, folder)

    def say(self, done: Appointed, folder: Path) -> None:
        """Who stands for it, and what is left to do by hand."""
        if done.officials:
            self.stdout.write(f"{done.officials} district official(s) stand for it.")
        else:
            self.stdout.write("There is no district official yet: nobody stands for it, and that"
                              " is written down.")  # fmt: skip
        if done.code:
            envelope = Envelope(done.user.name, done.user.username, done.code)
            self.stdout.write(f"written: {seal(folder, envelope)}")
            self.stdout.write("Print the letter, hand it over closed, and delete the file.")
        else:
            self.stdout.write("No letter is needed.")
        self.stdout.write("Every official and auditor of the district has been told.")


def _done(options: dict[str, Any]) -> Appointed:
    place, at = _place(options["district"], options["school"]), timezone.now()
    if options["end"]:
        return dismiss(
            role=options["role"], place=place, username=options["user"],
            officials=options["official"], at=at,
        )  # fmt: skip
    return appoint(
        role=options["role"],
        place=place,
        name=options["name"],
        email=_email(options["email"]),
        username=options["user"],
        officials=options["official"],
        until=_until(options["until"]),
        at=at,
    )


def _place(district: str, school: str) -> Place:
    if not district:
        if school:
            raise CommandError(WORDS["district"])
        return Place(None)
    found = District.objects.filter(code=district).first()
    if found is None:
        message = f"There is no district {district!r}."
        raise CommandError(message)
    if not school:
        return Place(found)
    room = School.objects.filter(district=found, code=school).first()
    if room is None:
        message = f"There is no school {school!r} in district {district!r}."
        raise CommandError(message)
    return Place(found, room)


def _email(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        message = f"{text!r} is no e-mail address."
        raise CommandError(message) from None
    return text


def _until(text: str) -> datetime | None:
    """The end of that day."""
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        message = f"{text!r} is no day: write it as 2027-01-31."
        raise CommandError(message)
    return timezone.make_aware(datetime.combine(day, time.max))
