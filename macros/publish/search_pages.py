"""What stands on the pages that are searched: read from the built site, kept per page."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from macros.content.kept import Step
from macros.content.searchwords import STOP, Thesaurus, words_of
from macros.publish.keep import Keep, digest
from macros.publish.listing import files_below

# Lists that repeat other pages, and what a reader does not look for.
_REPEATED = frozenset(
    ("wk-kaarten", "wk-filters", "wk-casuslinks", "wk-voet", "wk-samengesteld", "wk-knoppen")
)
OFTEN = (4, 2, 1)  # times that a term is said at least
_LEFT_OUT = "left-out"
_NO_PAGES = ("druk/", "k/")  # papers and signs: nobody looks for those
_SEARCHED = b"data-zoek>"
_AROUND = re.compile(r"(?s)<body.*?(?=<main)|</main>.*")  # reading it takes as long as the rest


@dataclass(frozen=True)
class SearchedPage:
    """One page as the search sees it.

    ``parts`` are the terms of its title, its address and its summary, and those of its body by how
    often they are said: words and phrases of the thesaurus, one a line.
    """

    address: str
    title: str
    summary: str
    parts: tuple[str, ...]


def searched_pages(folder: Path, thesaurus: Thesaurus, keep: Keep) -> Iterator[SearchedPage]:
    """Every page that says it is searched, in the order of their addresses."""
    pages = [listed for listed in files_below(folder, "index.html") if _is_searched(*listed)]
    words = digest(thesaurus)

    def facts(listed: tuple[str, Path]) -> object:
        name, page = listed
        return words, name, keep.placed.get(name) or page.read_bytes()

    def read(listed: tuple[str, Path]) -> bytes:
        return json.dumps(read_page(*listed, thesaurus)).encode()

    step = Step("zoektekst", facts, read)
    for (name, _), kept in zip(pages, keep.values(step, pages), strict=True):
        title, summary, parts = json.loads(kept)
        yield SearchedPage(name.removesuffix("index.html"), title, summary, tuple(parts))


def _is_searched(name: str, page: Path) -> bool:
    return not name.startswith(_NO_PAGES) and _SEARCHED in page.read_bytes()


def read_page(name: str, page: Path, thesaurus: Thesaurus) -> tuple[str, str, list[str]]:
    """Title, summary and the terms of each part of a page."""
    tree = etree.HTML(_AROUND.sub("", page.read_text(encoding="utf-8")))
    main = tree.find(".//main")
    title = " ".join(main.xpath("string(.//h1)").split())
    summary = tree.xpath("string(//meta[@name='description']/@content)")
    slug = name.removesuffix("index.html").rstrip("/").rpartition("/")[2]
    counts = [_counted(text, thesaurus) for text in (title, slug, summary, _body_text(main))]
    return title, summary, [*map(_lines, counts[:-1]), *_by_times(counts[-1])]


def _body_text(main: etree._Element) -> str:
    for part in main.iter("*"):
        if not _REPEATED.isdisjoint(part.get("class", "").split()):
            part.tag = _LEFT_OUT
    etree.strip_elements(main, _LEFT_OUT, etree.Comment, with_tail=False)
    return " ".join(main.itertext())


def _counted(text: str, thesaurus: Thesaurus) -> Counter[str]:
    """The words and phrases of a text that say something, with how often they are said."""
    words = words_of(text)
    found = Counter(words)
    found.update(thesaurus.phrases_in(words))
    return Counter({term: found[term] for term in found.keys() - STOP})


def _by_times(counts: Counter[str]) -> Iterator[str]:
    """The terms that are said often, less often, and once."""
    for least in OFTEN:
        said = [term for term, count in counts.items() if count >= least]
        yield _lines(said)
        for term in said:
            del counts[term]


def _lines(terms: Iterable[str]) -> str:
    return "\n".join(sorted(terms))
