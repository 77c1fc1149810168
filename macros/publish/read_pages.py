"""What stands on a page, as far as the search and the style sheet have to know."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.content.kept import Step
from macros.content.searchwords import STOP, Thesaurus, words_of
from macros.publish.keep import Keep, digest
from macros.publish.listing import Found, SiteFile

# Lists that repeat other pages, and what a reader does not look for.
_REPEATED = ":is(.wk-kaarten, .wk-filters, .wk-casuslinks, .wk-voet, .wk-samengesteld, .wk-knoppen)"
_GROUPS = (0, 2, 1, 1)  # of a term that is said 1, 2 or 3 times; more often is group 0
_ENDING = ".html"
_PAPERS = "druk/"  # have a style sheet of their own, and nobody looks for them
_SIGNS = "k/"  # nor for these
_SEARCHED = " data-zoek>"
_CLASS_LIST = re.compile(r'class="([^"]*)"')  # a literal start: three times as quick
Said = tuple[str, str, list[str]]  # title, summary, and the terms of each part


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


@dataclass(frozen=True)
class Pages:
    """The pages of a built site: those that are searched by address, and all classes in use."""

    searched: tuple[SearchedPage, ...]
    classes: frozenset[str]


def reading(thesaurus: Thesaurus) -> Step[SiteFile]:
    """The step that reads a page; it can be done while the page is being written."""
    words = digest(thesaurus)

    def read(file: SiteFile) -> bytes:
        if not _is_page(file.place):
            return b""
        page = file.content.decode()
        classes = sorted({name for names in _CLASS_LIST.findall(page) for name in names.split()})
        return pickle.dumps((classes, _said(file, page, thesaurus)))

    return Step("bladzijde", lambda file: (words, file.place, file.cause), read)


def pages_of(found: Found, thesaurus: Thesaurus, keep: Keep) -> Pages:
    """What stands on the pages among the files ``found`` in a built site."""
    files = keep.files((place, file) for place, file in found if _is_page(place))
    searched, classes = list[SearchedPage](), set[str]()
    for file, kept in zip(files, keep.values(reading(thesaurus), files), strict=True):
        used, said = pickle.loads(kept)
        classes.update(used)
        if said:
            title, summary, parts = said
            address = file.place.removesuffix("index.html")
            searched.append(SearchedPage(address, title, summary, tuple(parts)))
    return Pages(tuple(searched), frozenset(classes))


def _is_page(place: str) -> bool:
    return place.endswith(_ENDING) and not place.startswith(_PAPERS)


def _said(file: SiteFile, page: str, thesaurus: Thesaurus) -> Said | None:
    """What a page says, when it says that it is searched."""
    searched = _SEARCHED in page and not file.place.startswith(_SIGNS)
    return read_page(file.place, page, thesaurus) if searched else None


def read_page(place: str, page: str, thesaurus: Thesaurus) -> Said:
    """Title, summary and the terms of each part of a page."""
    tree = LexborHTMLParser(_head_and_main(page))
    main = tree.css("main")[0]
    heading, described = main.css_first("h1"), tree.css_first("meta[name=description]")
    title = " ".join(heading.text().split()) if heading else ""
    summary = (described.attributes["content"] if described else None) or ""
    slug = place.removesuffix("index.html").rstrip("/").rpartition("/")[2]
    counts = [_counted(text, thesaurus) for text in (title, slug, summary, _body_text(main))]
    return title, summary, ["\n".join(terms) for terms in (*counts[:-1], *_by_times(counts[-1]))]


def _head_and_main(page: str) -> str:
    """A page without its menu and foot: to read those takes as long as the rest."""
    head, _, body = page.partition("<body")
    return head + body[body.find("<main") : body.find("</main>")]


def _body_text(main: LexborNode) -> str:
    for part in reversed(main.css(_REPEATED)):  # what lies inside another one first
        part.decompose()
    return main.text(separator=" ")


def _counted(text: str, thesaurus: Thesaurus) -> Counter[str]:
    """The words and phrases of a text that say something, with how often they are said."""
    words = words_of(text)
    found = Counter(words)
    found.update(thesaurus.phrases_in(words))
    for word in STOP & found.keys():
        del found[word]
    return found


def _by_times(counts: Counter[str]) -> Iterable[list[str]]:
    """The terms that are said often, those said twice or three times, and those said once."""
    groups: tuple[list[str], ...] = ([], [], [])
    for term, count in counts.items():
        groups[_GROUPS[count] if count < len(_GROUPS) else 0].append(term)
    return groups
