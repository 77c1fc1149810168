"""Writes the search over the whole site: scripts that a page loads, also from a disk.

``woorden.js`` holds every word that finds a page and says in which shard (``delen``) its pages
stand, and in which block (``bladen``) a page is shown. The names of those hold a hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any

from macros.content.kinds import KINDS
from macros.content.library import Library
from macros.content.searchwords import STOP
from macros.publish.listing import Found, files_below, put_file
from macros.publish.read_pages import SearchedPage
from macros.publish.search_index import Scores, packed, places, scores, shards, words_in

FOLDER = "zoeken"
MOST_LETTERS = 40_000  # of one shard: some 8 kB on the line
PAGES_PER_BLOCK = 20
_OVERVIEWS = ("", *(f"{kind.address}/" for kind in KINDS))
_REFERENCE_BOOKS = ("woordenlijst/", "bronnen/")
# How much a hit on a page counts: a case more than a list.
_RANKS = {"Casus": 1.25, "Programma": 1.1, "Overzicht": 0.85, "Naslag": 0.6}


def write_search(folder: Path, library: Library, pages: Sequence[SearchedPage]) -> Found:
    """Put the search over these pages below the built site; gives its files."""
    parts = places(page.parts for page in pages)
    table = scores(parts, library.thesaurus)
    lexicon = {
        **_words(table, words_in(parts) | library.thesaurus.vocabulary),
        "soorten": list(_runs(pages, library)),
        "delen": " ".join(_write_shards(folder / FOLDER / "delen", table)),
        "bladen": " ".join(_write_blocks(folder / FOLDER / "bladen", pages)),
        "perBlad": PAGES_PER_BLOCK,
    }
    put_file(folder / FOLDER / "woorden.js", f"self.wkWoorden={_json(lexicon)};\n".encode())
    return files_below(folder, f"{FOLDER}/")


def _words(table: Mapping[str, Scores], real: frozenset[str]) -> dict[str, str]:
    """All words that can be found, and those to leave out of a question.

    Apart stand the forms that rules made up: a typing mistake is not mended into one of those.
    """
    lists = {"stop": STOP, "woorden": table.keys() & real, "vormen": table.keys() - real}
    return {name: " ".join(sorted(words)) for name, words in lists.items()}


def _runs(pages: Sequence[SearchedPage], library: Library) -> Iterator[tuple[str, float, int]]:
    """The kinds of the pages in order: what a kind is called, counts, and how often it repeats."""
    kinds = {entry.address: entry.kind.label.capitalize() for entry in library.entries}
    for kind, run in groupby(kind_of(page.address, kinds) for page in pages):
        yield kind, _RANKS.get(kind, 1.0), len(list(run))


def kind_of(address: str, kinds: Mapping[str, str]) -> str:
    """What sort of page stands at this address, as the results call it."""
    if address in _REFERENCE_BOOKS:
        return "Naslag"
    return kinds.get(address, "Overzicht" if address in _OVERVIEWS else "Pagina")


def _write_shards(folder: Path, table: Mapping[str, Scores]) -> Iterator[str]:
    """The shards with the pages of each word; gives the first word and the name of each."""
    texts = {word: _json({s: packed(p) for s, p in row.items()}) for word, row in table.items()}
    for shard in shards(texts, MOST_LETTERS):
        rows = (f'"{word}":{text}' for word, text in shard.items())
        yield f"{next(iter(shard))}-{_write_script(folder, 'wkDelen', rows)}"


def _write_blocks(folder: Path, pages: Sequence[SearchedPage]) -> Iterator[str]:
    """The blocks with what is shown of each page; gives their names."""
    shown = [_json((page.address, page.title, page.summary)) for page in pages]
    for start in range(0, len(shown), PAGES_PER_BLOCK):
        block = enumerate(shown[start : start + PAGES_PER_BLOCK], start)
        yield _write_script(folder, "wkBladen", (f"{number}:{text}" for number, text in block))


def _write_script(folder: Path, name: str, rows: Iterable[str]) -> str:
    """Rows as a script, because a page from disk may load nothing else; gives the file's name."""
    script = f"Object.assign(self.{name},{{{','.join(rows)}}});\n".encode()
    called = blake2b(script, digest_size=4).hexdigest()
    put_file(folder / f"{called}.js", script)
    return called


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
