"""How a paper says how old it is: its id, its version, its date and a short address with a QR.

The address of a paper about one entry is ``k/<id>/``; that of a paper about many is its own page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import segno

from macros.content.kinds import CASE, LAW, PROGRAMME
from macros.content.library import AnyEntry, Library
from macros.views.rows import dutch_date, short_address, version_of


@dataclass(frozen=True)
class Age:
    """What stands at the foot of a paper.

    ``address`` is printed in full, ``qr`` is a picture as a ``data:`` address. Both are empty when
    it is not known where the site stands: nobody can follow half an address from paper.
    """

    id: str
    version: str
    checked: str
    address: str
    qr: str
    composed: bool = False


def shown_with(library: Library, entry: AnyEntry) -> tuple[AnyEntry, ...]:
    """What stands beside an entry on its larger papers: the laws of a case on the sheet of the
    leader; roles, points to watch and points to discuss on the handout of a programme.
    """
    if entry.kind is CASE:
        return tuple(library.get(LAW.name, slug) for slug in entry.meta.laws)
    if entry.kind is PROGRAMME:
        return (*library.roles, *library.cautions, *library.discussions)
    return ()


def versions_on_paper(library: Library, entry: AnyEntry) -> tuple[str, ...]:
    """The versions that prints with the address of this entry carry when they are right."""
    both = (version_of(entry), version_of(entry, *shown_with(library, entry)))
    return tuple(dict.fromkeys(both))


def age_of(entry: AnyEntry, site_url: str, *others: AnyEntry) -> Age:
    """The age of a paper about one entry that shows these others as well."""
    version = version_of(entry, *others)
    path = short_address(entry)
    return Age(
        entry.meta.id, version, dutch_date(entry.meta.checked), address_on_paper(site_url, path),
        qr_picture(site_url, f"{path}?v={version}"), entry.kind is CASE,
    )  # fmt: skip


def age_of_many(key: str, version: str, entries: Iterable[AnyEntry], site_url: str) -> Age:
    """The age of a paper about many entries: as old as the one that was looked at last."""
    days: list[datetime.date] = [entry.meta.checked for entry in entries]
    path = f"druk/{key}/"
    return Age(
        key, version, dutch_date(max(days)) if days else "", address_on_paper(site_url, path),
        qr_picture(site_url, f"{path}?v={version}"),
    )  # fmt: skip


def qr_picture(site_url: str, path: str) -> str:
    """A QR code that leads to ``path`` on the site, as a ``data:`` address; empty without a site.

    Error level M: paper gets creased, and the code stays small enough for a card.
    """
    if not site_url:
        return ""
    code = segno.make(address_on_paper(site_url, path), error="m", micro=False)
    return str(code.svg_data_uri(border=2, xmldecl=False, svgns=True, omitsize=True))


def address_on_paper(site_url: str, path: str) -> str:
    """The whole address of a page; empty when it is not known where the site stands."""
    return f"{site_url.rstrip('/')}/{path}" if site_url else ""
