"""Pages that somebody may lock in the editors' rooms, which hardly anybody ever does."""

from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

from school_safety.storage.prepared import Prepared

ANY = Prepared(lambda: PageViewRestriction.objects.order_by().only("pk")[:1])


class SeldomLocked(Page):
    """Wagtail fetches every page above a page at each reading, to ask about the locks of all."""

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """One look where no page of the house has a lock."""
        if ANY.first() is None:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()
