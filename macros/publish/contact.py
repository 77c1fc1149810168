"""``security.txt`` (RFC 9116): where a host wants to hear of a weak spot. Only when it says so."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from macros.edition import Edition
from macros.publish.errors import BuildError

VARIABLE = "SECURITY_CONTACT"
PLACE = Path(".well-known") / "security.txt"
DAYS = 365
WRONG = "SECURITY_CONTACT moet beginnen met https:// of mailto: en op een regel passen."


def write_security_txt(folder: Path, edition: Edition) -> None:
    """Write the file for the contact in ``SECURITY_CONTACT``; without one there is no file.

    We invent nobody's address. It ends a year after the edition, as the standard asks.
    """
    contact = os.environ.get(VARIABLE, "").strip()
    if not contact:
        return
    if not contact.startswith(("https://", "mailto:")) or len(contact.split()) != 1:
        raise BuildError(WRONG)
    ends = edition.day + datetime.timedelta(days=DAYS)
    text = (
        f"Contact: {contact}\nExpires: {ends.isoformat()}T00:00:00Z\nPreferred-Languages: nl, en\n"
    )
    (folder / PLACE).parent.mkdir(exist_ok=True)
    (folder / PLACE).write_text(text, encoding="utf-8", newline="\n")
