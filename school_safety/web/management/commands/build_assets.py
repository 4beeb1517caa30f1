"""Put the stylesheets and scripts of all layouts together."""

from django.core.management.base import BaseCommand

from school_safety.web import assets


class Command(BaseCommand):
    """One file per layout, in DATA_DIR/built."""

    help = "Build the stylesheets and scripts of all layouts into DATA_DIR/built."

    def handle(self, *args: object, **options: object) -> None:
        """Build; say what changed."""
        written = assets.build()
        self.stdout.write(", ".join(written) or "nothing has changed")
