"""Every component in every state, for whoever builds a page; only in demo and development."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest) -> HttpResponse:
    """The gallery in the portal's room."""
    return render(request, "core/gallery.html")
