"""Finding whoever else stands in a text, and putting another word in her place.

It finds names of the school's roster (also given names, names with spaces in them, and surnames
with a title), phone and identity numbers, accounts and addresses. It cannot know a nickname: so a
person reads the preview, and may name more words. Plain Python; presenters give the other words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

STUDENT, GUARDIAN, STAFF, TITLE = "student", "guardian", "staff", "title"
PHONE, NUMBER, ACCOUNT, ADDRESS, WORD = "phone", "number", "account", "address", "word"
OWN = "own"

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧"
)
STAFF_TITLES = "老师|主任|校长|书记|辅导员"
OTHER_TITLES = (
    "医生|警官|同学|妈妈|爸爸|奶奶|爷爷|外婆|外公|阿姨|叔叔|家长|母亲|父亲|姐姐|哥哥|弟弟|妹妹"
)
STREET = "路|街|大道|巷|弄|胡同|村|镇|小区|花园|新村|苑|公寓|大厦"
DOOR = "号楼|号|栋|幢|座|单元|室|弄|组|楼|层"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (ACCOUNT, re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")),
    (
        ACCOUNT,
        re.compile(
            r"(?:微信|抖音|快手|账号|群号|昵称|网名|wechat|qq|id)(?:号|群)?\s*[:：是为]?\s*"
            r"(?P<only>[a-z0-9_-]{4,})"
        ),
    ),
    (NUMBER, re.compile(r"(?<![0-9])[0-9]{17}[0-9x](?![0-9])|(?<![0-9])[0-9]{15}(?![0-9])")),
    (PHONE, re.compile(r"(?<![0-9])(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]){8}(?![0-9])")),
    (PHONE, re.compile(r"(?<![0-9])(?:0[0-9]{2,3}[ -]?)?[0-9]{7,8}(?![0-9])")),
    (
        ADDRESS,
        re.compile(
            rf"(?:[\u4e00-\u9fff]{{1,12}}?(?:{STREET}))+(?:[0-9]+|[一二三四五六七八九十百]+)"
            rf"(?:{DOOR})(?:[0-9一二三四五六七八九十-]+(?:{DOOR})?)*"
        ),
    ),
    (TITLE, re.compile(rf"[{SURNAMES}](?:{STAFF_TITLES}|{OTHER_TITLES})")),
)
LEADS = re.compile(r"^.*(?:住在|地址是|地址|住址|在|住|到|去|是|的)")
GAPS = frozenset(" \t\r\n\u3000\u00a0\u00b7\u2022\u30fb\u200b\u200c\u200d\ufeff")


@dataclass(frozen=True)
class Name:
    """Somebody of the roster. `locked`: she wrote a concern, and never leaves the house."""

    text: str
    kind: str
    key: str
    locked: bool = False


@dataclass(frozen=True)
class Found:
    """A place in a text; all places with one key get one and the same answer."""

    start: int
    end: int
    kind: str
    key: str
    locked: bool = False


def find(text: str, names: "Register") -> list[Found]:
    """Everything in this text that tells of somebody else, in order and without overlaps."""
    flat = "".join(_plain(sign) for sign in text)
    return _settled([*names.places(flat), *_patterns(flat, names)])


def _plain(sign: str) -> str:
    """Full width becomes half width; what would become longer stays."""
    folded = unicodedata.normalize("NFKC", sign).casefold()
    return folded if len(folded) == 1 else sign


def _patterns(flat: str, names: "Register") -> Iterable[Found]:
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(flat):
            start, end = match.span("only") if "only" in pattern.groupindex else match.span()
            if kind == ADDRESS and (lead := LEADS.match(flat[start:end])):
                start += len(lead[0])
            said = flat[start:end]
            if kind == TITLE and (person := names.titled(said)):
                yield replace(person, start=start, end=end)
            else:
                yield Found(start, end, kind, f"{kind}:{re.sub(r'[ -]', '', said)}")


def _settled(places: list[Found]) -> list[Found]:
    """Where two overlap, the longer one stands; what sticks out of it is covered as well."""
    kept: list[Found] = []
    for place in sorted(places, key=lambda each: (each.start, -each.end, each.kind != OWN)):
        last = kept[-1] if kept else None
        if last is None or place.start >= last.end:
            kept.append(place)
        elif place.end > last.end:
            main = last if last.kind != OWN else place
            kept[-1] = replace(main, start=last.start, end=place.end, locked=_either(last, place))
        elif last.kind != OWN and place.locked:
            kept[-1] = replace(last, locked=True)
    return [place for place in kept if place.kind != OWN]


def _either(first: Found, second: Found) -> bool:
    return first.locked or second.locked


class Register:
    """The names to look for: whole ones, given names, and surnames of colleagues with a title."""

    def __init__(self, names: Iterable[Name], own: Iterable[str] = ()) -> None:
        self.known: dict[str, Name] = {}
        self.titles: dict[str, Name] = {}
        self.shared: dict[str, set[str]] = {}
        kept = [_squeezed(each) for each in own if each]
        for each in kept:
            self.known[each] = Name(each, OWN, OWN)
        spoken = {given for each in kept if (given := _given(each))}
        for name in names:
            whole = _squeezed(name.text)
            if len(whole) < 2 or self.known.get(whole, name).kind == OWN:
                continue
            self._add(self.known, whole, name)
            given = _given(whole)
            if given and given not in spoken and name.kind != WORD:
                self._add(self.known, given, name)
            if name.kind == STAFF and not whole.isascii():
                self._add(self.titles, whole[0], name)
        self.lengths = sorted({len(each) for each in self.known}, reverse=True)

    def _add(self, table: dict[str, Name], text: str, name: Name) -> None:
        """Two people of one name become one person; if either is locked, both are."""
        old = table.get(text)
        if old is None or old.key == name.key:
            table[text] = Name(text, name.kind, name.key, name.locked or bool(old and old.locked))
        elif old.kind != OWN:
            self.shared.setdefault(f"shared:{text}", {old.key}).add(name.key)
            table[text] = Name(text, old.kind, f"shared:{text}", old.locked or name.locked)

    def places(self, flat: str) -> Iterable[Found]:
        """Every name in the text; spaces, dots and invisible signs inside a name do not hide it."""
        where = [index for index, sign in enumerate(flat) if sign not in GAPS]
        packed = "".join(flat[index] for index in where)
        for at in range(len(packed)):
            for length in self.lengths:
                name = self.known.get(packed[at : at + length])
                if name is None or at + length > len(packed):
                    continue
                start, end = where[at], where[at + length - 1] + 1
                if not name.text.isascii() or _stands_alone(flat, start, end):
                    yield Found(start, end, name.kind, name.key, name.locked)
                    break

    def titled(self, said: str) -> Found | None:
        """Which colleague a surname with a title may mean; a locked one where it may be her."""
        name = self.titles.get(said[0])
        if name is None or not re.search(rf"(?:{STAFF_TITLES})$", said):
            return None
        return Found(0, 0, name.kind, name.key, name.locked)


def _squeezed(name: str) -> str:
    return "".join(_plain(sign) for sign in name if sign not in GAPS)


def _given(whole: str) -> str:
    """What friends call her, where that is at least two signs."""
    return "" if whole.isascii() or len(whole) not in (3, 4) else whole[-2:]


def _stands_alone(flat: str, start: int, end: int) -> bool:
    around = flat[max(start - 1, 0) : start], flat[end : end + 1]
    return not any(sign.isascii() and sign.isalnum() for sign in around)


def _told_apart(read: list[list[Found]], names: Register) -> list[list[Found]]:
    """A name that several people bear is hers who is met by her whole name, if that is one."""
    met = {place.key for places in read for place in places}

    def who(place: Found) -> Found:
        known = names.shared.get(place.key, set()) & met
        return replace(place, key=known.pop()) if len(known) == 1 else place

    return [[who(place) for place in places] for places in read]


class Reading:
    """Texts of one document, read once: who is met, as which number, and in which places."""

    def __init__(self, texts: Sequence[str], names: Register) -> None:
        self.texts = texts
        self.places = _told_apart([find(text, names) for text in texts], names)
        self.met: dict[str, tuple[Found, int]] = {}
        counts: dict[str, int] = {}
        for place in (each for places in self.places for each in places):
            first = self.met.get(place.key)
            if first is None:
                counts[place.kind] = counts.get(place.kind, 0) + 1
                self.met[place.key] = place, counts[place.kind]
            elif place.locked and not first[0].locked:
                self.met[place.key] = replace(first[0], locked=True), first[1]

    def pieces(
        self, index: int, kept: frozenset[str], label: Callable[[str, int], str]
    ) -> list[tuple[str, bool]]:
        """A text in pieces; the second of each pair says whether a word was put in its place."""
        text, made, done = self.texts[index], [], 0
        for place in self.places[index]:
            first, number = self.met[place.key]
            if place.key in kept and not first.locked:
                continue
            if place.start > done:
                made.append((text[done : place.start], False))
            made.append((label(first.kind, number), True))
            done = place.end
        if done < len(text):
            made.append((text[done:], False))
        return made

    def contexts(self, around: int = 12) -> dict[str, list[str]]:
        """Where each key stands, with a few signs before and after it."""
        shown: dict[str, list[str]] = {key: [] for key in self.met}
        for text, places in zip(self.texts, self.places, strict=True):
            for place in places:
                left, right = max(place.start - around, 0), place.end + around
                before, after = "…" if left else "", "…" if right < len(text) else ""
                shown[place.key].append(f"{before}{text[left:right]}{after}")
        return shown
