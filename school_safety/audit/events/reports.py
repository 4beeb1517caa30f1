"""What the reading room remembers."""

from .event import Event

FIGURES_PUBLISHED = Event(
    "reports.publication.made", "{actor} 发布了一组汇总数字", "{actor} published a set of figures"
)
