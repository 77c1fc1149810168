"""Every address that this site has now, for the ledger of addresses that must never die."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.content.address_checks import handwritten
from macros.content.prose import TOP
from macros.files import data_files
from macros.sheets import sheets
from macros.site_value import Site
from macros.views.rows import short_address


def lasting_addresses(root: Path, site: Site) -> set[str]:
    """Addresses that others may link to; the second page of a list is not one of them."""
    by_hand = handwritten(root) - {""}
    return {*by_hand, *_entries(site), *_values(site), *_papers(site), *_data(site)}


def _entries(site: Site) -> Iterator[str]:
    for entry in site.library.entries:
        yield from (entry.address, short_address(entry), *entry.meta.old_paths)


def _values(site: Site) -> Iterator[str]:
    for facet in site.facets:
        for value in facet.values:
            yield value.address.removeprefix(TOP)


def _papers(site: Site) -> Iterator[str]:
    for sheet in sheets(site):
        yield from (f"{sheet.path}/", sheet.pdf)


def _data(site: Site) -> Iterator[str]:
    yield from (file.path for file in data_files(site))
