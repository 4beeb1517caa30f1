"""Text messages through 阿里云短信服务, with its own SDK.

Its documents (api-dysmsapi-2017-05-25-sendsms, -querysenddetails) say that doubles are not folded,
that the SDK must not try again by itself, and that after a time-out one asks what became of it.
"""

import json
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from alibabacloud_dysmsapi20170525 import models
from alibabacloud_dysmsapi20170525.client import Client
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.runtime import RuntimeOptions
from django.utils import timezone

from .parcel import Parcel, template
from .refused import Busy, Refused, Unsure

CONNECT, READ = 4000, 8000  # milliseconds
NEVER = frozenset(
    {
        "isv.MOBILE_NUMBER_ILLEGAL",
        "isv.MOBILE_COUNT_OVER_LIMIT",
        "isv.BLACK_KEY_CONTROL_LIMIT",
        "isv.DENY_IP_RANGE",
        "MOBILE_IN_BLACK",
    }
)
AWAY = 503
FAILED = 2  # of a message that was taken: the network could not bring it
PAGE = 50


@cache
def _client(key: str, secret: str, endpoint: str) -> Client:
    place = urlsplit(endpoint)
    return Client(
        Config(
            access_key_id=key,
            access_key_secret=secret,
            endpoint=place.netloc,
            protocol=place.scheme.upper(),
        )
    )


class Aliyun:
    """`said`: settings.SMS."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.said = said
        self.client = _client(said["id"], said["secret"], said["endpoint"])
        self.once = RuntimeOptions(autoretry=False, connect_timeout=CONNECT, read_timeout=READ)

    def carry(self, parcel: Parcel) -> str:
        """One SendSms; OutId comes back in the report."""
        request = models.SendSmsRequest(
            phone_numbers=_number(parcel.number),
            sign_name=self.said["sign"],
            template_code=template(self.said["templates"], parcel),
            template_param=json.dumps(parcel.params) if parcel.params else None,
            out_id=parcel.key,
        )
        answer = self._ask(self.client.send_sms_with_options, request)
        if answer.code == "OK":
            return answer.biz_id or ""
        raise (Refused if answer.code in NEVER else Busy)(answer.code or "odd")

    def taken(self, parcel: Parcel, *, since: datetime, at: datetime) -> bool:
        """Asked by number and day; the row with our OutId is this message."""
        day = timezone.localtime(since).date()
        while day <= timezone.localtime(at).date():
            for row in self._sent(_number(parcel.number), f"{day:%Y%m%d}"):
                if row.out_id == parcel.key:
                    if row.send_status == FAILED:
                        raise Refused(row.err_code or "failed")
                    return True
            day += timedelta(days=1)
        return False

    def _sent(self, number: str, day: str) -> list[Any]:
        request = models.QuerySendDetailsRequest(
            phone_number=number, send_date=day, page_size=PAGE, current_page=1
        )
        answer = self._ask(self.client.query_send_details_with_options, request, asking=True)
        if answer.code != "OK":
            raise Busy(answer.code or "odd")
        rows = answer.sms_send_detail_dtos
        return list(rows.sms_send_detail_dto or []) if rows else []

    def _ask(self, call: Any, request: Any, *, asking: bool = False) -> Any:
        """What was refused at the door (below 500, 503) was surely not taken; else nobody knows."""
        try:
            return call(request, self.once).body
        except AlibabaCloudException as error:
            code = str(error.code or error.status_code)
            status = error.status_code or 500
            if asking or status < 500 or status == AWAY:
                raise Busy(code) from None
            raise Unsure(code) from None
        except Exception as error:
            raise (Busy if asking else Unsure)(type(error).__name__) from None


def _number(number: str) -> str:
    """As the vendor wants it: eleven figures at home, country and number without + abroad."""
    if len(number) == 11 and number.startswith("1"):
        return number
    if number.startswith("+"):
        return number[1:]
    code = "not_mobile"
    raise Refused(code)
