"""The site with an address and a repository: full addresses, and a link to edit a page."""

from __future__ import annotations

import pytest
from lxml import etree, html

from macros.content.library import Library
from macros.publish.build import run_mkdocs
from tests.conftest import ROOT, Built

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
URL = "https://voorbeeld.nl/werkatelier/"


@pytest.fixture(scope="module")
def named(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The pages, without paper, of a site that knows where it stands."""
    folder = tmp_path_factory.mktemp("met-adres") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", URL)
        patch.setenv("REPO_URL", "https://voorbeeld.nl/code/")
        patch.setenv("EDIT_URI", "https://voorbeeld.nl/code/edit/main/docs/")
        run_mkdocs(ROOT, folder)
    return Built(folder, library)


def test_the_sitemap_names_every_content_page_with_the_day_it_was_looked_over(named: Built) -> None:
    root = etree.parse(named.folder / "sitemap.xml").getroot()
    found = {
        url.findtext("s:loc", namespaces=SITEMAP): url.findtext("s:lastmod", namespaces=SITEMAP)
        for url in root
    }
    for entry in named.library.entries:
        assert found[URL + entry.address] == entry.meta.checked.isoformat()
    assert found[URL] is None


def test_the_feed_has_full_addresses(named: Built) -> None:
    text = (named.folder / "data/nieuw.xml").read_text(encoding="utf-8")
    assert f'href="{URL}casussen/wijkkeuken-en-wethouder/"' in text


def test_a_case_can_be_edited_in_its_own_file(named: Built) -> None:
    page = html.fromstring((named.folder / "casussen/tuin-voor-leden/index.html").read_bytes())
    (link,) = page.xpath("//a[@rel='edit']")
    assert link.get("href").endswith("/cases/casussen/tuin-voor-leden.md")


def test_a_page_that_many_files_make_has_no_link_to_edit_it(named: Built) -> None:
    page = html.fromstring((named.folder / "casussen/rol/regisseur/index.html").read_bytes())
    assert page.xpath("//a[@rel='edit']") == []
