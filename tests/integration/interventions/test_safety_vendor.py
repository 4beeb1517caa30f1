"""A bad day of the text-message vendor (G24, small): nobody is forgotten, nobody is told a name."""

import json
import random
import threading
import urllib.request
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from interventions.actions.safety import acting
from interventions.actions.safety.ringing import ring_due
from interventions.models import SafetyAlert, SafetyEvent
from school_safety.notices.choices import Channel, State
from school_safety.notices.delivery import release_stuck, send_due
from school_safety.notices.models import Delivery
from tests.factories import safety
from tests.worlds import make_student

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
EVENTS = 5
RISK = ("危险", "自伤", "自杀", "个案", "筛查", "班", "学校", "suicide", "harm", "risk", "case")
VENDOR: dict[str, str] = {}  # where the sender of this test posts to


def sender(*, number: str, words: str, key: str) -> None:
    """As a house would write it for its vendor: one POST, a short patience, an idempotency key."""
    data = json.dumps({"number": number, "words": words, "key": key}).encode()
    request = urllib.request.Request(VENDOR["url"], data=data, method="POST")  # noqa: S310  # our own server
    with urllib.request.urlopen(request, timeout=0.15):  # noqa: S310  # the same
        pass


class Vendor:
    """Refuses 3 of 10 with 503, takes 1 of 10 and never answers, is away when told so."""

    def __init__(self) -> None:
        self.dice, self.away, self.asked = random.Random(24), False, 0  # noqa: S311  # a fault now and then
        self.taken: dict[str, str] = {}  # by key: what a telephone shows
        self.doubles = 0
        self.lock = threading.Lock()

    def answer(self, message: dict[str, str]) -> int:
        with self.lock:
            self.asked += 1
            luck = self.dice.random()
            if self.away or luck < 0.3:
                return 503
            self.doubles += message["key"] in self.taken
            self.taken[message["key"]] = message["words"]
            return 0 if luck < 0.4 else 200


@pytest.fixture
def vendor(settings):
    keeper = Vendor()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = keeper.answer(json.loads(body))
            if status == 0:
                threading.Event().wait(0.3)
                return
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    often = {"poll_interval": 0.01}
    threading.Thread(target=server.serve_forever, kwargs=often, daemon=True).start()
    VENDOR["url"] = f"http://127.0.0.1:{server.server_port}/"
    settings.SMS_SENDER = f"{__name__}.sender"
    yield keeper
    server.shutdown()
    server.server_close()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def events(world, vendor, now):
    safety.phones(world, now)
    safety.on_call(world, now)
    students = [make_student(world.classroom, f"禾苗{n}") for n in range(EVENTS)]
    return [
        safety.raised(world, now, student=student, evidence={"origin": f"x:{n}"})
        for n, student in enumerate(students)
    ]


def live_through(now, minutes, start=0):
    """The clock's two jobs, once a minute."""
    for minute in range(start, start + minutes):
        at = now + minute * MINUTE
        release_stuck(at=at)
        send_due(at=at)
        ring_due(at=at)


def texts():
    return Delivery.objects.filter(channel=Channel.SMS)


def test_unanswered_events_reach_everybody_once_and_no_text_says_anything(
    world, vendor, events, now
) -> None:
    live_through(now, 36)
    for event in SafetyEvent.objects.all():
        first = SafetyAlert.objects.filter(event=event, round=0)
        assert first.count() == 6
        assert event.unanswered_at is not None
    live_through(now, 60, start=36 + 60)  # long after: what was tried again has come to an end
    stopped = texts().filter(state=State.QUEUED, attempts=0)
    assert not stopped.exists()
    sent = {str(pk) for pk in texts().filter(state=State.SENT).values_list("pk", flat=True)}
    assert sent <= set(vendor.taken)
    said = " ".join(vendor.taken.values())
    names = [event.student.name for event in events] + [world.school.name, safety.CANARY]
    assert [word for word in (*names, *RISK) if word in said] == []
    assert vendor.doubles <= texts().filter(attempts__gt=1).count()


def test_while_the_vendor_is_away_the_list_is_rung_to_its_end_and_nothing_is_lost(
    world, vendor, events, now
) -> None:
    vendor.away = True
    live_through(now, 36)
    assert vendor.taken == {}
    assert SafetyEvent.objects.filter(unanswered_at=None).count() == 0
    assert SafetyAlert.objects.filter(round=0).count() == 6 * EVENTS
    assert not texts().filter(state=State.SENT).exists()
    vendor.away = False
    for event in events:
        acting.acknowledge(event=event, by=world.ld, at=now + 36 * MINUTE)
    for minute in range(60, 14 * 60, 30):  # the waits grow to twelve hours, then it is given up
        send_due(at=now + minute * MINUTE)
    left = texts().exclude(state=State.SENT)
    assert set(left.values_list("state", flat=True)) <= {State.QUEUED, State.FAILED}
    assert texts().filter(state=State.SENT).count() > texts().count() * 0.9
    rung = SafetyAlert.objects.count()
    assert ring_due(at=now + 15 * 60 * MINUTE) == 0
    assert SafetyAlert.objects.count() == rung


def test_a_final_state_never_moves_back(vendor, events, now) -> None:
    live_through(now, 12)
    before = dict(texts().filter(state=State.SENT).values_list("pk", "done_at"))
    assert before
    for delivery in texts().filter(state=State.SENT):
        send_due(at=now + 13 * MINUTE, notice_id=delivery.notice_id)
    release_stuck(at=now + 14 * MINUTE)
    after = dict(texts().filter(pk__in=before).values_list("pk", "done_at"))
    assert after == before
