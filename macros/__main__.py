"""SHELL: the command line. ``python -m macros --help``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from macros.content.library import Reading, read_library

if TYPE_CHECKING:
    from macros.sheets import Sheet
    from macros.site_value import Site

ROOT = Path(__file__).resolve().parent.parent
PDF_CACHE = ".cache/pdf"
app = typer.Typer(help="Werkatelier Inwonerskracht.", no_args_is_help=True, add_completion=False,
                  pretty_exceptions_enable=False)  # fmt: skip
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
Root = Annotated[Path, typer.Option("--map", help="De map van het project.")]


def _checked(root: Path) -> Reading:
    """Read the content; say every problem and stop when one of them is an error."""
    reading = read_library(root)
    for found in reading.problems:
        err.print(str(found), markup=False)
    if reading.errors:
        count = len(reading.errors)
        noun = "fout" if count == 1 else "fouten"
        err.print(f"\n{count} {noun} in de inhoud. De site is niet veranderd.", markup=False)
        raise typer.Exit(1)
    return reading


@app.command()
def check(root: Root = ROOT) -> None:
    """Kijk alle casussen en andere teksten na."""
    reading = _checked(root)
    out.print(f"In orde: {len(reading.files)} bestanden nagekeken, geen fouten.")


@app.command()
def build(root: Root = ROOT) -> None:
    """Maak de hele site met alle pdf's in de map site."""
    from macros.publish import build as publish
    from macros.publish.pdf import PaperError

    reading = _checked(root)
    try:
        with Progress(console=err, transient=True) as bar:
            pages, papers = _build(root, reading, bar)
    except (publish.BuildError, PaperError, OSError) as error:
        err.print(f"De site is niet gebouwd en niet veranderd.\n{error}", markup=False)
        raise typer.Exit(1) from None
    out.print(f"Klaar: {pages} pagina's en {papers} pdf's in {root / 'site'}")
    out.print(f"Open {root / 'site' / 'index.html'} of kijk met: make serve")


def _build(root: Path, reading: Reading, bar: Progress) -> tuple[int, int]:
    """Check, MkDocs, PDFs, swap; gives the number of pages and of papers."""
    from macros.publish import build as publish
    from macros.publish.papers import jobs_of, make_papers
    from macros.sheets import sheets
    from macros.site_value import site_of

    library = reading.library()
    assert library is not None
    fresh = publish.workspace(root)
    step = bar.add_task("Pagina's maken", total=None)
    publish.run_mkdocs(root, fresh)
    site = site_of(root, library)
    jobs = jobs_of(site, sheets(site), fresh)
    bar.update(step, description="Pdf's maken", total=len(jobs))
    outcome = make_papers(jobs, root / PDF_CACHE, lambda: bar.advance(step))
    publish.swap(fresh, root / "site")
    return sum(1 for _ in (root / "site").rglob("*.html")), outcome.papers


Profile = Annotated[str, typer.Option("--profile", help="huis, of drukker: met afloop en merken.")]
Folder = Annotated[Path, typer.Option("--naar", help="De map voor de pdf's.")]


@app.command()
def papier(naar: Folder, profile: Profile = "drukker", root: Root = ROOT) -> None:
    """Maak alle pdf's in een eigen map, bijvoorbeeld voor een drukkerij."""
    from macros.sheets import sheets
    from macros.site_value import site_of

    library = _checked(root).library()
    assert library is not None
    site = site_of(root, library)
    _papers(root, site, sheets(site), profile, naar)


@app.command(name="set")
def make_set(
    programma: Annotated[str, typer.Argument(help="Bijvoorbeeld: dagdeel.")],
    deelnemers: Annotated[int, typer.Option(min=1, max=200)],
    tafels: Annotated[int, typer.Option(min=1, max=50)],
    naar: Folder,
    casus: Annotated[list[str] | None, typer.Option(help="Andere casussen, op volgorde.")] = None,
    profile: Profile = "huis",
    root: Root = ROOT,
) -> None:
    """Maak één pdf met de hele set van een programma, geteld voor uw groep."""
    from macros.sheets import paper_set_sheet
    from macros.site_value import site_of

    library = _checked(root).library()
    assert library is not None
    site = site_of(root, library)
    try:
        chosen = paper_set_sheet(site, programma, (deelnemers, tafels), tuple(casus or ()))
    except KeyError as unknown:
        err.print(f"Dit programma of deze casus is er niet: {unknown.args[0]}", markup=False)
        raise typer.Exit(1) from None
    _papers(root, site, [chosen], profile, naar)


def _papers(root: Path, site: Site, papers: Iterable[Sheet], profile: str, to: Path) -> None:
    """Make these papers with a progress bar; styles come from the sources of the site."""
    from macros.publish.papers import jobs_of, make_papers
    from macros.publish.pdf import PROFILES, PaperError

    if profile not in PROFILES:
        err.print(f"Kies een van deze profielen: {', '.join(PROFILES)}.", markup=False)
        raise typer.Exit(2)
    jobs = jobs_of(site, papers, root / "docs", profile, to)
    try:
        with Progress(console=err, transient=True) as bar:
            step = bar.add_task("Pdf's maken", total=len(jobs))
            outcome = make_papers(jobs, root / PDF_CACHE, lambda: bar.advance(step))
    except (PaperError, OSError) as error:
        err.print(str(error), markup=False)
        raise typer.Exit(1) from None
    out.print(f"Klaar: {outcome.papers} pdf's in {to}")


@app.command()
def serve(
    address: Annotated[str, typer.Option("--adres", help="Waar u kijkt.")] = "127.0.0.1:8000",
) -> None:
    """Bekijk de site terwijl u schrijft; elke wijziging komt vanzelf in beeld."""
    import os

    from macros.publish.build import QUIET

    line = [sys.executable, "-m", "mkdocs", "serve", "--strict", "-a", address]
    raise typer.Exit(
        subprocess.run(line, cwd=ROOT, env={**os.environ, **QUIET}, check=False).returncode
    )


if __name__ == "__main__":
    app()
