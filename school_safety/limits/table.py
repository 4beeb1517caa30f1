"""How often each thing may be tried. A whole school sits behind one address, so the figures per
key (a person, a device, a slip) do the work; the ones per address only stop machines.
"""

from dataclasses import dataclass
from types import MappingProxyType

MINUTE, HOUR, DAY = 60, 3600, 86400
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `times` within `seconds`, counted from the first try."""

    times: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Limit:
    """`group` is a class window; what has no figure is not counted."""

    key: tuple[Rate, ...] = ()
    group: tuple[Rate, ...] = ()
    address: tuple[Rate, ...] = ()


TABLE = MappingProxyType(
    {
        # entering; the `wrong` rows are guarded before the try and tallied after a failure
        "slip.wrong": Limit(
            key=(Rate(5, 10 * MINUTE),),
            group=(Rate(60, 10 * MINUTE),),
            address=(Rate(600, 10 * MINUTE),),
        ),
        "slip.enter": Limit(address=(Rate(3000, MINUTE),)),
        "code.wrong": Limit(key=(Rate(5, 10 * MINUTE),), address=(Rate(600, 10 * MINUTE),)),
        "password.wrong": Limit(key=(Rate(5, 5 * MINUTE),), address=(Rate(100, MINUTE),)),
        "factor.wrong": Limit(key=(Rate(5, 10 * MINUTE),), address=(Rate(100, MINUTE),)),
        "code.ask": Limit(key=(Rate(1, MINUTE), Rate(5, DAY)), address=(Rate(300, HOUR),)),
        # answering
        "draft.save": Limit(key=(Rate(30, MINUTE),), address=(Rate(12000, MINUTE),)),
        "hand.raise": Limit(key=(Rate(10, 10 * MINUTE),), address=(Rate(3000, MINUTE),)),
        "response.submit": Limit(key=(Rate(20, DAY),), address=(Rate(3000, MINUTE),)),
        # a class's questions: one address is a whole school
        "quiz.wrong": Limit(key=(Rate(5, 10 * MINUTE),), address=(Rate(600, 10 * MINUTE),)),
        "quiz.enter": Limit(address=(Rate(3000, MINUTE),)),
        # telling
        "concern.file": Limit(key=(Rate(5, HOUR),), address=(Rate(300, HOUR),)),
        "message.send": Limit(key=(Rate(5, DAY),)),
        "message.safety": Limit(key=(Rate(1, 5 * MINUTE),)),
        # reading and taking away
        "staff.search": Limit(key=(Rate(60, MINUTE),), address=(Rate(1000, MINUTE),)),
        "route.absent": Limit(key=(Rate(60, MINUTE),), address=(Rate(3000, MINUTE),)),
        "record.read": Limit(key=(Rate(60, HOUR), Rate(200, DAY))),
        "export.make": Limit(key=(Rate(10, DAY),)),
        "upload.send": Limit(key=(Rate(10, HOUR),), address=(Rate(100, HOUR),)),
        "picture.send": Limit(key=(Rate(100, HOUR),)),  # an editor with a whole lesson's pictures
        "pdf.make": Limit(key=(Rate(30, MINUTE),), address=(Rate(600, MINUTE),)),
        # the outside world
        "vendor.callback": Limit(address=(Rate(600, MINUTE),)),
        "anonymous.request": Limit(address=(Rate(600, MINUTE),)),
        "receipt.check": Limit(address=(Rate(60, MINUTE),)),
    }
)

UPLOAD_BYTES = MappingProxyType(
    {
        "roster": 100 * MEGABYTE,
        "scan": 200 * MEGABYTE,
        "video": 300 * MEGABYTE,
        "other": 20 * MEGABYTE,
    }
)
ROSTER_ROWS = 300_000
