"""What is remembered of how families are reached. Never to whom, never about what."""

from .event import Event

WISH_SET = Event(
    "notices.wish.set",
    "{actor} 选了怎样收学校的消息",
    "{actor} chose how to hear from the school",
)
TEXTS_STOPPED = Event(
    "notices.texts.stopped",
    "{actor} 回短信退订了不急的短信",
    "{actor} answered STOP: no more text messages that are not urgent",
)
TEXTS_WANTED = Event(
    "notices.texts.wanted",
    "{actor} 又开通了短信",
    "{actor} asked for text messages again",
)
PAPER_HANDED_OUT = Event(
    "notices.paper.handed",
    "{actor} 打印了没送到的消息",
    "{actor} printed messages that had not arrived",
)
