"""What the reading room remembers."""

from .event import Event

FIGURES_PUBLISHED = Event(
    "reports.publication.made", "{actor} 发布了一组汇总数字", "{actor} published a set of figures"
)
WAVE_REPORTED = Event(
    "reports.wave.printed",
    "服务器上打印了一个批次受保护的统计",
    "Protected figures of a wave were printed on the server",
    s=3,
)
COVERAGE_FROZEN = Event(
    "reports.coverage.frozen",
    "{actor} 冻结了一张上课地图",
    "{actor} froze a map of what was taught",
)
GROWTH_FROZEN = Event(
    "reports.growth.frozen",
    "{actor} 冻结了各班课前课后的汇总数字",
    "{actor} froze the figures of what classes have gained",
)
