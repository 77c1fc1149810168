"""What a page or paper depends on: the reason to make it again."""

from __future__ import annotations

from pathlib import Path

from macros.content.kinds import CASE
from macros.content.library import CASES_FOLDER, Library
from macros.publish.keep import digest
from macros.site_value import Site


def shared_facts(root: Path, site: Site) -> bytes:
    """All that a page may depend on, but for the texts of the cases.

    A page about one case shows its own text, and of other cases no more than their front matter;
    a test takes the other texts away and looks whether the page stays the same.
    """
    library = site.library
    others = tuple((e.path, e.digest) for e in library.entries if e.kind is not CASE)
    fronts = tuple((case.slug, case.meta.model_dump_json()) for case in library.cases)
    lists = tuple((file.name, file.read_bytes()) for file in _data_files(root))
    return digest(others, fronts, lists, site.url)


def _data_files(root: Path) -> list[Path]:
    return sorted(f for f in (root / CASES_FOLDER).iterdir() if f.suffix in (".yml", ".txt"))


def own_facts(library: Library) -> dict[str, str]:
    """The hash of every content file by its path."""
    return {entry.path: entry.digest for entry in library.entries}
