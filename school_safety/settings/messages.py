"""Who carries messages out of the house (SMS_…, WECOM_NOTICE_…): nobody unless named, and whole."""

from collections.abc import Mapping
from typing import Any

from .elsewhere import refuse, safe

NEEDED = {
    "aliyun": {"id": "KEY_ID", "secret": "KEY_SECRET", "sign": "SIGN", "templates": "TEMPLATES"},
    "tencent": {
        "id": "SECRET_ID",
        "secret": "SECRET_KEY",
        "app": "APP_ID",
        "sign": "SIGN",
        "templates": "TEMPLATES",
    },
}
ENDPOINTS = {
    "aliyun": "https://dysmsapi.aliyuncs.com",
    "tencent": "https://sms.tencentcloudapi.com",
}
# What a text message can say; each is one template that the vendor has approved.
FAMILIES = ("code", "ring", "drill", "safety", "notice")
LANGUAGES = ("zh-hans", "en")
SHORTEST_KEY = 32
WECOM = {"corp": "CORP", "secret": "SECRET", "agent": "AGENT"}
WECOM_PUBLIC = "https://qyapi.weixin.qq.com"


def sms(environ: Mapping[str, str]) -> dict[str, Any]:
    """The vendor of text messages that SMS_VENDOR names, whole; half of it is refused."""
    vendor = _said(environ, "SMS_VENDOR")
    if not vendor:
        return {}
    if vendor not in NEEDED:
        refuse(f"SMS_VENDOR must be one of {', '.join(NEEDED)}, not {vendor!r}.")
    if _said(environ, "SMS_SENDER"):
        refuse("SMS_VENDOR and SMS_SENDER: text messages leave by one of them, not both.")
    prefix = f"SMS_{vendor.upper()}_"
    found: dict[str, Any] = {
        key: _said(environ, prefix + word) for key, word in NEEDED[vendor].items()
    }
    _whole(prefix, NEEDED[vendor], found, vendor)
    found["templates"] = _templates(prefix, found["templates"])
    found["endpoint"] = _address(environ, f"{prefix}ENDPOINT", ENDPOINTS[vendor])
    found["region"] = _said(environ, f"{prefix}REGION") or "ap-guangzhou"
    found["callback"] = _said(environ, "SMS_CALLBACK_KEY")
    if not found["callback"].isalnum() or len(found["callback"]) < SHORTEST_KEY:
        refuse(f"SMS_CALLBACK_KEY must be {SHORTEST_KEY} or more random letters and figures.")
    return {"vendor": vendor, **found}


def wecom_notice(environ: Mapping[str, str]) -> dict[str, str]:
    """The application that sends 学校通知, whole or not at all."""
    prefix = "WECOM_NOTICE_"
    found = {key: _said(environ, prefix + word) for key, word in WECOM.items()}
    if not any(found.values()):
        return {}
    _whole(prefix, WECOM, found, "the school notices of 企业微信")
    if not found["agent"].isdigit():
        refuse(f"{prefix}AGENT must be a whole number.")
    return {**found, "base": _address(environ, f"{prefix}BASE", WECOM_PUBLIC)}


def _said(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()


def _whole(prefix: str, names: Mapping[str, str], found: Mapping[str, str], what: str) -> None:
    missing = [prefix + word for key, word in names.items() if not found[key]]
    if missing:
        refuse(f"{', '.join(missing)} missing: {what} needs all of them.")


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    address = (_said(environ, name) or default).rstrip("/")
    if not safe(address):
        refuse(f"{name} must begin with https://")
    return address


def _templates(prefix: str, said: str) -> dict[str, str]:
    """`code=SMS_1,notice=SMS_2,notice.en=SMS_3` by what the message says, and in which language."""
    found = {}
    for part in filter(None, map(str.strip, said.split(","))):
        name, _equals, number = (each.strip() for each in part.partition("="))
        family, _dot, language = name.partition(".")
        if family not in FAMILIES or not number or (language and language not in LANGUAGES):
            refuse(
                f"{prefix}TEMPLATES: {part!r} is not one of {', '.join(FAMILIES)}"
                " (with .en for English), = and the vendor's number."
            )
        found[name] = number
    if "code" not in found:
        refuse(f"{prefix}TEMPLATES needs a template for code: without it nobody gets her code.")
    return found
