"""What the case is handed: a snapshot in whole sentences, and the way back to the answers."""

from collections.abc import Sequence
from typing import Any

from interventions.choices import Level, Source
from surveys.choices import Validity
from surveys.models import Invitation, Response
from surveys.queries import calibration, forms, labels
from surveys.rules import flagging
from surveys.rules.flagging import Signal
from surveys.rules.scoring import Band, Score

LEVELS: dict[str, int] = {
    flagging.NOW: Level.NOW,
    flagging.TODAY: Level.TODAY,
    flagging.WEEK: Level.WEEK,
    flagging.WATCH: Level.WATCH,
}
ASKED = {"zh": "本人想找老师聊聊。", "en": "The student would like to talk to a teacher."}
SAFETY = {
    "zh": "一道安全题需要当面问一问。",
    "en": "A safety question needs to be asked again in person.",
}
FIRST = {
    "zh": "这是纸质问卷第一遍录入时看到的，还没有第二个人核对；先来告诉您，不等核对。",
    "en": "Seen at the first reading of a paper sheet, before a second person has checked it.",
}
STATES = {
    Validity.OK: {"zh": "回答没有疑点。", "en": "No caution about the answers."},
    Validity.CAUTION: {"zh": "有一处要小心看。", "en": "One thing to read with care."},
    Validity.INVALID: {
        "zh": "回答可能不准，请再温和地问一遍。",
        "en": "The answers may not hold; please ask again gently.",
    },
}


def source_of(signals: Sequence[Signal]) -> str:
    """A talk that somebody asked for is the student's own word, not the questionnaire's."""
    if all(signal.kind == "talk" for signal in signals):
        return Source.SELF
    return Source.SCREENING


def first_reading(kind: str, origin: str) -> dict[str, Any]:
    """What a case is told of a paper sheet at once; the rest follows when two readings agree."""
    return {"origin": origin, "lines": [SAFETY if kind == "safety" else ASKED, FIRST]}


def snapshot(
    response: Response, slip: Invitation, signals: Sequence[Signal], scored: Score | None
) -> dict[str, Any]:
    """Kept with the case as it is now, whatever later happens to the answers."""
    body: dict[str, Any] = {"origin": f"surveys.response:{response.pk}", "lines": []}
    kinds = {signal.kind for signal in signals}
    if "safety" in kinds:
        body["lines"].append(SAFETY)
    if "talk" in kinds:
        body["lines"].append(ASKED)
    if scored is None or kinds == {"talk"}:
        return body
    version = forms.version(slip.wave.instrument_version_id)
    total = len(forms.form(version.pk).scored)
    met, left = len(scored.met), len(scored.open)
    title, label = version.texts["title"], labels.label(version, response.district_id)
    body["lines"] += [
        {
            "zh": f"《{title['zh-hans']}》：{total} 条里提到了 {met} 条，{left} 条没有答。",
            "en": f"{title['en']}: {met} of {total} criteria reported, {left} not answered.",
        },
        STATES[Validity(response.validity or 0)],
        *_reached(version, scored),
        {"zh": label["zh-hans"], "en": label["en"]},
    ]
    _confirmed(body, version, slip, signals)
    body["url_name"] = "surveys:response_show"
    body["url_args"] = [str(response.pk)]
    body["facts"] |= {
        "instrument": version.instrument.code,
        "version": version.number,
        "content_hash": version.content_hash,
        **_counted(scored, total),
        "validity": int(response.validity or 0),
        "wave": str(slip.wave_id),
    }
    return body


def _counted(scored: Score, total: int) -> dict[str, Any]:
    """The score in codes and counts."""
    return {
        "band": scored.band.name.lower() if scored.kept_band is not None else "",
        "met": list(scored.met),
        "of": total,
        "open": len(scored.open),
        "rules": scored.rules,
        "decided": list(scored.decided),
    }


def _reached(version: Any, scored: Score) -> list[dict[str, str]]:
    """Every published rule that was met, and which of them asks for the talk in this wave."""
    met = [
        (rule["name"], scored.band is Band.FLAGGED and rule["code"] in scored.decided)
        for rule in version.scoring.get("rules", [])
        if scored.rules.get(rule["code"])
    ]
    if not met:
        return []
    zh = [name["zh-hans"] + ("（按这条请人谈）" if decides else "") for name, decides in met]
    en = [
        name["en"] + (" (this one asks for the talk)" if decides else "") for name, decides in met
    ]
    return [
        {
            "zh": f"达到的规则：{'；'.join(zh)}。",
            "en": f"Rules that were met: {'; '.join(en)}.",
        }
    ]


def _confirmed(
    body: dict[str, Any], version: Any, slip: Invitation, signals: Sequence[Signal]
) -> None:
    """How often such a flag was confirmed here: the counselor knows how far to trust it."""
    body["facts"] = {}
    rule = next((signal.code for signal in signals if signal.kind == "cut"), "")
    if rule:
        found = calibration.share_confirmed(version, rule, slip.district_id)
        body["lines"].append(calibration.line(found))
        body["facts"] = {"confirmed": found.yes, "interviews": found.interviews, "rule": rule}
