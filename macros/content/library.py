"""The whole library: every file read, checked and linked both ways, all problems at once."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from macros.content import models, source
from macros.content.body import Body
from macros.content.body_checks import is_broken_picture
from macros.content.data import (
    Glossary,
    Sources,
    read_glossary,
    read_sources,
    read_thesaurus,
    read_vocabulary,
)
from macros.content.draft import Draft, read_draft
from macros.content.entries import (
    CaseEntry,
    CautionEntry,
    Entry,
    IssueEntry,
    LawEntry,
    ProgrammeEntry,
    RoleEntry,
)
from macros.content.house_checks import HouseRules
from macros.content.kept import Kept, Step, Unpack
from macros.content.kinds import (
    CASE,
    CAUTION,
    DILEMMA,
    DISCUSSION,
    KINDS,
    LAW,
    PROGRAMME,
    ROLE,
    Kind,
)
from macros.content.ledger import read_ledger
from macros.content.privacy import read_names
from macros.content.problems import Problem, problem
from macros.content.prose import bare, written
from macros.content.searchwords import Thesaurus
from macros.content.vocabulary import Vocabulary

CASES_FOLDER = "cases"
FOLDERS = (*(kind.folder for kind in KINDS), "beelden")
TEXT_NAMES = (".md", ".markdown", ".txt")  # a text under another name is said to be misnamed
AnyEntry = Entry[Any]


@dataclass(frozen=True, eq=False)
class Library:
    """All content that passed the check, by kind and slug, in the order of the ids.

    A library is the same as itself only: to compare the texts of two would take long.
    """

    words: Vocabulary
    sources: Sources
    glossary: Glossary
    by_kind: Mapping[str, Mapping[str, AnyEntry]]
    thesaurus: Thesaurus = field(default_factory=Thesaurus)

    @cached_property
    def cases(self) -> tuple[CaseEntry, ...]:
        """The cases in the order of their ids."""
        return tuple(self.by_kind[CASE.name].values())

    @property
    def dilemmas(self) -> tuple[IssueEntry, ...]:
        """The dilemmas in the order of their ids."""
        return tuple(self.by_kind[DILEMMA.name].values())

    @property
    def discussions(self) -> tuple[IssueEntry, ...]:
        """The points for discussion in the order of their ids."""
        return tuple(self.by_kind[DISCUSSION.name].values())

    @property
    def cautions(self) -> tuple[CautionEntry, ...]:
        """The points to watch in the order of their ids."""
        return tuple(self.by_kind[CAUTION.name].values())

    @property
    def roles(self) -> tuple[RoleEntry, ...]:
        """The four roles and then the two markers."""
        everything = cast(Iterable[RoleEntry], self.by_kind[ROLE.name].values())
        return tuple(sorted(everything, key=lambda role: (role.meta.is_marker, role.order)))

    @property
    def programmes(self) -> tuple[ProgrammeEntry, ...]:
        """The programmes in the order of their ids."""
        return tuple(self.by_kind[PROGRAMME.name].values())

    @property
    def laws(self) -> tuple[LawEntry, ...]:
        """The law pages in the order of their ids."""
        return tuple(self.by_kind[LAW.name].values())

    @property
    def entries(self) -> Iterator[AnyEntry]:
        """Everything, kind by kind."""
        for entries in self.by_kind.values():
            yield from entries.values()

    def get(self, kind: str, slug: str) -> AnyEntry:
        """The entry of this kind with this slug; KeyError when there is none."""
        return self.by_kind[kind][slug]

    @cached_property
    def cases_by_reference(self) -> dict[str, tuple[CaseEntry, ...]]:
        """The cases, in the order of their ids, that name each reference."""
        found: dict[str, list[CaseEntry]] = {}
        for case in self.cases:
            for reference in case_references(case.meta):
                found.setdefault(reference, []).append(case)
        return {reference: tuple(cases) for reference, cases in found.items()}

    @cached_property
    def places_by_reference(self) -> dict[str, list[int]]:
        """The same, each case by its place."""
        found = self.cases_by_reference.items()
        return {reference: [*map(self.place_of, cases)] for reference, cases in found}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {case.slug: place for place, case in enumerate(self.cases)}

    def place_of(self, case: CaseEntry) -> int:
        """How many cases stand before this one."""
        return self._places[case.slug]

    def cases_of(self, entry: AnyEntry) -> tuple[CaseEntry, ...]:
        """The cases that name this dilemma, role, law or point."""
        return self.cases_by_reference.get(entry.reference, ())


def case_references(case: models.Case) -> Iterator[str]:
    """Everything that a case names, as references."""
    named = {
        ROLE: case.roles,
        DILEMMA: case.dilemmas,
        DISCUSSION: case.discussions,
        CAUTION: case.cautions,
        LAW: case.laws,
    }
    for kind, slugs in named.items():
        for slug in slugs:
            yield f"{kind.name}:{slug}"


@dataclass
class Reading:
    """What a read gave: the files that could be understood, and every problem.

    ``unreadable`` are the kind and slug of the files that are there but could not be read.
    ``published`` are the addresses that were ever on the site.
    """

    words: Vocabulary | None = None
    sources: Sources = field(default_factory=dict)
    glossary: Glossary = field(default_factory=dict)
    thesaurus: Thesaurus = field(default_factory=Thesaurus)
    files: list[Draft] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    published: frozenset[str] = frozenset()

    @property
    def oldest_first(self) -> list[Draft]:
        """The files, the published ones before the new: when two clash, a new one gives way."""
        return sorted(self.files, key=lambda d: f"{d.kind.address}/{d.slug}/" not in self.published)

    @cached_property
    def role_labels(self) -> dict[str, str]:
        """The title of every role of which the title is right, once all files are read."""
        roles = (d for d in self.files if d.kind is ROLE and "title" in d.built.good)
        return {role.slug: role.built.partial.title for role in roles}

    def has_errors_in(self, *names: str) -> bool:
        """Whether one of these lists of ``cases/`` has an error in it; an absent one has none."""
        paths = {f"{CASES_FOLDER}/{name}" for name in names}
        wrong = (p for p in self.problems if p.is_error and p.path in paths)
        return any(p.code != "bestand-ontbreekt" for p in wrong)

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return [p for p in self.problems if p.is_error]

    def library(self) -> Library | None:
        """The library, if nothing stands in its way."""
        if self.errors or self.words is None:
            return None
        by_kind: dict[str, dict[str, AnyEntry]] = {kind.name: {} for kind in KINDS}
        for entry in sorted((draft.entry() for draft in self.files), key=lambda e: e.order):
            by_kind[entry.kind.name][entry.slug] = entry
        return Library(self.words, self.sources, self.glossary, by_kind, self.thesaurus)


def read_library(root: Path, kept: Kept | None = None, unpack: Unpack = pickle.loads) -> Reading:
    """Read and check everything in ``root/cases``. Never raises for what an editor typed.

    With ``kept`` a file that did not change is not parsed again, only unpacked.
    """
    from macros.content import address_checks, library_checks, page_checks

    reading = Reading()
    reading.published = frozenset(line.address for line in read_ledger(root, reading.problems))
    folder = root / CASES_FOLDER
    reading.words = read_vocabulary(folder, reading.problems)
    reading.sources = read_sources(folder, reading.problems)
    reading.glossary = read_glossary(folder, reading.problems)
    reading.problems += source.check_folders(folder, FOLDERS)
    reading.thesaurus = read_thesaurus(folder, reading.problems)
    rules = HouseRules(read_names(folder, reading.problems), reading.glossary)
    desk = _Desk(root, reading.words, rules)
    _read_files(desk, reading, kept, unpack)
    reading.problems += library_checks.check_library(reading)
    reading.problems += address_checks.check_addresses(reading, root)
    reading.problems += page_checks.check_pages(root)
    reading.problems += rules.check_library(reading, folder)
    reading.problems = _in_order(reading.problems)
    return reading


def _in_order(problems: list[Problem]) -> list[Problem]:
    """By file and line; the same thing is said once."""
    doubled = {p.path for p in problems if p.code == "slug-dubbel"}  # says that the name is wrong
    return sorted(
        p for p in dict.fromkeys(problems) if p.code != "bestandsnaam" or p.path not in doubled
    )


def _files_of(folder: Path, problems: list[Problem], root: Path) -> list[Path]:
    if folder.is_symlink() or not folder.is_dir():
        return []
    found = sorted(folder.iterdir())
    for file in found:
        if not _is_text(file) and not file.name.startswith("."):
            path = file.relative_to(root).as_posix()
            code = "map-te-veel" if file.is_dir() else "vreemd-bestand"
            problems.append(problem(code, path, 1, naam=file.name, map=path.rpartition("/")[0]))
    return list(filter(_is_text, found))


def _is_text(file: Path) -> bool:
    return file.name.lower().endswith(TEXT_NAMES)


@dataclass(frozen=True)
class _Seen:
    """One file after it was read: what could be understood of it, and every problem in it."""

    draft: Draft | None
    problems: list[Problem]


@dataclass(frozen=True)
class _Desk:
    """All that the reading of one file depends on, but for the file itself."""

    root: Path
    words: Vocabulary | None
    rules: HouseRules

    def read(self, place: tuple[Path, Kind]) -> _Seen:
        """Read one file; never raises for what an editor typed."""
        file, kind = place
        path = self._path(file)
        try:
            raw = source.read_bytes(file, path)
            opened = read_draft(raw, file, kind, path, self.words)
        except source.UnreadableError as refused:
            return _Seen(None, [*refused.problems])
        except OSError as error:
            return _Seen(None, [problem("niet-te-lezen", path, 1, reden=error.strerror or error)])
        on_words, wording = self.rules.look_at(opened.passages)
        problems = [*opened.problems, *on_words]
        finish = bare if any(p.is_error for p in problems) else self._written
        body = finish(opened.draft.body)
        return _Seen(replace(opened.draft, body=body, wording=wording), problems)

    def _written(self, body: Body) -> Body:
        return written(body, self.rules.explained)

    def packed(self, place: tuple[Path, Kind]) -> bytes:
        """The same, to be kept."""
        return pickle.dumps(self.read(place))

    def facts(self, place: tuple[Path, Kind]) -> object:
        """What decides about the outcome."""
        file, kind = place
        return self._path(file), kind.name, file.read_bytes(), self._surroundings

    @cached_property
    def _surroundings(self) -> str:
        folder = self.root / CASES_FOLDER / "beelden"
        pictures = sorted((file.name, is_broken_picture(file)) for file in folder.glob("*"))
        everything = repr((self.words, self.rules, pictures))
        return hashlib.sha256(everything.encode()).hexdigest()

    def _path(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix()


def _read_files(desk: _Desk, reading: Reading, kept: Kept | None, unpack: Unpack) -> None:
    places = [
        (file, kind)
        for kind in KINDS
        for file in _files_of(desk.root / CASES_FOLDER / kind.folder, reading.problems, desk.root)
    ]
    for (file, kind), seen in zip(places, _all_seen(places, desk, kept, unpack), strict=True):
        reading.problems += seen.problems
        if seen.draft:
            reading.files.append(seen.draft)
        else:
            reading.unreadable.append((kind.name, file.stem))


def _all_seen(
    places: list[tuple[Path, Kind]], desk: _Desk, kept: Kept | None, unpack: Unpack
) -> Iterator[_Seen]:
    """Each file as it was read, in order; unusual files are never kept."""
    if kept is None:
        yield from map(desk.read, places)
        return
    ordinary = [place for place in places if source.is_ordinary(place[0])]
    packed = zip(
        ordinary, kept.values(Step("bestand", desk.facts, desk.packed), ordinary), strict=True
    )
    known = next(packed, None)
    for place in places:
        if known and place is known[0]:
            yield unpack(known[1])
            known = next(packed, None)
        else:
            yield desk.read(place)
