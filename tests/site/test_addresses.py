"""Every address ever published answers, or sends the visitor on to one that does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.content.ledger import read_ledger
from macros.files import redirects
from macros.views.paper_age import versions_on_paper
from macros.views.rows import short_address, version_of
from tests.conftest import ROOT, Built
from tests.unit.test_files import site_with

LEDGER = [line.address for line in read_ledger(ROOT)]


def answers(built: Built, address: str) -> Path | None:
    """The file behind an address, followed through signs that send on."""
    file = (
        built.folder / address / "index.html" if address.endswith("/") else built.folder / address
    )
    if not file.is_file():
        return None
    onward = (
        re.search(
            r'http-equiv="refresh" content="0; url=([^"]+)"', file.read_text("utf-8", "replace")
        )
        if file.suffix == ".html"
        else None
    )
    if onward is None:
        return file
    target = (file.parent / onward.group(1)).resolve() / "index.html"
    return target if target.is_file() else None


def test_every_address_in_the_ledger_answers_or_redirects(built: Built) -> None:
    assert LEDGER
    assert [address for address in LEDGER if not answers(built, address)] == []


def test_the_short_address_of_every_file_leads_to_its_page(built: Built) -> None:
    for entry in built.library.entries:
        page = answers(built, short_address(entry))
        assert page == (built.folder / entry.address / "index.html").resolve()


def test_a_short_address_knows_the_version_that_is_on_the_site(built: Built) -> None:
    for entry in built.library.entries:
        sign = built.page(short_address(entry)).xpath("//main")[0]
        versions = sign.get("data-versie").split()
        assert versions[0] == version_of(entry) == entry.digest[:8]
        assert versions == list(versions_on_paper(built.library, entry))


@pytest.mark.parametrize("old", ["casussen/oude-naam/", "casussen/nog-ouder/"])
def test_an_old_path_becomes_a_sign_that_leads_to_the_page(built: Built, old: str) -> None:
    site = site_with(built.library, "c01", old)
    (sign,) = redirects(site)
    assert sign.path == f"{old}index.html"
    slug = built.library.cases[0].slug
    assert f'content="0; url=../../casussen/{slug}/"' in sign.text
    assert f'href="../../casussen/{slug}/"' in sign.text
