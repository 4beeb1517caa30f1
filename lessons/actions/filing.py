"""The receipt as a sealed PDF: made at the first asking, kept for ever, the same file each time."""

import base64
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lessons.choices import Answer, LetterKind, PageKind
from lessons.models import Dispatch, Receipt, ReceiptFile, SlipScan
from lessons.queries import book
from lessons.rules import receipt_code
from school_safety.accounts import devices
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.documents import render, sealing
from school_safety.web import dates

from .booking import write_page


def file_of(*, receipt: Receipt, by: Any, at: datetime) -> bytes:
    """The sealed file; set and sealed outside the transaction that keeps it."""
    kept = ReceiptFile.objects.filter(receipt=receipt).first()
    if kept is None:
        page = render.pdf(
            "print/receipt.html", {"receipt": evidence(receipt)}, language=receipt.language
        )
        sealed = sealing.seal(page, district=receipt.district.code, reason=receipt.code)
        kept = _keep(receipt, sealed, by=by, at=at)
    return base64.b64decode(kept.content)


@transaction.atomic
def _keep(receipt: Receipt, sealed: bytes, *, by: Any, at: datetime) -> ReceiptFile:
    kept, new = ReceiptFile.objects.get_or_create(
        receipt=receipt,
        defaults={
            "district_id": receipt.district_id,
            "content": base64.b64encode(sealed).decode(),
            "sha256": sealing.sha256(sealed),
            "made_at": at,
        },
    )
    if new:
        write_page(receipt, PageKind.FILE, kept.sha256, at=at)
        record(
            events.RECEIPT_FILED,
            by=by,
            district_id=receipt.district_id,
            object_kind="lessons.receipt",
            object_id=str(receipt.pk),
            facts={"sha256": kept.sha256},
            at=at,
        )
    return kept


def evidence(receipt: Receipt) -> dict[str, Any]:
    """Who answered what, when, through which door, to exactly which words."""
    with translation.override(receipt.language):
        letter = receipt.letter
        dispatch = letter.dispatch
        words = dispatch.texts[receipt.language]
        moment = spoken_time(receipt.signed_at, receipt.language)
        return {
            "school": dispatch.school.name,
            "heading": words["title"],
            "lead": "",
            "number": receipt_code.spoken(receipt.code),
            "rows": [
                (_("学生"), f"{letter.student.name} · {dispatch.classroom.name}"),
                (_("监护人"), letter.guardian.name),
                (_("账号"), receipt.account.username),
                (_("方式"), _way(receipt)),
                *_device(receipt),
                (_("回执册"), _("第 %(page)s 页") % {"page": book.page_of(receipt)}),
            ],
            "answers": answer_words(receipt),
            "signature": receipt.signature["drawn"],
            "signed_at": moment,
            "check_url": f"{settings.PUBLIC_URL}{reverse('lessons:receipt_verify')}"
            f"?code={receipt.code}",
            "text_hash": receipt.text_hash,
        }


def _device(receipt: Receipt) -> list[tuple[str, str]]:
    kind = receipt.answers.get("device", "")
    return [(_("设备"), devices.words_of(kind))] if kind else []


def _way(receipt: Receipt) -> str:
    if receipt.channel == "phone":
        return _("老师按电话里说的记下，不是本人签名")
    if receipt.channel == "paper":
        return _("纸质回执，由学校照着扫描件录入；签名在纸上")
    if receipt.channel == "hand":
        words = _("在网页上回复；登录用的一次性码由 %(name)s 当面给")
        return words % {"name": receipt.answers["handed_by"]}
    return _("本人登录后在网页上回复")


def answer_words(receipt: Receipt) -> list[str]:
    """The answer as sentences, the typed name last."""
    dispatch = receipt.letter.dispatch
    words = dispatch.texts[receipt.language]
    said = str(receipt.answer.label)
    if "option" in receipt.answers:
        said = words["options"][receipt.answers["option"]]
    asks = dispatch.kind in (LetterKind.CONSENT, LetterKind.CHOICE, LetterKind.BOOKING)
    lines = [f"{words['ask']} {said}".strip() if asks else said]
    if receipt.channel == "phone":
        day = date.fromisoformat(receipt.answers["phoned_on"])
        lines = [_phone_words(dates.short(day), said if "option" in receipt.answers else "")]
    if receipt.channel == "paper":
        lines.append(_paper_words(receipt))
    if receipt.answers.get("note"):
        lines.append(_("您说：%(words)s") % {"words": receipt.answers["note"]})
    if receipt.answers["call"]:
        lines.append(_("请老师给我打电话"))
    if receipt.signature["typed"]:
        lines.append(_("签名：%(name)s") % {"name": receipt.signature["typed"]})
    return lines


def kept_words(dispatch: Dispatch, scan: SlipScan) -> list[str]:
    """What a further paper says that changed nothing."""
    said, words = scan.said or {}, dispatch.text(get_language() or "zh-hans")[1]
    picked = str(Answer(said["answer"]).label)
    lines = [words["options"][said["option"]] if "option" in said else picked]
    lines += [_("您说：%(words)s") % {"words": said["note"]}] if said["note"] else []
    return [*lines, _("请老师给我打电话")] if said["call"] else lines


def _phone_words(day: str, option: str) -> str:
    if not option:
        return _("电话记录（不是签名）：%(day)s，家长在电话里说读过了") % {"day": day}
    words = _("电话记录（不是签名）：%(day)s，家长在电话里选的是：%(option)s")
    return words % {"day": day, "option": option}


def _paper_words(receipt: Receipt) -> str:
    said = receipt.answers
    day = dates.short(date.fromisoformat(said["paper_on"])) if said["paper_on"] else _("没写")
    if not said["signed"]:
        return _("纸质回执（没有签名），纸上的日期：%(day)s") % {"day": day}
    name = said["signer"] or _("认不出的字")
    facts = {"day": day, "name": name}
    return _("纸质回执，签的是：%(name)s，纸上的日期：%(day)s") % facts


def spoken_time(moment: datetime, language: str) -> str:
    """2026 年 11 月 21 日 09:40, or 21 November 2026, 09:40; always Shanghai time."""
    here = localtime(moment)
    if language == "en":
        return f"{here.day} {here:%B %Y, %H:%M:%S} (UTC+8)"
    return f"{here.year} 年 {here.month} 月 {here.day} 日 {here:%H:%M:%S}（北京时间）"
