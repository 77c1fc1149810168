"""SHELL: the commands that workflows call; each can be run here just as well."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from macros.content.kinds import BY_NAME, Kind
from macros.content.library import CASES_FOLDER, Library, Reading, read_library
from macros.content.library_checks import next_id
from macros.content.spelling import check_spelling
from macros.report import as_text
from macros.views.form import form_fields

ROOT = Path(__file__).resolve().parent.parent
Root = Annotated[Path, typer.Option("--map", help="De map van het project.")]


Sort = StrEnum("Sort", list(BY_NAME))  # type: ignore[misc]  # the kinds of content are the names


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (new, findings, intake, links, pictures, preview, cms, forms):
        app.command()(command)


def new(sort: Annotated[Sort, typer.Argument(help="Wat u wilt maken.")], root: Root = ROOT) -> None:
    """Maak een nieuwe casus of een ander bestand: wij vragen, u antwoordt."""
    try:
        path = _ask_and_write(root, BY_NAME[sort.value])
    except typer.Abort:
        typer.echo("\nGestopt. Er is niets geschreven.", err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"Het bestand is niet te schrijven: {error.strerror}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"\nGemaakt: {path}. Open het bestand en schrijf de tekst bij elke kop.")
    left = (p for p in read_library(root).problems if p.path == path)
    found = [p for p in left if p.code != "nog-te-schrijven"]
    if found:
        typer.echo(f"Kijk ook naar dit:\n\n{as_text(found)}")
    typer.echo("Klaar met schrijven? Kijk dan met: make check")


def _ask_and_write(root: Path, kind: Kind) -> str:
    from macros.ask import ask_all
    from macros.skeleton import free_path, new_text, write_new

    reading = read_library(root)
    library = _whole(reading)
    typer.echo("Beantwoord de vragen. Stoppen kan met Ctrl+C: dan is er niets geschreven.")
    given = ask_all(form_fields(library, kind), kind.model)
    fixed = {"id": next_id(reading, kind.name), "herkomst": "samengesteld",
             "nagekeken": datetime.date.today().isoformat()}  # fmt: skip
    known = {str(info.alias) for info in kind.model.model_fields.values()}
    given |= {name: value for name, value in fixed.items() if name in known}
    path = free_path(root, kind, given["titel"])
    write_new(root, path, new_text(library, kind, given))
    return path


def findings(
    target: Annotated[Path, typer.Option("--naar", help="Het bestand dat u wilt maken.")],
    beside: Annotated[
        bool, typer.Option("--bij-de-regel", help="Zeg elke melding ook bij de regel (GitHub).")
    ] = False,
    root: Root = ROOT,
) -> None:
    """Schrijf alle meldingen van de controle als JSON. Stopt nooit met een fout."""
    from macros.comment import annotation, read_findings

    rows = [dataclasses.asdict(found) for found in sorted(_reading(root).problems)]
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    target.write_text(f"{text}\n", encoding="utf-8")
    for found in read_findings(text) if beside else ():
        typer.echo(annotation(found))
    typer.echo(f"{len(rows)} meldingen in {target}")


def _reading(root: Path) -> Reading:
    """Everything that ``check`` looks at."""
    reading = read_library(root)
    reading.problems += check_spelling(reading, root / CASES_FOLDER).problems
    return reading


def intake(
    kind: Annotated[str, typer.Option("--soort", help="casus of opmerking.")] = "casus",
    variable: Annotated[
        str, typer.Option("--uit", help="De omgevingsvariabele met de tekst van het formulier.")
    ] = "ISSUE_BODY",
    report: Annotated[
        Path | None, typer.Option("--verslag", help="Waar het verslag komt, in Markdown.")
    ] = None,
    root: Root = ROOT,
) -> None:
    """Maak van een ingevuld formulier een casus of een wijziging."""
    from macros.comment import comment, read_findings
    from macros.edition import read_edition
    from macros.intake import IntakeError, case_from_issue, remark_from_issue, write

    library, body = _library(root), os.environ.get(variable, "")
    try:
        if kind == "opmerking":
            change = remark_from_issue(body, library, root)
        else:
            change = case_from_issue(body, library, read_edition(root).day)
        write(change, root)
    except IntakeError as refused:
        _write(report, f"{refused}\n")
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None
    found = [p for p in _reading(root).problems if p.path == change.path]
    rows = json.dumps([dataclasses.asdict(p) for p in sorted(found)])
    _write(report, comment(read_findings(rows)))
    typer.echo(change.path)


def _library(root: Path) -> Library:
    return _whole(read_library(root))


def _whole(reading: Reading) -> Library:
    library = reading.library()
    if library is None:
        typer.echo("De inhoud is niet in orde. Kijk eerst met: python -m macros check", err=True)
        raise typer.Exit(1)
    return library


def _write(file: Path | None, text: str) -> None:
    if file:
        file.write_text(text, encoding="utf-8")


def links(
    report: Annotated[Path, typer.Option("--verslag", help="Waar het verslag komt, in Markdown.")],
    root: Root = ROOT,
) -> None:
    """Vraag elk adres van de bronnen op. Eindigt met 1 als er een weg of stil is."""
    from macros.links import check_links, is_worrying
    from macros.links import report as as_report

    sources = read_library(root).sources
    addresses = {name: row.address for name, row in sources.items() if row.address}
    rows = tuple(check_links(addresses))
    report.write_text(as_report(rows), encoding="utf-8")
    raise typer.Exit(int(is_worrying(rows)))


def preview(
    since: Annotated[str, typer.Option("--since", help="Vergelijk met deze versie.")],
    target: Annotated[Path, typer.Option("--naar", help="Waar het voorbeeld komt.")] = Path(
        "voorbeeld"
    ),
    site: Annotated[Path, typer.Option("--site", help="De gebouwde site.")] = ROOT / "site",
    root: Root = ROOT,
) -> None:
    """Maak een voorbeeld: de site als zip en plaatjes van wat veranderde."""
    from macros.preview import PreviewError, changed_files, make_preview

    try:
        files = changed_files(root, since)
    except PreviewError as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None
    made = make_preview(site, target, _library(root), files)
    for file in made:
        typer.echo(str(file))
    typer.echo(f"{len(files)} bestanden veranderd, {len(made)} plaatjes in {target}")


def pictures(
    target: Annotated[Path, typer.Option("--naar", help="Waar de plaatjes komen.")] = ROOT
    / "docs/assets/images/gids",
    root: Root = ROOT,
) -> None:
    """Maak de plaatjes voor de gids opnieuw, van de echte schermen."""
    from macros.guide_pictures import make_pictures

    for file in make_pictures(root, target):
        typer.echo(f"{file} ({file.stat().st_size // 1000} kB)")


def cms(
    port: Annotated[int, typer.Option("--poort", help="Op welke poort van deze machine.")] = 8080,
    root: Root = ROOT,
) -> None:
    """Bewerk de inhoud in een formulier in uw browser, op uw eigen computer."""
    from macros.cms import CmsError, serve

    try:
        serve(root, port, typer.echo)
    except CmsError as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None


def forms(root: Root = ROOT) -> None:
    """Maak de formulieren van GitHub en Forgejo en de sjablonen opnieuw."""
    from macros.issue_forms import write_forms
    from macros.skeleton import write_templates

    library = _library(root)
    for path in (*write_forms(library, root), *write_templates(library, root)):
        typer.echo(path)
