"""Text messages through 腾讯云短信, with its own SDK (product/382/55981 SendSms, /59177 errors)."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from tencentcloud.common.credential import Credential
from tencentcloud.common.exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.sms.v20210111 import models
from tencentcloud.sms.v20210111.sms_client import SmsClient

from .parcel import Parcel, template
from .refused import Busy, Refused, Unsure

SECONDS = 8
NEVER = frozenset(
    {
        "FailedOperation.PhoneNumberInBlacklist",
        "InvalidParameterValue.IncorrectPhoneNumber",
        "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter",
        "UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber",
        "UnsupportedOperation.UnsupportedRegion",
    }
)
DARK = ("ClientNetworkError", "ServerNetworkError", "InternalError")  # taken? nobody knows
# What was taken shows once the telephone network has reported; until then nothing can be told.
SHOWS_WITHIN = timedelta(minutes=15)
URGENT = frozenset({"ring", "safety"})
EARLIER = timedelta(minutes=1)  # their clock and ours


@cache
def _client(key: str, secret: str, region: str, endpoint: str) -> SmsClient:
    place = urlsplit(endpoint)
    http = HttpProfile(protocol=place.scheme, endpoint=place.netloc, reqTimeout=SECONDS)
    return SmsClient(Credential(key, secret), region, ClientProfile(httpProfile=http))


class Tencent:
    """`said`: settings.SMS."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.said = said
        self.client = _client(said["id"], said["secret"], said["region"], said["endpoint"])

    def carry(self, parcel: Parcel) -> str:
        """One SendSms; its SerialNo names the message in the report."""
        request = models.SendSmsRequest()
        request.SmsSdkAppId, request.SignName = self.said["app"], self.said["sign"]
        request.TemplateId = template(self.said["templates"], parcel)
        request.TemplateParamSet = list(parcel.params.values())
        request.PhoneNumberSet = [_number(parcel.number)]
        request.SessionContext = parcel.key
        try:
            status = self.client.SendSms(request).SendStatusSet[0]
        except TencentCloudSDKException as error:
            raise _meaning(error.code) from None
        if status.Code == "Ok":
            return status.SerialNo or ""
        raise _meaning(status.Code)

    def taken(self, parcel: Parcel, *, since: datetime, at: datetime) -> bool:
        """Asked by number and time. A row with another message's context is another message.

        The context comes back only where Tencent has switched that on. A row without one may be
        ours: then only what is urgent goes again.
        """
        request = models.PullSmsSendStatusByPhoneNumberRequest()
        request.SmsSdkAppId, request.PhoneNumber = self.said["app"], _number(parcel.number)
        request.BeginTime = int((since - EARLIER).timestamp())
        request.EndTime = int(at.timestamp())
        request.Offset, request.Limit = 0, 100
        try:
            rows = self.client.PullSmsSendStatusByPhoneNumber(request).PullSmsSendStatusSet or []
        except TencentCloudSDKException as error:
            raise Busy(error.code) from None
        patient = parcel.family not in URGENT
        mine = [
            row
            for row in rows
            if row.SessionContext == parcel.key or (patient and not row.SessionContext)
        ]
        if any(row.ReportStatus == "FAIL" for row in mine):
            code = "reported"
            raise Refused(code)
        if not mine and at - since < SHOWS_WITHIN:
            code = "not_shown_yet"
            raise Busy(code)
        return bool(mine)


def _meaning(code: str | None) -> Exception:
    said = code or "odd"
    if said in NEVER:
        return Refused(said)
    return Unsure(said) if said.startswith(DARK) else Busy(said)


def _number(number: str) -> str:
    if len(number) == 11 and number.startswith("1"):
        return f"+86{number}"
    if number.startswith("+"):
        return number
    code = "not_mobile"
    raise Refused(code)
