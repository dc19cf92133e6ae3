"""What people do about their account, in the words of the pages."""

from playwright.sync_api import Page

PASSWORD = "pasar-pagi-buta"


def register(page: Page, site: str, address: str, password: str = PASSWORD) -> None:
    """The form of a citizen with e-mail."""
    page.goto(f"{site}/daftar/")
    page.fill("input[name=full_name]", "Ratna Dewi")
    page.fill("input[name=email]", address)
    page.fill("input[name=password1]", password)
    page.check("input[name=consent]")
    page.get_by_role("button", name="Daftar", exact=True).click()
    page.wait_for_load_state()


def try_to_sign_in(page: Page, site: str, name: str, password: str) -> None:
    """The sign-in form, whatever comes of it."""
    page.goto(f"{site}/masuk/")
    page.fill("input[name=login]:not([type=hidden])", name)
    page.fill("input[name=password]:not([type=hidden])", password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_load_state()


def choose_password(page: Page, password: str, button: str) -> None:
    """A new password, twice."""
    page.fill("input[name=password1]", password)
    page.fill("input[name=password2]", password)
    page.get_by_role("button", name=button).click()
    page.wait_for_load_state()


def is_signed_in(page: Page, site: str) -> bool:
    """Whether the page of the account opens."""
    page.goto(f"{site}/akun/")
    return page.url == f"{site}/akun/"
