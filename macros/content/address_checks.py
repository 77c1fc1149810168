"""Checks on addresses. Each is a generator; its docstring is the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from macros.content.kinds import KINDS
from macros.content.ledger import PATH, read_ledger
from macros.content.problems import Problem, nearest, problem

if TYPE_CHECKING:
    from macros.content.library import Reading

_FOLDERS = "|".join(kind.address for kind in KINDS)
_OLD_PATH = re.compile(rf"({_FOLDERS})/[a-z0-9]+(-[a-z0-9]+)*/")


def check_addresses(reading: Reading, root: Path) -> Iterator[Problem]:
    """Every address leads to one page, and no address that was published goes dead."""
    by_hand = handwritten(root)
    yield from check_own_addresses(reading, by_hand)
    yield from check_old_paths(reading, by_hand)
    yield from check_ledger(reading, root, by_hand)


def handwritten(root: Path) -> set[str]:
    """The addresses of the pages in ``docs``."""
    docs = root / "docs"
    names = (file.relative_to(docs).with_suffix("").as_posix() for file in docs.rglob("*.md"))
    return {"" if name == "index" else f"{name.removesuffix('/index')}/" for name in names}


def own_addresses(reading: Reading) -> dict[str, str]:
    """The address of every content file with the path of that file."""
    return {f"{d.kind.address}/{d.slug}/": d.path for d in reading.files}


def check_own_addresses(reading: Reading, by_hand: set[str]) -> Iterator[Problem]:
    """No content file has the address of a page in ``docs``."""
    for draft in reading.files:
        address = f"{draft.kind.address}/{draft.slug}/"
        if address in by_hand or draft.slug == "index":
            yield problem("adres-bezet", draft.path, 1, adres=address)


def check_old_paths(reading: Reading, by_hand: set[str]) -> Iterator[Problem]:
    """An old address has the form of an address, is free, and is named once."""
    taken = {**dict.fromkeys(by_hand, "docs"), **own_addresses(reading)}
    for draft in reading.files:
        for number, old in enumerate(draft.meta.old_paths if draft.meta else ()):
            line = draft.front.line(("oude_paden", number))
            if not _OLD_PATH.fullmatch(old):
                yield problem("oud-adres-vorm", draft.path, line, adres=old,
                              suggestion=_as_address(old))  # fmt: skip
            elif old in taken:
                yield problem("oud-adres-bezet", draft.path, line, adres=old, van=taken[old])
            taken.setdefault(old, draft.path)


def _as_address(typed: str) -> str:
    """The address that somebody probably meant, if there is one."""
    path = re.sub(r"^[a-z]+://[^/]*", "", typed.strip().lower()).strip("/")
    better = f"{path.removesuffix('/index.html').removesuffix('.html').removesuffix('.md')}/"
    return better if _OLD_PATH.fullmatch(better) else ""


def check_ledger(reading: Reading, root: Path, by_hand: set[str]) -> Iterator[Problem]:
    """An address in the ledger answers or is named as the old address of a page.

    Waits until every file says what it is called: a slip does not make an address go away.
    """
    if reading.unreadable or any("id" not in draft.built.good for draft in reading.files):
        return
    own = own_addresses(reading)
    known = {*own, *by_hand, *_other_names(reading)}
    for line in read_ledger(root):
        ours = _OLD_PATH.fullmatch(line.address) or line.address.startswith("k/")
        if ours and not line.target and line.address not in known:
            near = nearest(line.address, own)
            yield problem("adres-verdwenen", PATH, line.number, adres=line.address,
                          suggestion=near)  # fmt: skip
        elif _OLD_PATH.fullmatch(line.target) and line.target not in known:
            yield problem("adres-doel-weg", PATH, line.number, adres=line.address,
                          doel=line.target, suggestion=nearest(line.target, own))  # fmt: skip


def _other_names(reading: Reading) -> Iterator[str]:
    """The addresses that lead to a content file without being its own."""
    for draft in reading.files:
        yield f"k/{draft.built.partial.id}/"
        if "old_paths" in draft.built.good:
            yield from draft.built.partial.old_paths
