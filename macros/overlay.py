"""A gemeente's own name, look, parties and cases, laid over this project without a fork.

The two are merged into a folder of their own, which is then checked and built like any project.
What an overlay may hold stands in ``PARTS``; ``voorbeelden/overlay`` is a worked example.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.content.colours import TOKENS
from macros.content.data import read_data
from macros.content.library import CASES_FOLDER
from macros.content.problems import Problem, problem

PARTS = ("overlay.yml", "logo.svg", "tokens.css", "partijen.yml", "casussen", "README.md")
SIDES = ("extern", "intern")
_COPIED = ("docs", CASES_FOLDER)
_LINKED = ("macros", "overrides", "hooks.py", "mkdocs.yml", "pyproject.toml", ".git")
_CASES = Path(CASES_FOLDER) / "casussen"
_IMAGES = Path("docs/assets/images")
_FETCHES = re.compile(r"@import|url\(\s*['\"]?(?!data:)|expression\(|</", re.IGNORECASE)
_ACTIVE = re.compile(r"<script|<foreignObject|\son\w+\s*=|href\s*=\s*['\"]?(?!#)", re.IGNORECASE)


Shown = tuple[str, int]


@dataclass(frozen=True)
class Merged:
    """A project with an overlay on it. ``name`` is empty where the overlay gives none.

    ``shown`` gives for a path in the merged project the path in the overlay, and how many lines
    of ours stand above it there.
    """

    root: Path
    name: str
    problems: tuple[Problem, ...]
    shown: dict[str, Shown]

    def named(self, found: Iterable[Problem]) -> list[Problem]:
        """These problems, with the path that the editor of the overlay knows."""
        return [self._named(p) for p in found]

    def _named(self, found: Problem) -> Problem:
        path, above = self.shown.get(found.path, (found.path, 0))
        if found.line <= above:  # in what is ours
            return found
        return dataclasses.replace(found, path=path, line=found.line - above)


@contextmanager
def merged(root: Path, overlay: Path) -> Iterator[Merged]:
    """The project at ``root`` with ``overlay`` on it, in a folder that is gone afterwards."""
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="overlay-", dir=cache) as place:
        yield merge(root.resolve(), overlay.resolve(), Path(place))


def merge(root: Path, overlay: Path, target: Path) -> Merged:
    """Write the merged project to the empty folder ``target``; conflicts become problems."""
    for part in _COPIED:
        shutil.copytree(root / part, target / part, symlinks=True)
    for part in _LINKED:
        if (root / part).exists():
            (target / part).symlink_to(root / part)
    problems: list[Problem] = [*_foreign(overlay)]
    shown = dict(_add_cases(overlay, target, problems))
    _add_parties(overlay, target, problems)
    _add_logo(overlay, target, problems)
    shown |= _add_colours(overlay, target, problems)
    return Merged(target, _name(overlay, problems), tuple(problems), shown)


def _path(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _foreign(overlay: Path) -> Iterator[Problem]:
    """An overlay that is not there, or holds something that we would silently leave out."""
    if not overlay.is_dir():
        yield problem("overlay-ontbreekt", overlay.name, 1, map=overlay)
        return
    for file in sorted(overlay.iterdir()):
        if file.name not in PARTS and not file.name.startswith("."):
            known = ", ".join(PARTS)
            yield problem("overlay-vreemd", _path(file), 1, naam=file.name, keuze=known)


def _add_cases(overlay: Path, target: Path, problems: list[Problem]) -> Iterator[tuple[str, Shown]]:
    """Copy the local cases; gives the path of each in the merged project and in the overlay."""
    for file in sorted((overlay / "casussen").glob("*")):
        place = target / _CASES / file.name
        shown = f"{overlay.name}/casussen/{file.name}"
        if place.exists():
            problems.append(problem("overlay-bestaat", shown, 1, naam=file.name))
            continue
        shutil.copy2(file, place, follow_symlinks=False)  # the check refuses a link
        yield (_CASES / file.name).as_posix(), (shown, 0)


def _add_parties(overlay: Path, target: Path, problems: list[Problem]) -> None:
    """Add the local parties to the vocabulary; one that we know already is a conflict."""
    file = overlay / "partijen.yml"
    if not file.exists():
        return
    front, path = read_data(file, problems)
    vocabulary = target / CASES_FOLDER / "vocabulaire.yml"
    values: dict[str, Any] = dict(read_data(vocabulary, problems)[0].values)
    known = {slug for side in SIDES for slug in values["partijen"][side]}
    for side, terms in front.values.items():
        if side not in SIDES or not isinstance(terms, dict):
            problems.append(problem("overlay-kant", path, front.line((side,)), naam=side))
            continue
        problems += [
            problem("overlay-partij", path, front.line((side, slug)), naam=slug)
            for slug in sorted(terms.keys() & known)
        ]
        values["partijen"][side] |= {s: t for s, t in terms.items() if s not in known}
    text = yaml.safe_dump(_plain(values), allow_unicode=True, sort_keys=False)
    vocabulary.write_text(text, encoding="utf-8")


def _plain(value: Any) -> Any:
    """Tuples as lists: what YAML can write."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def _add_logo(overlay: Path, target: Path, problems: list[Problem]) -> None:
    """The logo takes the place of ours."""
    logo = overlay / "logo.svg"
    if not logo.exists():
        return
    if _ACTIVE.search(_text(logo)):
        problems.append(problem("overlay-logo", _path(logo), 1))
    for name in ("logo.svg", "favicon.svg"):
        (target / _IMAGES / name).write_bytes(logo.read_bytes())


def _add_colours(overlay: Path, target: Path, problems: list[Problem]) -> dict[str, Shown]:
    """The colours come after ours, so that they win; gives where they came to stand."""
    tokens = overlay / "tokens.css"
    if not tokens.exists():
        return {}
    text, ours = _text(tokens), _text(target / TOKENS)
    if found := _FETCHES.search(text):
        line = text.count("\n", 0, found.start()) + 1
        problems.append(problem("overlay-css", _path(tokens), line, tekst=found.group()))
    (target / TOKENS).write_text(f"{ours}\n{text}", encoding="utf-8")
    return {TOKENS: (_path(tokens), ours.count("\n") + 1)}


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _name(overlay: Path, problems: list[Problem]) -> str:
    """The name of the site, from ``overlay.yml``."""
    file = overlay / "overlay.yml"
    if not file.exists():
        return ""
    front, path = read_data(file, problems)
    name = front.values.get("naam", "")
    problems += [
        problem("veld-onbekend", path, front.line((key,)), veld=key, suggestion="naam")
        for key in front.values
        if key != "naam"
    ]
    if not isinstance(name, str) or "<" in name or len(name) > 60:
        problems.append(problem("overlay-naam", path, front.line(("naam",))))
        return ""
    return name
