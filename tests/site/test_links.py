"""Every link in the built site leads somewhere, and nothing comes from a third party."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from tests.conftest import Built

ATTRIBUTES = (("href", "//*[@href]"), ("src", "//*[@src]"))


def links(built: Built) -> Iterator[tuple[str, str, str]]:
    """Page, attribute and address of everything that a page points to."""
    for path, tree in built.pages.items():
        for attribute, query in ATTRIBUTES:
            for element in tree.xpath(query):
                yield path, attribute, element.get(attribute)


def target(path: str, address: str) -> tuple[str, str]:
    """The file and the anchor that an address on a page leads to."""
    parts = urlsplit(address)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if not parts.path:
        joined = path
    elif parts.path.endswith(("/", ".", "..")):
        joined = posixpath.join(joined, "index.html")
    return posixpath.normpath(joined), unquote(parts.fragment)


def inner(built: Built) -> Iterator[tuple[str, str, str]]:
    """Links within the site. The 404 page is served anywhere, so its links start at the top."""
    for path, attribute, address in links(built):
        if path != "404.html" and not urlsplit(address).scheme and not address.startswith("//"):
            yield path, attribute, address


def test_every_internal_link_and_file_exists(built: Built) -> None:
    broken = {
        (path, address)
        for path, _, address in inner(built)
        if not (built.folder / target(path, address)[0]).is_file()
    }
    assert broken == set()


def test_every_anchor_exists_on_its_page(built: Built) -> None:
    ids = {path: set(tree.xpath("//@id")) for path, tree in built.pages.items()}
    broken = set()
    for path, _, address in inner(built):
        file, anchor = target(path, address)
        if "=" in anchor:
            continue  # what a script reads (#c=c01), not a place on the page
        if anchor and file in ids and not anchor.startswith("__") and anchor not in ids[file]:
            broken.add((path, address))
    assert broken == set()


def test_nothing_is_loaded_from_elsewhere(built: Built) -> None:
    outside = {
        (path, element.get("src") or element.get("href"))
        for path, tree in built.pages.items()
        for element in tree.xpath("//script[@src]|//img[@src]|//link[@href][@rel!='canonical']")
        if urlsplit(element.get("src") or element.get("href")).scheme in ("http", "https")
    }
    assert outside == set()


def test_only_the_sources_page_links_to_other_sites(built: Built) -> None:
    pages = {
        path for path, _, address in links(built) if urlsplit(address).scheme in ("http", "https")
    }
    assert pages <= {"bronnen/index.html"}
