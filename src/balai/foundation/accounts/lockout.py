"""Lockout after wrong passwords, per account and address: names, address and page for axes."""

from datetime import timedelta
from math import ceil
from typing import Any

from allauth.account.adapter import get_adapter
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.foundation.accounts.backend import find_account


def account_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """One name for an account, however it was typed, so that nobody gets five attempts for each of its names."""
    given = credentials or {}
    typed = str(given.get("username") or given.get("email") or request.POST.get("login", ""))
    user = find_account(typed)
    return user.username if user else typed.strip().lower()[:150]


def client_address(request: HttpRequest) -> str:
    """The address of the client, as behind the known number of proxies; empty when there is no connection."""
    if not request.META.get("REMOTE_ADDR"):
        return ""
    return get_adapter().get_client_ip(request)


def locked_page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """429 with the minutes to wait; the same for accounts that do not exist."""
    left = minutes_left(account_name(request), client_address(request))
    return render(request, "account/locked.html", {"minutes": left}, status=429)


def minutes_left(username: str, address: str) -> int:
    """Whole minutes until the next attempt is allowed, at least one."""
    cooloff: timedelta = settings.AXES_COOLOFF_TIME
    last = (
        AccessAttempt.objects.filter(username=username, ip_address=address).order_by("-attempt_time").first()
    )
    left = last.attempt_time + cooloff - timezone.now() if last else cooloff
    return max(ceil(left.total_seconds() / 60), 1)
