"""People before the pages of a service, in a browser whose questions are answered in this process."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page

from balai.foundation.accounts.api import Term, grant_role
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.regions.api import regency
from tests.browser import DESK, HEIGHTS, PHONE, check_axe, check_width, outside_the_loop, shoot
from tests.journeys import people
from tests.services.papers import Answers, Paper
from tests.window import Window

IDS = re.compile(r"[0-9a-f-]{36}")
CASE = re.compile(r"/permohonan/([0-9a-f-]{36})/")


@dataclass
class Walk:
    """Everybody with a browser of their own; each page that they stop at is looked at in both widths."""

    window: Window
    new_page: Callable[..., Page]
    scan: Path
    pages: dict[str, Page] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)  # addresses, whichever thing they are about

    def page(self, who: str) -> Page:
        """The browser of a demo account: citizens hold a phone, officers sit at a desk."""
        if who not in self.pages:
            page = self.pages[who] = self.new_page(PHONE if who.startswith("warga") else DESK)
            with outside_the_loop():
                client = sign_in(Client(), User.objects.get(username=who))
            self.window.give(page.context, {name: one.value for name, one in client.cookies.items()})
        return self.pages[who]

    def go(self, who: str, path: str) -> Page:
        """Open a page and look at it."""
        page = self.page(who)
        assert self.window.go(page, path) == 200
        self.look(page)
        return page

    def look(self, page: Page) -> None:
        """What holds for every page: nothing to scroll sideways in both widths, no finding of axe at first sight."""
        own = page.viewport_size
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            check_width(page)
        name = IDS.sub("", urlsplit(page.url).path) + page.locator("h1").first.inner_text()
        if name not in self.seen:
            self.seen.add(name)
            check_axe(page)
        if own:
            page.set_viewport_size(own)

    def apply(self, who: str, paper: Paper) -> str:
        """From the page of the service through all steps to the case; its id."""
        page = self.go(who, f"/layanan/{paper.slug}/")
        page.get_by_role("link", name="Ajukan sekarang").click()
        page.locator("main button[type=submit].btn-primary").first.click()
        people.go_on(page)
        for answers in paper.steps:
            self.look(page)
            self.write(page, answers)
            people.go_on(page)
        self.look(page)
        page.get_by_role("button", name="Kirim permohonan").click()
        page.wait_for_url(CASE)
        self.look(page)
        found = CASE.search(page.url)
        assert found
        return found[1]

    def write(self, page: Page, answers: Answers) -> None:
        """Put the answers into the form of the page, in their order."""
        for name, value in answers.items():
            entry = page.locator(f"main [name={name}]").first
            entry.wait_for(state="attached")
            self._put(page, entry, name, value)

    def _put(self, page: Page, entry: Locator, name: str, value: str) -> None:
        """However the question is drawn."""
        kind = entry.evaluate("entry => entry.type")
        if kind == "radio":
            page.check(f"main [name={name}][value={value}]")
        elif kind == "checkbox":
            entry.check()
        elif kind == "file":
            entry.set_input_files(self.scan)
        elif kind == "select-one":
            entry.select_option(value)
        else:
            entry.fill(value)

    def case(self, who: str, case_id: str) -> Page:
        """The page of the case: the applicant's own, or the officer's."""
        return self.go(
            who, f"/permohonan/{case_id}/" if who.startswith("warga") else f"/kerja/perkara/{case_id}/"
        )

    def decide(self, who: str, case_id: str, label: str, **asked: str) -> Page:
        """An officer opens the case, chooses the action, writes what it asks, and takes it."""
        page = self.case(who, case_id)
        name = re.compile(f"^{re.escape(label)}$")
        main = page.locator("main")
        main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).first.click()
        page.wait_for_load_state()
        if "/tindakan/" in page.url:
            self._confirm(page, asked)
        return page

    def _confirm(self, page: Page, asked: Answers) -> None:
        self.look(page)
        if page.locator("form#langkah").count():
            self.write(page, asked)
            people.go_on(page)
            self.look(page)
        else:
            self.write(page, asked)
        page.locator("button[form=tindakan]").first.click()
        page.wait_for_load_state()

    def delegate(self, who: str, role: str, agency: str, basis: str) -> None:
        """The administrator assigns somebody to act for the holder of a role, for a week."""
        with outside_the_loop():
            today = timezone.localdate()
            term = Term(today, today + timedelta(days=7), "delegasi", basis)
            unit = unit_by_code(f"{regency().code}/{agency}")
            admin, person = (User.objects.get(username=name) for name in ("admin", who))
            grant_role(actor_of(admin), person.pk, role, unit.id, term)

    def picture(self, who: str, name: str) -> None:
        """Keep pictures of the page as it stands, in both widths."""
        page = self.page(who)
        own = page.viewport_size
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            shoot(page, name)
        if own:
            page.set_viewport_size(own)
