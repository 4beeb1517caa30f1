"""What is remembered of the chronology and of what leaves the house on paper."""

from .event import Event


def _event(code: str, zh: str, en: str, s: int = 4) -> Event:
    return Event(f"interventions.{code}", zh, en, s=s)


STORY_MARKED = _event(
    "story.marked",
    "{actor} 把经过里的一条标为重要",
    "{actor} marked an entry of a chronology as significant",
)
STORY_UNMARKED = _event(
    "story.unmarked",
    "{actor} 去掉了经过里的一个重要标记",
    "{actor} took a mark off an entry of a chronology",
)
STORY_PRINTED = _event(
    "story.printed",
    "{actor} 打印了个案的经过（{reason}）",
    "{actor} printed the chronology of a case ({reason})",
)
EXPORT_DRAFTED = _event(
    "export.drafted", "{actor} 起草了一份要交出去的材料", "{actor} drafted an export of a case"
)
EXPORT_MENDED = _event(
    "export.mended",
    "{actor} 定下材料里留下几个名字（{count} 个）",
    "{actor} decided how many names stay in an export ({count})",
)
EXPORT_ASKED = _event(
    "export.asked",
    "{actor} 今天已经交出 10 份，这一份等第二个人同意",
    "{actor} has made 10 exports today; this one waits for a second person",
)
EXPORT_MADE = _event(
    "export.made",
    "{actor} 做好一份交出去的材料（{kind}）",
    "{actor} made an export of a case ({kind})",
)
EXPORT_REFUSED = _event(
    "export.refused", "{actor} 没有同意交出一份材料", "{actor} refused an export of a case"
)
EXPORT_FETCHED = _event(
    "export.fetched",
    "{actor} 第 {count} 次取了交出去的材料",
    "{actor} fetched an export of a case (time {count})",
)
EXPORT_FORGOTTEN = _event(
    "export.forgotten",
    "交出去的材料到期，内容已删",
    "An export came to its end; its text was erased",
)
