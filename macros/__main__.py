"""SHELL: the command line. ``python -m macros --help``."""

from __future__ import annotations

import atexit
import gc

if __name__ == "__main__":
    # A command is soon over, and collecting finds nothing: it would cost a tenth of the time, and
    # half a second at the end. What lives longer (``serve``, ``cms``) turns it on again.
    gc.disable()
    atexit.register(gc.freeze)

import os
import signal
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, TaskID
from typer.core import TyperGroup

from macros import desk, report
from macros.console import print_coverage, print_language
from macros.content.colours import check_colours
from macros.content.coverage import coverage_rows
from macros.content.fix import fix_library
from macros.content.language import language_rows
from macros.content.library import CASES_FOLDER, Library, Reading, read_library
from macros.content.spelling import check_spelling
from macros.overlay import Merged, merged

if TYPE_CHECKING:
    from macros.publish.keep import Keep
    from macros.sheets import Sheet
    from macros.site_value import Site

ROOT = Path(__file__).resolve().parent.parent


class Form(StrEnum):
    """How the check shows what it found; the names of ``report.FORMATS``."""

    text = "text"
    github = "github"
    json = "json"
    markdown = "markdown"


PAPERS = "pdf"  # in the folder with what was made before
STOPPED = 130  # how a shell knows that somebody pressed Ctrl+C
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


class Commands(TyperGroup):
    """The commands; Ctrl+C stops each of them with one line."""

    def invoke(self, ctx: Any) -> Any:
        """Do what was asked."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            err.print("Gestopt. De site is niet veranderd.")
            raise typer.Exit(STOPPED) from None


app = typer.Typer(cls=Commands, help="Werkatelier Inwonerskracht.", no_args_is_help=True,
                  add_completion=False, pretty_exceptions_enable=False)  # fmt: skip
Root = Annotated[Path, typer.Option("--map", help="De map van het project.")]
Layer = Annotated[
    Path | None, typer.Option("--overlay", help="Map met naam, kleuren en casussen van u.")
]

WithPapers = Annotated[
    bool, typer.Option("--met-papier/--zonder-papier", help="Ook de pdf's maken.")
]


def _project(root: Path, overlay: Path | None) -> AbstractContextManager[Merged]:
    """The project at ``root``, with the overlay on it where there is one."""
    return merged(root, overlay) if overlay else nullcontext(Merged(root, "", (), {}))


def _read(project: Merged) -> Reading:
    """Read a project; the problems have the paths that its editors know."""
    from macros.publish.keep import Keep

    reading = read_library(project.root, Keep())
    reading.problems = project.named([*project.problems, *reading.problems])
    return reading


def _whole(reading: Reading) -> Library:
    """What was read, as a library: it holds far less. Stops when there is an error."""
    _say(reading)
    library = reading.library()
    assert library is not None, "stopped by an error"
    return library


def _say(reading: Reading) -> None:
    """Print every problem; stop when one of them is an error."""
    if reading.problems:
        err.print(report.as_text(reading.problems), markup=False)
    if reading.errors:
        count = len(reading.errors)
        noun = "fout" if count == 1 else "fouten"
        err.print(f"\n{count} {noun} in de inhoud. De site is niet veranderd.", markup=False)
        raise typer.Exit(1)


@app.command()
def check(
    root: Root = ROOT,
    overlay: Layer = None,
    form: Annotated[Form, typer.Option("--format", help="Hoe de meldingen eruitzien.")] = Form.text,
    fix: Annotated[
        bool, typer.Option("--fix", help="Herstel eerst wat veilig vanzelf kan.")
    ] = False,
) -> None:
    """Kijk alle casussen en andere teksten na, ook de spelling."""
    from macros.publish.keep import Keep

    if fix:
        err.print(report.as_mended(fix_library(root)), markup=False)
    with _project(root, overlay) as project:
        reading = _read(project)
        spelling = check_spelling(reading, project.root / CASES_FOLDER, kept=Keep())
        colours = check_colours(project.root)
    reading.problems += project.named([*spelling.problems, *colours])
    if form is not Form.text:
        typer.echo(report.FORMATS[form.value](reading.problems), nl=False)
        raise typer.Exit(report.exit_code(reading.problems))
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
    reading = read_library(root)
    reading.problems += check_colours(root)
    return _whole(reading)


@app.command()
def build(
    root: Root = ROOT,
    target: Annotated[Path | None, typer.Option("--naar", help="Waar de site komt.")] = None,
    with_papers: WithPapers = True,
    overlay: Layer = None,
) -> None:
    """Maak de hele site met alle pdf's in de map site."""
    from macros.publish.errors import BuildError, explain
    from macros.publish.offline import NAME as ZIP
    from macros.publish.pdf import PaperError

    site = (target or root / "site").resolve()
    bar = Progress(console=err, transient=True, auto_refresh=False)
    try:
        with _project(root, overlay) as project:
            library = _whole(_read(project))
            os.environ.update({"SITE_NAME": project.name} if project.name else {})
            with bar:
                pages, papers = _build(project.root, site, library, bar, with_papers)
    except (BuildError, PaperError, OSError, sqlite3.Error) as error:
        err.print(f"De site is niet gebouwd en niet veranderd.\n{explain(error)}", markup=False)
        raise typer.Exit(1) from None
    out.print(f"Klaar: {pages} pagina's en {papers} pdf's in {site}")
    # From a disk a browser shows no page for a folder; the zip has links that it can follow.
    out.print(f"Kijk met: make serve. Of pak {site / ZIP} uit en open index.html daarin.")
    if papers and not os.environ.get("SITE_URL"):
        out.print(
            "Op papier staat geen webadres. Wilt u dat wel, geef het dan mee: SITE_URL=https://…"
        )


def _build(
    root: Path, target: Path, library: Library, bar: Progress, with_papers: bool
) -> tuple[int, int]:
    """Build beside the site, then swap; gives the number of pages and of papers."""
    from macros.publish import build as publish
    from macros.publish.place import fresh_folder, swap
    from macros.site_value import site_of

    site = site_of(root, library)
    os.environ["SOURCE_DATE_EPOCH"] = str(site.edition.epoch)  # for MkDocs and for the PDFs
    with fresh_folder(target) as fresh:
        keep = publish.keep_for(library, target)
        made = _fill(root, fresh, site, bar, with_papers, keep)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # too late: from here the new site is there
        swap(fresh, target)
    return made


def _fill(
    root: Path, fresh: Path, site: Site, bar: Progress, with_papers: bool, keep: Keep
) -> tuple[int, int]:
    """Pages and PDFs into the fresh folder; gives the number of each."""
    from macros.publish import build as publish

    step = bar.add_task("Pagina's maken", total=None)
    bar.refresh()
    publish.make_pages(root, fresh, site, keep)
    papers = _all_papers(fresh, site, bar, step) if with_papers else 0
    bar.update(step, description="Zoeken en offline", refresh=True)
    pages = publish.finish(fresh, site, keep)
    keep.tidy()
    return pages, papers


def _all_papers(fresh: Path, site: Site, bar: Progress, step: TaskID) -> int:
    """Every PDF into the fresh folder; gives their number."""
    from macros.publish.keep import cache_folder
    from macros.publish.papers import jobs_of, make_papers
    from macros.sheets import sheets

    jobs = jobs_of(site, sheets(site), fresh)
    bar.update(step, description="Pdf's maken", total=len(jobs), refresh=True)
    cache = cache_folder() / PAPERS
    return make_papers(jobs, cache, lambda: bar.update(step, advance=1, refresh=True)).papers


Profile = Annotated[str, typer.Option("--profile", help="huis, of drukker: met afloop en merken.")]
Folder = Annotated[Path, typer.Option("--naar", help="De map voor de pdf's.")]


@app.command()
def papier(naar: Folder, profile: Profile = "drukker", root: Root = ROOT) -> None:
    """Maak alle pdf's in een eigen map, bijvoorbeeld voor een drukkerij."""
    from macros.sheets import sheets
    from macros.site_value import site_of

    library = _library(root)
    site = site_of(root, library)
    _papers(root, site, sheets(site), profile, naar)


@app.command(name="set")
def make_set(
    programma: Annotated[str, typer.Argument(help="Bijvoorbeeld: dagdeel.")],
    deelnemers: Annotated[int, typer.Option(min=1, max=200)],
    tafels: Annotated[int, typer.Option(min=1, max=50)],
    naar: Folder,
    casus: Annotated[list[str] | None, typer.Option(help="Andere casussen, op volgorde.")] = None,
    start: Annotated[
        datetime | None, typer.Option(formats=["%H:%M"], help="Begintijd, bijvoorbeeld 13:30.")
    ] = None,
    profile: Profile = "huis",
    root: Root = ROOT,
) -> None:
    """Maak één pdf met de hele set van een programma, geteld voor uw groep."""
    from macros.sheets import paper_set_sheet
    from macros.site_value import site_of

    library = _library(root)
    site = site_of(root, library)
    try:
        minute = start.hour * 60 + start.minute if start else None
        group = (deelnemers, tafels)
        chosen = paper_set_sheet(site, programma, group, tuple(casus or ()), minute)
    except KeyError as unknown:
        err.print(f"Dit programma of deze casus is er niet: {unknown.args[0]}", markup=False)
        raise typer.Exit(1) from None
    _papers(root, site, [chosen], profile, naar)


def _papers(root: Path, site: Site, papers: Iterable[Sheet], profile: str, to: Path) -> None:
    """Make these papers with a progress bar; styles come from the sources of the site."""
    from macros.publish.keep import cache_folder
    from macros.publish.papers import jobs_of, make_papers
    from macros.publish.pdf import PROFILES, PaperError

    if profile not in PROFILES:
        err.print(f"Kies een van deze profielen: {', '.join(PROFILES)}.", markup=False)
        raise typer.Exit(2)
    jobs = jobs_of(site, papers, root / "docs", profile, to)
    try:
        with Progress(console=err, transient=True) as bar:
            step = bar.add_task("Pdf's maken", total=len(jobs))
            outcome = make_papers(jobs, cache_folder() / PAPERS, lambda: bar.advance(step))
    except (PaperError, OSError) as error:
        err.print(str(error), markup=False)
        raise typer.Exit(1) from None
    out.print(f"Klaar: {outcome.papers} pdf's in {to}")


@app.command()
def export(
    naar: Annotated[Path, typer.Option("--naar", help="Een lege map.")],
    root: Root = ROOT,
    with_papers: WithPapers = True,
    overlay: Layer = None,
) -> None:
    """Schrijf alles als gewone bestanden, voor een ander programma dan MkDocs."""
    from macros.plain import DOCS, write_plain
    from macros.publish.errors import BuildError, explain
    from macros.publish.keep import Keep
    from macros.sheets import sheets
    from macros.site_value import site_of

    try:
        with _project(root, overlay) as project:
            library = _whole(_read(project))
            os.environ.update({"SITE_NAME": project.name} if project.name else {})
            site = site_of(project.root, library)
            pages = write_plain(project.root, naar, site, Keep())
            if with_papers:
                _papers(project.root, site, sheets(site), "huis", naar / DOCS)
    except (BuildError, OSError) as error:
        err.print(explain(error), markup=False)
        raise typer.Exit(1) from None
    out.print(f"Klaar: {pages} pagina's in {naar}. Bouw daar bijvoorbeeld met: zensical build")


@app.command()
def verify(site: Annotated[Path, typer.Argument(help="De map van de site.")]) -> None:
    """Kijk of een gepubliceerde site nog precies zo is als zij is gebouwd."""
    from macros.publish.listing import files_below
    from macros.publish.manifest import differences

    found = list(differences(site))
    for path, how in found:
        err.print(f"{how}: {path}", markup=False)
    if found:
        err.print(f"\nDe site klopt niet: {len(found)} verschillen.", markup=False)
        raise typer.Exit(1)
    count = len(files_below(site)) - 1  # the manifest does not name itself
    out.print(f"In orde: {count} bestanden zijn zoals ze zijn gebouwd.")


@app.command()
def release(
    root: Root = ROOT,
    target: Annotated[Path, typer.Option("--naar", help="Waar de bestanden komen.")] = Path("dist"),
) -> None:
    """Zet de gebouwde site klaar om uit te geven: zips, pdf's, licenties en controlegetallen."""
    from macros.edition import read_edition
    from macros.publish.errors import BuildError, explain
    from macros.publish.manifest import differences
    from macros.publish.release import write_release

    if any(differences(root / "site")):
        err.print("De map site is niet heel. Bouw eerst: make site", markup=False)
        raise typer.Exit(1)
    try:
        made = write_release(root, root / "site", target, read_edition(root))
    except (BuildError, OSError) as error:
        err.print(explain(error), markup=False)
        raise typer.Exit(1) from None
    for file in made:
        out.print(str(file), markup=False)


@app.command()
def addresses(root: Root = ROOT) -> None:
    """Schrijf nieuwe adressen bij in het boek van adressen die blijven bestaan."""
    from macros.addresses import lasting_addresses
    from macros.content.ledger import PATH, add_to_ledger
    from macros.site_value import site_of

    library = _library(root)
    fresh = add_to_ledger(root, lasting_addresses(root, site_of(root, library)))
    out.print(f"{len(fresh)} nieuwe adressen bijgeschreven in {PATH}.")


@app.command()
def serve(
    address: Annotated[str, typer.Option("--adres", help="Waar u kijkt.")] = "127.0.0.1:8000",
) -> None:
    """Bekijk de site terwijl u schrijft; elke wijziging komt vanzelf in beeld."""
    from macros.serving import serve as serve_site

    try:
        serve_site(ROOT, address, lambda text: out.print(text, markup=False))
    except (OSError, ValueError) as error:
        err.print(f"Op {address} kan de site niet staan: {error}.", markup=False)
        err.print("Kies een ander adres, bijvoorbeeld: --adres 127.0.0.1:8001", markup=False)
        raise typer.Exit(1) from None


desk.register(app)

if __name__ == "__main__":
    app()
