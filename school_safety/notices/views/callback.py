"""The door at which vendors of text messages tell what became of them."""

import hmac
import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from school_safety.access.gate import public
from school_safety.kernel.refusals import Absent
from school_safety.limits.door import limited
from school_safety.notices.actions import hear
from school_safety.notices.channels import callbacks

logger = logging.getLogger(__name__)


@csrf_exempt  # another house's server, which proves itself by the address and by our own marks
@public("a vendor of text messages reports; the address is a secret, each report carries our mark")
@require_POST
@limited("vendor.callback")
def sms_callback(request: HttpRequest, key: str) -> HttpResponse:
    """A wrong address is no address; a report that we never gave out is refused, whole."""
    said = settings.SMS
    if not said or not hmac.compare_digest(key.encode(), said["callback"].encode()):
        raise Absent
    body = request.read(callbacks.MOST_BYTES + 1)
    try:
        if len(body) > callbacks.MOST_BYTES:
            raise callbacks.Garbled
        hear(callbacks.read(said["vendor"], body), at=timezone.now())
    except callbacks.Garbled:
        logger.warning("sms %s: a report that could not be believed", said["vendor"])
        return HttpResponse("refused", content_type="text/plain", status=403)
    return JsonResponse(callbacks.HEARD[said["vendor"]])
