"""Where banks call: no session, a small body, kept before it is answered."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from balai.services.payments.actions.answer_call import Call, Refused, take_call
from balai.services.payments.adapters.signatures import SIGNATURE, TIMESTAMP

LARGEST_BODY = 16_384


@csrf_exempt
@require_POST
def call(request: HttpRequest, adapter: str) -> JsonResponse:
    """202 when the call is kept; booking follows in a job. Why a call is refused stands in the answer in one word."""
    try:
        take_call(
            Call(
                adapter,
                request.headers.get(TIMESTAMP, ""),
                request.headers.get(SIGNATURE, ""),
                _body(request),
            )
        )
    except Refused as refusal:
        return JsonResponse({"refused": refusal.why}, status=refusal.status)
    return JsonResponse({"taken": True}, status=202)


def _body(request: HttpRequest) -> bytes:
    """The bytes as they came. Raises Refused for more than a call may have, without reading them."""
    length = request.headers.get("Content-Length") or "0"
    if not length.isdigit() or int(length) > LARGEST_BODY:
        raise Refused(413, "size")
    return request.body
