"""SHELL: the command line. ``python -m macros --help``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from macros import desk
from macros.console import print_coverage, print_language
from macros.content.coverage import coverage_rows
from macros.content.language import language_rows
from macros.content.library import CASES_FOLDER, Library, Reading, read_library
from macros.content.spelling import check_spelling

ROOT = Path(__file__).resolve().parent.parent
app = typer.Typer(help="Werkatelier Inwonerskracht.", no_args_is_help=True, add_completion=False,
                  pretty_exceptions_enable=False)  # fmt: skip
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
Root = Annotated[Path, typer.Option("--map", help="De map van het project.")]


def _checked(root: Path) -> Reading:
    """Read the content; say every problem and stop when one of them is an error."""
    reading = read_library(root)
    _say(reading)
    return reading


def _say(reading: Reading) -> None:
    """Print every problem; stop when one of them is an error."""
    for found in sorted(reading.problems):
        err.print(str(found), markup=False)
    if reading.errors:
        count = len(reading.errors)
        noun = "fout" if count == 1 else "fouten"
        err.print(f"\n{count} {noun} in de inhoud. De site is niet veranderd.", markup=False)
        raise typer.Exit(1)


@app.command()
def check(root: Root = ROOT) -> None:
    """Kijk alle casussen en andere teksten na, ook de spelling."""
    reading = read_library(root)
    spelling = check_spelling(reading, root / CASES_FOLDER)
    reading.problems += spelling.problems
    _say(reading)
    if spelling.skipped:
        err.print(spelling.skipped, markup=False)
    out.print(f"In orde: {len(reading.files)} bestanden nagekeken, geen fouten.")


@app.command()
def coverage(root: Root = ROOT) -> None:
    """Laat zien welke waarden en vakken nog weinig casussen hebben."""
    print_coverage(coverage_rows(_library(root)), out)


@app.command()
def leesbaarheid(root: Root = ROOT) -> None:
    """Laat zien hoe makkelijk elke tekst leest."""
    print_language(language_rows(_library(root)), out)


def _library(root: Path) -> Library:
    library = _checked(root).library()
    assert library is not None
    return library


@app.command()
def build(
    root: Root = ROOT,
    target: Annotated[Path | None, typer.Option("--naar", help="Waar de site komt.")] = None,
) -> None:
    """Maak de hele site met alle pdf's in de map site."""
    from macros.publish import build as publish
    from macros.publish.pdf import PaperError

    site = (target or root / "site").absolute()
    reading = _checked(root)
    try:
        with Progress(console=err, transient=True) as bar:
            pages, papers = _build(root, site, reading, bar)
    except (publish.BuildError, PaperError, OSError) as error:
        err.print(f"De site is niet gebouwd en niet veranderd.\n{error}", markup=False)
        raise typer.Exit(1) from None
    out.print(f"Klaar: {pages} pagina's en {papers} pdf's in {site}")
    out.print(f"Open {site / 'index.html'} of kijk met: make serve")


def _build(root: Path, site: Path, reading: Reading, bar: Progress) -> tuple[int, int]:
    """Build beside the site, then swap; gives the number of pages and of papers."""
    from macros.publish import build as publish

    fresh = publish.workspace(site)
    try:
        papers = _fill(root, fresh, reading, bar)
        publish.swap(fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return sum(1 for _ in site.rglob("*.html")), papers


def _fill(root: Path, fresh: Path, reading: Reading, bar: Progress) -> int:
    """Pages and PDFs into the fresh folder; gives the number of papers."""
    from macros.publish import build as publish
    from macros.sheets import sheets
    from macros.site_value import site_of

    library = reading.library()
    assert library is not None, "checked before"
    step = bar.add_task("Pagina's maken", total=None)
    publish.run_mkdocs(root, fresh)
    papers = [(sheet.page, sheet.pdf) for sheet in sheets(site_of(root, library))]
    bar.update(step, description="Pdf's maken", total=len(papers))
    return publish.make_pdfs(fresh, papers, lambda: bar.advance(step))


@app.command()
def serve(
    address: Annotated[str, typer.Option("--adres", help="Waar u kijkt.")] = "127.0.0.1:8000",
) -> None:
    """Bekijk de site terwijl u schrijft; elke wijziging komt vanzelf in beeld."""
    from macros.publish.build import QUIET

    line = [sys.executable, "-m", "mkdocs", "serve", "--strict", "-a", address]
    raise typer.Exit(
        subprocess.run(line, cwd=ROOT, env={**os.environ, **QUIET}, check=False).returncode
    )


desk.register(app)

if __name__ == "__main__":
    app()
