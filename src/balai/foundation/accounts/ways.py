"""Ways onward: only to pages of this house."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode


def safe_next(request: HttpRequest) -> str:
    """The ``next`` of the request when it stays on this host, else ""."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    here = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=here, require_https=request.is_secure())
    return wanted if safe else ""


def onward(name: str, way: str) -> str:
    """The address of a page that leads to ``way`` afterwards."""
    return f"{reverse(name)}?{urlencode({'next': way})}"
