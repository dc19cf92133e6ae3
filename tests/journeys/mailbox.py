"""The mails of a demo: files under its home, one for each time that something was sent."""

import re
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

PATIENCE = 20.0  # seconds until a mail has been written
RULER = re.compile(rb"\n-{79}\n")


@dataclass(frozen=True)
class Mailbox:
    """Mails as a person finds them."""

    folder: Path

    def letters(self, address: str) -> list[EmailMessage]:
        """Everything that was sent to the address, the latest last."""
        found = []
        for file in sorted(self.folder.glob("*"), key=lambda path: path.stat().st_mtime):
            parts = (part for part in RULER.split(file.read_bytes()) if part.strip())
            mails = (message_from_bytes(part.lstrip(), policy=policy.default) for part in parts)
            found += [mail for mail in mails if address in str(mail["To"])]
        return found

    def wait(self, address: str, count: int = 1) -> EmailMessage:
        """The latest of at least ``count`` mails to the address."""
        until = time.monotonic() + PATIENCE
        while len(self.letters(address)) < count and time.monotonic() < until:
            time.sleep(0.2)
        return self.letters(address)[count - 1]


def link_in(mail: EmailMessage) -> str:
    """The address that the mail asks to open."""
    body = mail.get_body(("plain",))
    assert body is not None
    return re.search(r"https?://\S+", body.get_content())[0]
