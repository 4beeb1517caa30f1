"""manage.py undo_import BATCH: take back a roster import."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from school_safety.kernel.refusals import NotNow
from school_safety.office.refusals import UNDO_REFUSALS
from school_safety.schools.actions import undo_import
from school_safety.schools.models import ImportBatch


class Command(BaseCommand):
    """What the import made goes; what it changed is as before; what was touched since stays."""

    help = "Undo a roster import; BATCH is the id that import_roster printed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            batch = ImportBatch.objects.get(pk=options["batch"])
        except (ImportBatch.DoesNotExist, ValidationError) as error:
            raise CommandError(_("没有这个批次。")) from error
        try:
            undone = undo_import(batch=batch, by=None, at=timezone.now())
        except NotNow as refusal:
            raise CommandError(str(UNDO_REFUSALS.get(refusal.code, refusal.code))) from refusal
        self.stdout.write(_("已撤销，花名册回到导入之前。"))
        stayed = undone.findings.get("stayed", [])
        if stayed:
            count = len(stayed)
            text = _("有 {count} 处之后被改过或用到，没有动：")
            self.stdout.write(text.format(count=count))
        for row in stayed:
            self.stdout.write("· " + " ".join([row["kind"], row["id"], row["why"], *row["fields"]]))
