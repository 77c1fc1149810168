"""The files beside the pages: short addresses, signs at old ones, data, the feed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import etree

from macros.addresses import lasting_addresses
from macros.content.library import Library
from macros.edition import Edition
from macros.files import ExtraFile, data_files, redirects, short_pages
from macros.site_value import Site
from tests.conftest import ROOT

EDITION = Edition("abcd1234", 1_795_478_400)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def site_of(library: Library, url: str = "", **moved: str) -> Site:
    return Site(library, EDITION, url, moved)


def site_with(library: Library, case_id: str, *old: str) -> Site:
    """The site in which one case has these old paths."""
    cases = {
        slug: replace(case, meta=case.meta.model_copy(update={"old_paths": old}))
        if case.meta.id == case_id
        else case
        for slug, case in library.by_kind["casus"].items()
    }
    return site_of(replace(library, by_kind={**library.by_kind, "casus": cases}))


def all_files(site: Site) -> list[ExtraFile]:
    return [*data_files(site), *short_pages(site), *redirects(site)]


@pytest.fixture
def site(library: Library) -> Site:
    return site_of(library)


def test_no_two_files_have_the_same_path(site: Site) -> None:
    paths = [file.path for file in all_files(site)]
    assert len(set(paths)) == len(paths)


def test_every_content_file_has_a_short_address(site: Site) -> None:
    ids = {entry.meta.id for entry in site.library.entries}
    assert {file.path for file in short_pages(site)} == {f"k/{i}/index.html" for i in ids}


def test_an_old_path_gets_a_sign(library: Library) -> None:
    (sign,) = redirects(site_with(library, "c02", "casussen/huiskamer/"))
    slug = library.cases[1].slug
    assert sign.path == "casussen/huiskamer/index.html"
    assert f'url=../../casussen/{slug}/"' in sign.text


def test_the_ledger_can_send_an_address_on(library: Library) -> None:
    (sign,) = redirects(site_of(library, **{"casussen/thema/weg/": "casussen/"}))
    assert sign.path == "casussen/thema/weg/index.html"
    assert 'url=../../../casussen/"' in sign.text


def test_the_old_paths_of_a_page_are_among_the_lasting_addresses(library: Library) -> None:
    site = site_with(library, "c01", "casussen/toen/")
    found = lasting_addresses(ROOT, site)
    assert {"casussen/toen/", "k/c01/", "casussen/rol/regisseur/", "data/casussen.csv"} <= found
    assert not any("pagina" in address for address in found)


@pytest.mark.parametrize(
    ("url", "link"),
    [("", "../casussen/{}/"), ("https://voorbeeld.nl/w/", "https://voorbeeld.nl/w/casussen/{}/")],
)
def test_the_feed_names_every_case_with_an_address_that_works(
    library: Library, url: str, link: str
) -> None:
    files = {file.path: file.text for file in data_files(site_of(library, url))}
    feed = etree.fromstring(files["data/nieuw.xml"].encode())
    for required in ("a:id", "a:title", "a:updated", "a:author/a:name", "a:rights"):
        assert feed.findtext(required, namespaces=ATOM), required
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == min(50, len(library.cases))
    for entry in entries:
        assert (entry.findtext("a:id", namespaces=ATOM) or "").startswith("urn:uuid:")
        assert entry.findtext("a:updated", namespaces=ATOM)
    links = [entry.find("a:link", ATOM).get("href") for entry in entries]  # type: ignore[union-attr]
    assert sorted(links) == sorted(link.format(case.slug) for case in library.cases)


def test_the_index_is_a_script_that_only_sets_one_value(site: Site) -> None:
    text = next(f.text for f in data_files(site) if f.path == "data/casussen-index.js")
    start = "window.wkIndex="
    assert text.startswith(start)
    ids, *_ = json.loads(text.removeprefix(start))["casussen"]
    assert len(ids) == len(site.library.cases)


def test_the_same_content_gives_the_same_files(library: Library) -> None:
    assert all_files(site_of(library)) == all_files(site_of(library))
