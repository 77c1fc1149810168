"""SHELL: do the addresses of the sources still answer? Asked politely, one at a time."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

AGENT = "werkatelier-linkcontrole/1 (wekelijks, één verzoek per adres)"
SECONDS = 20
PAUSE = 2.0  # seconds between two requests to the same host
_ALIVE = (401, 403, 405, 406, 429, 503)  # it answers, but not to a machine


@dataclass(frozen=True)
class LinkRow:
    """What one address said: ``sort`` is ``goed``, ``verhuisd``, ``weg`` or ``onbereikbaar``."""

    name: str
    address: str
    sort: str
    note: str = ""


def check_links(addresses: Mapping[str, str], pause: float = PAUSE) -> Iterator[LinkRow]:
    """A row per address, in order; waits ``pause`` seconds before asking a host again."""
    asked: dict[str, float] = {}
    for name, address in addresses.items():
        host = urlsplit(address).netloc
        wait = asked.get(host, float("-inf")) + pause - time.monotonic()
        time.sleep(max(0.0, wait))
        yield _ask(name, address)
        asked[host] = time.monotonic()


def _ask(name: str, address: str) -> LinkRow:
    """A HEAD; only where that is refused a GET, of which nothing is read."""
    row = _request(name, address, "HEAD")
    return row if row.sort in ("goed", "verhuisd") else _request(name, address, "GET")


def _request(name: str, address: str, method: str) -> LinkRow:
    request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            moved = answer.url.rstrip("/") != address.rstrip("/")
            return LinkRow(name, address, "verhuisd" if moved else "goed", answer.url * moved)
    except urllib.error.HTTPError as error:
        error.close()
        sort = "goed" if error.code in _ALIVE else "weg"
        return LinkRow(name, address, sort, f"antwoord {error.code}")
    except (OSError, ValueError) as error:
        return LinkRow(name, address, "onbereikbaar", type(error).__name__)


_TITLES = {
    "weg": "Weg",
    "onbereikbaar": "Niet bereikbaar",
    "verhuisd": "Verhuisd (de link werkt nog)",
}


def report(rows: tuple[LinkRow, ...]) -> str:
    """The rows as Markdown for an issue: only what needs a person."""
    parts = [f"{len(rows)} adressen uit `cases/bronnen.yml` gevraagd.", ""]
    for sort, title in _TITLES.items():
        found = [row for row in rows if row.sort == sort]
        if found:
            parts += [f"### {title} ({len(found)})", ""]
            parts += [f"- `{row.name}`: <{row.address}> ({row.note})" for row in found] + [""]
    return "\n".join(parts)


def is_worrying(rows: tuple[LinkRow, ...]) -> bool:
    """Whether an address is gone or silent."""
    return any(row.sort in ("weg", "onbereikbaar") for row in rows)
