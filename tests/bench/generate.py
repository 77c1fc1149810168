"""A project with N invented cases that pass our check.

Everything follows from the number of a case: the same N gives the same files on any machine.
No sentence stands in two cases, because each fills the open places of a sentence differently.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import gcd, prod
from pathlib import Path
from typing import Any

import yaml

from macros.content.library import Library, read_library

SENTENCES = Path(__file__).with_name("zinnen.yml")
LINKED_PARTS = ("macros", "docs", "overrides", "hooks.py", "mkdocs.yml", "pyproject.toml")
_SLOT = re.compile(r"\{(\w+)\}")
_NAMED_CASE = re.compile(r"casus:\s?([a-z0-9-]+)")


@dataclass(frozen=True)
class Choices:
    """What a case may choose from: slugs of the library around it."""

    library: Library

    def pick(self, name: str, number: int, count: int = 1) -> list[str]:
        """``count`` values of a list or kind, other ones for other numbers."""
        words = self.library.words.lists
        known = [*(self.library.by_kind[name] if name in self.library.by_kind else words[name])]
        start = number * 7 + len(name)
        return [known[(start + step) % len(known)] for step in range(count)]

    def label(self, name: str, slug: str) -> str:
        """How a reader sees a value of a list or kind."""
        if name in self.library.by_kind:
            return str(self.library.get(name, slug).meta.title)
        return self.library.words.label(name, slug)


@cache
def _texts() -> dict[str, Any]:
    return dict(yaml.safe_load(SENTENCES.read_text(encoding="utf-8")))


def sentence(template: str, number: int) -> str:
    """The template with its places filled; another number gives another sentence.

    Raises ValueError for a number beyond the choices that the places give.
    """
    lists = _texts()["lijsten"]
    names = [name.lower() for name in _SLOT.findall(template)]
    total = prod(len(lists[name]) for name in names)
    if number >= total:
        raise ValueError(f"only {total} sentences from: {template}")
    stride = next(
        s for s in range(total * 618 // 1000 + len(template), total) if gcd(s, total) == 1
    )
    at = number * stride % total
    for name in names:
        at, choice = divmod(at, len(lists[name]))
        template = _fill(template, lists[name][choice])
    return template[0].upper() + template[1:]


def _fill(template: str, word: str) -> str:
    return _SLOT.sub(lambda found: word, template, count=1)


def sentences(section: str, number: int) -> list[str]:
    """All sentences of a section for the case with this number."""
    return [sentence(template, number) for template in _texts()["secties"][section]]


def case_text(number: int, identity: int, choices: Choices) -> str:
    """A whole case file. ``identity`` is the number in its id."""
    return f"---\n{_front(number, identity, choices)}\n---\n\n{case_body(number, choices)}"


def _front(number: int, identity: int, choices: Choices) -> str:
    fields = fields_of(number, identity, choices)
    return "\n".join(f"{key}: {as_yaml(value)}" for key, value in fields.items())


def fields_of(number: int, identity: int, choices: Choices) -> dict[str, Any]:
    """The fields of a front matter, by their Dutch names."""
    pick = choices.pick
    return {
        "id": f"c{identity:02d}",
        "titel": title_of(number),
        "samenvatting": " ".join(sentences("samenvatting", number)),
        "domein": pick("domeinen", number, 1 + number % 2),
        "rollen": _roles(number, choices),
        "dilemmas": pick("dilemma", number, number % 2 + 1),
        "discussiepunten": pick("discussiepunt", number, number % 2),
        "aandachtspunten": [],
        "niveaus": pick("niveaus", number, 1 + number % 3),
        "themas": pick("themas", number, 1 + number % 2),
        "doelgroepen": pick("doelgroepen", number),
        "fase": pick("fases", number)[0],
        "extern": pick("partijen.extern", number, 3),
        "intern": pick("partijen.intern", number, 3),
        "gemeente": pick("gemeenten", number)[0],
        "plek": pick("plekken", number)[0],
        "afloop": pick("aflopen", number)[0],
        "wetten": pick("wet", number, number % 3),
        "tijd": pick("tijden", number)[0],
        "moeilijkheid": pick("moeilijkheden", number)[0],
        "herkomst": "samengesteld",
        "nagekeken": "2026-11-24",
    }


def as_yaml(value: Any) -> str:
    """A value as it stands in a front matter."""
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    return f'"{value}"' if " " in value else str(value)


def title_of(number: int) -> str:
    """The title of a case; no two have the same."""
    groups = _texts()["lijsten"]["groep"]
    group: str = groups[number % len(groups)]
    return f"{group[0].upper()}{group[1:]} {number}"


def file_of(number: int) -> str:
    """The name of the file of a case."""
    return f"verzonnen-{number:05d}.md"


def _roles(number: int, choices: Choices) -> list[str]:
    return choices.pick("rol", number, 3 if number % 4 == 0 else 2)


def case_body(number: int, choices: Choices) -> str:
    """The text of a case, some 700 words."""
    questions = "\n".join(f"{n}. {q}" for n, q in enumerate(sentences("vragen", number), 1))
    return "\n\n".join((
        "## Situatie", _prose("situatie", number), "## Keerpunt", _prose("keerpunt", number),
        "## Dilemma", _prose("dilemma", number), "## Vragen aan de groep", questions,
        "## Mogelijke rollen", *_role_parts(number, choices),
        "## Partijen", "\n".join(_parties(number, choices)),
        "## Nabespreking", _prose("nabespreking", number),
        "## Voor de gespreksleider", _prose("leider", number),
    )) + "\n"  # fmt: skip


def _prose(section: str, number: int) -> str:
    said = sentences(section, number)
    half = (len(said) + 1) // 2
    return "\n\n".join(" ".join(part) for part in (said[:half], said[half:]) if part)


def _role_parts(number: int, choices: Choices) -> Iterator[str]:
    for letter, slug in zip("abc", _roles(number, choices), strict=False):
        yield f"### {choices.library.get('rol', slug).meta.title}"
        yield _prose(f"rol_{letter}", number)
        risk = sentences(f"risico_{letter}", number)[0]
        yield f"**Risico:** {risk}"


def _parties(number: int, choices: Choices) -> Iterator[str]:
    slugs = choices.pick("partijen.extern", number, 3) + choices.pick("partijen.intern", number, 3)
    labels = choices.library.words.parties
    for slug, interest in zip(slugs, sentences("belang", number), strict=True):
        yield f"- **{labels[slug].label}** ({slug}): {interest[0].lower()}{interest[1:]}"


def write_project(source: Path, target: Path, count: int) -> Path:
    """This project with ``count`` cases: those that other texts need, the others invented."""
    target.mkdir(parents=True)
    for part in LINKED_PARTS:
        _copy(source / part, target / part)
    _copy(source / "cases", target / "cases")
    library = read_library(source).library()
    assert library is not None
    kept = _keep_needed_cases(target / "cases")
    _forget_the_others(target / "cases" / "adressen.txt", library, kept)
    first = 1 + max(int(case.meta.id[1:]) for case in library.cases)
    folder = target / "cases" / "casussen"
    for number in range(count - len(kept)):
        text = case_text(number, first + number, Choices(library))
        (folder / file_of(number)).write_text(text, encoding="utf-8")
    return target


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    elif source.exists():
        shutil.copy2(source, target)


def _keep_needed_cases(cases: Path) -> set[str]:
    """Throw away every case that no other text names; gives the slugs of those that stay."""
    folder = cases / "casussen"
    waiting = {f for f in cases.rglob("*") if f.is_file() and f.parent != folder}
    kept: set[str] = set()
    while waiting:
        text = waiting.pop().read_bytes().decode("utf-8", "ignore")
        new = {slug for slug in _NAMED_CASE.findall(text) if (folder / f"{slug}.md").exists()}
        waiting |= {folder / f"{slug}.md" for slug in new - kept}
        kept |= new
    for file in folder.glob("*.md"):
        if file.stem not in kept:
            file.unlink()
    return kept


def _forget_the_others(ledger: Path, library: Library, kept: set[str]) -> None:
    """Take the addresses of the cases that are gone out of the ledger: here they never were."""
    gone = {a for c in library.cases if c.slug not in kept for a in (c.address, f"k/{c.meta.id}/")}
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join(x for x in lines if x.split()[:1] not in [[a] for a in gone]))
