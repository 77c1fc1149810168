"""``python -m tests.bench``: what a build costs, beside plain mkdocs-material in the same run."""

from __future__ import annotations

import json
import math
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from tests.bench.generate import write_project
from tests.bench.measure import Cost, measure, megabytes, middle
from tests.bench.peers import text_by_hand, write_hugo, write_plain

ROOT = Path(__file__).resolve().parents[2]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
OURS, FULL, EDITED = "pages", "with papers", "one edit"
PLAIN, TEXT_ONLY = "plain", "plain, text only"
CHECK, AGAIN = "check", "check again"
HUGO, ZENSICAL = "hugo", "zensical"
BUILD = [sys.executable, "-m", "macros", "build", "--map", "."]
COMMANDS = {
    OURS: [*BUILD, "--zonder-papier"],
    FULL: BUILD,
    PLAIN: [sys.executable, "-m", "mkdocs", "build", "-q"],
    TEXT_ONLY: [sys.executable, "-m", "mkdocs", "build", "-q"],
    CHECK: [sys.executable, "-m", "macros", "check", "--map", "."],
    AGAIN: [sys.executable, "-m", "macros", "check", "--map", "."],
    HUGO: ["hugo", "--quiet", "--destination", "site"],
    ZENSICAL: [sys.executable, "-m", "zensical", "build"],
}
Costs = dict[str, Cost]
# A build after an edit deletes the old site. Deleting thousands of files makes some disks slow
# for a minute, for whoever comes next.
MANY, REST = 1_000, 60  # cases, seconds


def costs_at(count: int, repeats: int, papers: bool, work: Path) -> Costs:
    """The median costs at ``count`` cases; the subjects take turns, so that noise hits all."""
    folders = dict(_subjects(count, papers, work))
    runs: dict[str, list[Cost]] = {name: [] for name in folders}
    for turn in range(repeats):
        for name, folder in folders.items():
            runs[name].append(_one_run(name, turn, folder))
            typer.echo(f"  {count} {name}: {runs[name][-1].seconds:.2f} s", err=True)
            if name == EDITED and count >= MANY:
                time.sleep(REST)
    return {name: middle(costs) for name, costs in runs.items()}


def _subjects(count: int, papers: bool, work: Path) -> Iterator[tuple[str, Path]]:
    """Everything to measure with its folder; a peer that is not on this machine is left out."""
    project = write_project(ROOT, work / f"ours-{count}", count)
    plain = write_plain(ROOT, work / f"plain-{count}", count)
    yield from (
        (OURS, project),
        (PLAIN, plain),
        (TEXT_ONLY, write_plain(ROOT, work / f"text-{count}", count, text_by_hand)),
        (EDITED, project),
        (CHECK, project),
        (AGAIN, project),
    )
    if papers:
        yield FULL, project
    if shutil.which("hugo"):
        yield HUGO, write_hugo(ROOT, work / f"hugo-{count}", count)
    if find_spec("zensical"):
        yield ZENSICAL, plain


def _one_run(name: str, turn: int, folder: Path) -> Cost:
    """One cold run; ``EDITED`` and the checks find what the run before them left behind."""
    if name not in (EDITED, CHECK, AGAIN):
        _put_aside(folder)
    if name == EDITED:
        _one_run(OURS, turn, folder)
        _edit(folder, turn)
    env = {**os.environ, **QUIET, "SOURCE_DATE_EPOCH": "1700000000", "PYTHONPATH": str(folder)}
    cost = measure(COMMANDS.get(name, COMMANDS[OURS]), folder, env)
    return replace(cost, output=megabytes(folder / "site") if (folder / "site").exists() else 0)


def _put_aside(folder: Path) -> None:
    """Away with what an earlier run made, to be deleted when all is over (see ``REST``)."""
    aside = Path(tempfile.mkdtemp(prefix="weg-", dir=folder.parent))
    for left in ("site", ".cache"):
        if (folder / left).exists():
            (folder / left).rename(aside / left)


def _edit(project: Path, turn: int) -> None:
    """Change one sentence of one case, another one each turn."""
    cases = sorted((project / "cases" / "casussen").glob("verzonnen-*.md"))
    case = cases[len(cases) // 2 + turn]
    text = case.read_text(encoding="utf-8")
    case.write_text(
        text.replace("## Dilemma\n\n", "## Dilemma\n\nDit is nieuw. "), encoding="utf-8"
    )


def table(costs: dict[int, Costs]) -> str:
    """The figures as a Markdown table."""
    rows = [
        "| N | subject | seconds | processor | memory MB | output MB | time ratio | memory ratio |",
        "|--:|---|--:|--:|--:|--:|--:|--:|",
    ]
    for count, found in costs.items():
        for name, cost in found.items():
            base = found[OURS] if name == EDITED else found[PLAIN]
            rows.append(
                f"| {count} | {name} | {cost.seconds:.2f} | {cost.processor:.2f} "
                f"| {cost.memory:.0f} | {cost.output:.1f} | {cost.seconds / base.seconds:.2f} "
                f"| {cost.memory / base.memory:.2f} |"
            )
    return "\n".join(rows)


def growth(costs: dict[int, Costs], name: str) -> float | None:
    """The exponent with which time grows between the two largest counts; 1 is linear."""
    if len(costs) < 2:
        return None
    (small, first), (large, last) = list(costs.items())[-2:]
    return math.log(last[name].seconds / first[name].seconds) / math.log(large / small)


def main(
    n: Annotated[list[int] | None, typer.Option(help="How many cases; may be given often.")] = None,
    repeats: Annotated[int, typer.Option(help="Runs per figure; the median counts.")] = 3,
    papers: Annotated[bool, typer.Option(help="Also measure the build with all PDFs.")] = True,
    save: Annotated[Path | None, typer.Option(help="Write the figures here as JSON.")] = None,
) -> None:
    """Measure builds of N invented cases beside plain mkdocs-material on N pages.

    ``plain`` has the same pages as a reader sees them, written by hand; ``plain, text only`` has
    of every page the text of the case alone.
    ``pages`` is our cold build of everything but the PDFs (the peer makes none), ``with papers``
    has them too, ``one edit`` is a build after one changed sentence (its ratio is to ``pages``),
    ``check`` is the check alone after that build, which did not look at the spelling, and
    ``check again`` the same once more. Hugo and Zensical join where they are installed.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        counts = n or [24, 200, 1000]
        costs = {count: costs_at(count, repeats, papers, Path(work)) for count in counts}
    typer.echo(table(costs))
    if exponent := growth(costs, OURS):
        typer.echo(f"\nGrowth exponent between the two largest: {exponent:.2f}")
    if save:
        found = {c: {k: asdict(v) for k, v in d.items()} for c, d in costs.items()}
        save.write_text(json.dumps(found, indent=1), encoding="utf-8")


typer.run(main)
