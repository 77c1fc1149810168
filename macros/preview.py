"""SHELL: what a pull request changes, to look at: the site as a zip, changed pages as pictures."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.content.library import CASES_FOLDER, Library
from macros.pictures import chromium, paper_pictures, served
from macros.publish.offline import NAME as OFFLINE_ZIP

WIDTH = 1000  # pixels


class PreviewError(Exception):
    """There is nothing to compare with; the text says why."""


def changed_files(root: Path, since: str) -> tuple[str, ...]:
    """The content and hand-written pages that differ from where this branch left ``since``.

    Raises PreviewError when ``since`` is no commit that is known here.
    """
    ask = ["git", "-C", str(root), "rev-parse", "--verify", "--quiet", "--end-of-options"]
    commit = subprocess.run([*ask, f"{since}^{{commit}}"], capture_output=True, text=True)
    if commit.returncode:
        raise PreviewError(f"Er is hier geen versie met de naam {since}.")
    done = subprocess.run(
        ["git", "-C", str(root), "diff", "--name-only", "-z", "--diff-filter=d", "--merge-base",
         commit.stdout.strip(), "--", CASES_FOLDER, "docs"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return tuple(filter(None, done.stdout.split("\0")))


def changed_pages(library: Library, files: Iterable[str]) -> Iterator[str]:
    """The addresses of the pages behind these files, each once."""
    by_path = {entry.path: entry.address for entry in library.entries}
    for file in dict.fromkeys(files):
        if file in by_path:
            yield by_path[file]
        elif file.startswith("docs/") and file.endswith(".md"):
            yield _address(file.removeprefix("docs/"))


def _address(page: str) -> str:
    """``over.md`` is at ``over/``, ``rollen/index.md`` at ``rollen/``."""
    return page.removesuffix(".md").removesuffix("index").rstrip("/") + "/" * (page != "index.md")


def changed_papers(site: Path, library: Library, files: Iterable[str]) -> Iterator[Path]:
    """The PDFs that carry the name of a changed case or programme."""
    slugs = {entry.slug for entry in library.entries if entry.path in set(files)}
    for pdf in sorted((site / "druk").rglob("*.pdf")):
        if slugs & {*pdf.relative_to(site).with_suffix("").parts}:
            yield pdf


def make_preview(site: Path, target: Path, library: Library, files: tuple[str, ...]) -> list[Path]:
    """Put the zip and the pictures of what changed in ``target``; gives the pictures."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(site / OFFLINE_ZIP, target / "site.zip")  # opens from a disk, as reviewers do
    pages = [page for page in changed_pages(library, files) if (site / page).is_dir()]
    made = _picture_pages(site, target, pages) if pages else []
    for pdf in changed_papers(site, library, files):
        name = "-".join(pdf.relative_to(site).with_suffix("").parts)
        made += paper_pictures(pdf, target / name)
    return made


def _picture_pages(site: Path, target: Path, pages: list[str]) -> list[Path]:
    made = []
    with served(site) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": 800})
        for place in pages:
            page.goto(address + place)
            file = target / f"{place.strip('/').replace('/', '-') or 'home'}.png"
            page.screenshot(path=str(file), full_page=True)
            made.append(file)
    return made
