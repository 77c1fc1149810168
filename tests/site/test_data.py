"""The published data, and what every page says to machines."""

from __future__ import annotations

import json

from lxml import etree

from macros.views.open_data import Dataset, json_schema, records_of
from tests.conftest import Built

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_the_published_data_fits_its_published_schema(built: Built) -> None:
    data = json.loads((built.folder / "data/casussen.json").read_text(encoding="utf-8"))
    schema = json.loads((built.folder / "data" / data["$schema"]).read_text(encoding="utf-8"))
    assert schema == json.loads(json.dumps(json_schema()))
    assert len(Dataset.model_validate(data).casussen) == len(built.library.cases)
    assert data["licentie"] == "CC-BY-4.0"


def test_the_table_on_the_site_has_a_row_for_every_case(built: Built) -> None:
    raw = (built.folder / "data/casussen.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid;")
    assert raw.count(b"\r\n") == len(built.library.cases) + 1
    records = records_of(raw.decode("utf-8-sig"))
    assert [record.id for record in records] == [case.meta.id for case in built.library.cases]


def test_every_address_in_the_data_is_a_page(built: Built) -> None:
    data = json.loads((built.folder / "data/casussen.json").read_text(encoding="utf-8"))
    for record in data["casussen"]:
        for name in ("adres", "kort_adres"):
            assert (built.folder / record[name] / "index.html").is_file()


def test_every_page_of_a_content_file_describes_itself(built: Built) -> None:
    for entry in built.library.entries:
        (script,) = built.page(entry.address).xpath("//script[@type='application/ld+json']")
        said = json.loads(script.text)
        assert said["name"] == entry.meta.title
        assert said["identifier"] == entry.meta.id
        assert said["dateModified"] == entry.meta.checked.isoformat()
        assert said["license"].startswith("https://creativecommons.org/licenses/by/4.0/")
        assert said["url"] == f"../../{entry.address}"


def test_every_other_page_describes_itself_in_short(built: Built) -> None:
    sorts = {"": "WebSite", "casussen/rol/regisseur/": "CollectionPage", "over/": "WebPage"}
    for address, sort in sorts.items():
        page = built.page(address)
        (script,) = page.xpath("//script[@type='application/ld+json']")
        said = json.loads(script.text)
        assert said["@type"] == sort
        assert said["description"] == page.xpath("string(//meta[@name='description']/@content)")
        assert said["license"].startswith("https://creativecommons.org/licenses/by/4.0/")


def test_a_case_describes_itself_in_the_words_of_a_reader(built: Built) -> None:
    page = built.page("casussen/tuin-voor-leden/")
    (script,) = page.xpath("//script[@type='application/ld+json']")
    assert {"Groen en spelen", "Netwerker"} <= set(json.loads(script.text)["keywords"])


def test_the_page_on_open_data_links_to_every_form_and_states_the_licence(built: Built) -> None:
    page = built.page("data/")
    links = {link.get("href") for link in page.xpath("//article//a")}
    assert {"casussen.json", "casussen.schema.json", "casussen.csv", "nieuw.xml"} <= links
    assert "CC BY 4.0" in page.text_content()


def test_there_is_a_sitemap_that_can_be_read(built: Built) -> None:
    root = etree.parse(built.folder / "sitemap.xml").getroot()
    assert etree.QName(root).localname == "urlset"
