"""The steps of a build: pages, then PDFs."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from macros.content.library import Library
from macros.publish.errors import BuildError
from macros.publish.forks import Beside
from macros.publish.keep import Keep
from macros.publish.listing import move_into
from macros.site_value import Site

# Both look for these before they print a banner about the future of MkDocs. What we do about
# that future stands in docs/houdbaarheid.md; an editor has no use for it on every build.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


# MkDocs empties the folder that it builds in, but for what is hidden.
_ASIDE = ".terzijde"


def make_pages(root: Path, target: Path, site: Site, keep: Keep, **settings: str) -> None:
    """Build the pages of a site into ``target``, in this process and one beside it.

    ``settings`` go before those of ``mkdocs.yml``.
    Raises BuildError with what the engine warned of.
    """
    os.environ.update(QUIET)
    aside = target / _ASIDE
    aside.mkdir(parents=True)
    extras = partial(_write_extras, root, site, keep, aside)
    with Beside(extras, here=keep.serves) as beside:
        from macros.site import build_pages  # loads MkDocs and the theme: only a build needs them

        build_pages(root, target, site, keep, beside, **settings)
    move_into(aside, target)


def _write_extras(root: Path, site: Site, keep: Keep, folder: Path) -> dict[str, bytes]:
    """What needs nothing of the engine, written while that is loaded and collects the pages."""
    from macros.publish.extras import write_extras  # loaded meanwhile as well

    return write_extras(root, site, keep, folder)


def run_mkdocs(root: Path, target: Path, command: str = "mkdocs") -> None:
    """Build the pages strictly into ``target``. Raises BuildError with what MkDocs said."""
    line = [sys.executable, "-m", command, "build", "--strict", "-d", str(target)]
    done = subprocess.run(
        line, cwd=root, env={**os.environ, **QUIET}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildError(_worth_reading(done.stderr or done.stdout))


def _worth_reading(output: str) -> str:
    kept = [line for line in output.splitlines() if line.startswith(("WARNING", "ERROR"))]
    return "\n".join(kept) or output.strip()


def keep_for(library: Library, site: Path) -> Keep:
    """What was made before for this site; of a page also what ``finish`` will ask about it."""
    from macros.publish.offline import PACKING
    from macros.publish.read_pages import reading  # a parser: only a build needs it

    return Keep(before=site, along=(reading(library.thesaurus), PACKING))


def finish(folder: Path, site: Site, keep: Keep) -> int:
    """What the whole site needs once its pages and papers are there; gives the number of pages.

    The zip holds all but what is of use to a web server only, the manifest knows every file.
    """
    from macros.publish.contact import write_security_txt
    from macros.publish.headers import write_headers
    from macros.publish.listing import files_below
    from macros.publish.manifest import hashes, write_manifest
    from macros.publish.offline import NAME as ZIP
    from macros.publish.offline import write_zip
    from macros.publish.page_counts import write_page_counts
    from macros.publish.place import to_disk
    from macros.publish.read_pages import pages_of
    from macros.publish.search import write_search
    from macros.publish.styles import trim_theme_style

    with Beside(to_disk) as written:  # less is left for the swap to wait for
        write_headers(folder)
        write_security_txt(folder, site.edition)
        found = files_below(folder)
        write_page_counts(folder, found, keep)
        pages = pages_of(found, site.library.thesaurus, keep)
        with Beside(partial(write_search, folder, site.library, pages.searched)) as search:
            trim_theme_style(folder, pages.classes, keep)
            packed = write_zip(folder, found, site.edition.epoch, keep, search.wait)
        written.wait()
    places = sorted({ZIP, *packed, *(place for place, _ in found)})
    hashed = hashes([(place, folder / place) for place in places], packed)
    write_manifest(folder, site.edition, hashed)
    return sum(place.endswith(".html") for place in hashed)
