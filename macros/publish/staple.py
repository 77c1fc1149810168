"""Puts finished PDFs behind each other, each as often as asked, with their tags.

A paper is laid out once however many people get one. Pages share their content; what a screen
reader needs (the tag tree) is copied for every page, so that the whole is as accessible as
its parts.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, Page, Pdf, String


@dataclass(frozen=True)
class Stack:
    """A PDF, its name in the table of contents, and how often it comes."""

    file: Path
    title: str
    times: int


def staple(first: Stack, others: Iterable[Stack]) -> bytes:
    """One PDF of ``first`` and then the others; every copy starts on a fresh sheet."""
    with Pdf.open(first.file) as whole:
        binder = _Binder(whole)
        binder.close_sheet()
        bookmarks = [OutlineItem(first.title, 0)]
        for stack in others:
            bookmarks.append(OutlineItem(stack.title, len(whole.pages)))
            with Pdf.open(stack.file) as part:
                for _ in range(stack.times):
                    binder.add(part)
        with whole.open_outline() as outline:
            outline.root[:] = bookmarks
        out = io.BytesIO()
        whole.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()


class _Binder:
    """The growing PDF and its tag tree."""

    def __init__(self, whole: Pdf) -> None:
        self.whole = whole
        self.root: Any = whole.Root.StructTreeRoot
        self.document: Any = self.root.K[0]
        self.numbers: Any = self.root.ParentTree.Nums
        self.copies = 0

    def add(self, part: Pdf) -> None:
        """Add one copy of a PDF."""
        self.copies += 1
        pages = self._add_pages(part)
        tags: dict[tuple[int, int], Any] = {}
        for element in part.Root.StructTreeRoot.K[0].K:
            self.document.K.append(self._tag(element, self.document, pages, tags))
        self._add_numbers(part, pages, tags)
        self.close_sheet()

    def close_sheet(self) -> None:
        """An empty back, as large as the front, when the last sheet has none."""
        if len(self.whole.pages) % 2:
            last = self.whole.pages[-1].obj
            boxes = {key: last[key] for key in _BOXES if key in last}
            blank = Dictionary(Type=Name.Page, Resources=Dictionary(), **_without_slash(boxes))
            self.whole.pages.append(Page(self.whole.make_indirect(blank)))

    def _add_pages(self, part: Pdf) -> dict[tuple[int, int], Any]:
        """The pages of the copy, by the object number of the page that they are a copy of."""
        start = len(self.whole.pages)
        self.whole.pages.extend(part.pages)
        added = [page.obj for page in self.whole.pages[start:]]
        return {old.obj.objgen: new for old, new in zip(part.pages, added, strict=True)}

    def _add_numbers(self, part: Pdf, pages: dict[Any, Any], tags: dict[Any, Any]) -> None:
        """Say for every piece of text on the new pages which tag it belongs to.

        The running foot of a page has tags outside the tree: read once per paper is enough.
        """
        old = list(part.Root.StructTreeRoot.ParentTree.Nums)[1::2]
        for page, listed in zip(pages.values(), old, strict=True):
            number = int(self.numbers[-2]) + 1
            page.StructParents = number
            for element in listed:
                if element.objgen not in tags:
                    self._tag(element, self.document, pages, tags)
            self.numbers.append(number)
            self.numbers.append(Array([tags[element.objgen] for element in listed]))

    def _tag(self, old: Any, parent: Any, pages: dict[Any, Any], tags: dict[Any, Any]) -> Any:
        """A copy of a tag and of all tags under it."""
        new = self.whole.make_indirect(
            Dictionary(Type=Name.StructElem, S=old.S, P=parent, Pg=pages[old.Pg.objgen])
        )
        tags[old.objgen] = new
        if "/Alt" in old:
            new.Alt = String(str(old.Alt))
        if "/ID" in old:
            new.ID = self._name(old.ID)
        if "/A" in old:
            new.A = self._attributes(old.A)
        new.K = Array([
            kid if isinstance(kid, int) else self._tag(kid, new, pages, tags) for kid in old.K
        ])  # fmt: skip
        return new

    def _attributes(self, old: Any) -> Any:
        new = Dictionary({
            key: Array([*value]) if isinstance(value, Array) else value
            for key, value in old.items()
            if key != "/Headers"
        })  # fmt: skip
        if "/Headers" in old:
            new.Headers = Array([self._name(header) for header in old.Headers])
        return new

    def _name(self, old: Any) -> String:
        """The name of a table header: unique in the whole, where copies would share it."""
        return String(f"{self.copies}-{old}")


_BOXES = ("/MediaBox", "/BleedBox", "/TrimBox")


def _without_slash(boxes: dict[str, Any]) -> dict[str, Any]:
    return {key.removeprefix("/"): Array([*value]) for key, value in boxes.items()}
