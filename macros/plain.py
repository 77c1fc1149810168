"""SHELL: everything as plain files, for an engine that knows no hooks and no macros.

Every page is front matter with finished text under it, so an engine only has to read Markdown.
Each stands as ``index.md`` in a folder of its own: some engines count a relative address from the
file and others from the page, and so those are the same place.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
from collections.abc import Iterator
from functools import partial
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from macros import files, pages
from macros.blocks import BLOCKS, show
from macros.content.library import CASES_FOLDER
from macros.policy import PAGE_POLICY
from macros.publish.errors import BuildError
from macros.publish.extras import write_extras
from macros.publish.keep import Keep
from macros.publish.listing import put_file
from macros.render import headings
from macros.sandbox import sandbox_with
from macros.site_value import Site
from macros.views.linked_data import LICENCE

DOCS, LOOK, SETTINGS = "docs", "overrides", "mkdocs.yml"
# Settings that ask for our code or our folders. A page here is no file that somebody can improve.
OURS = ("hooks", "plugins", "site_dir", "repo_url", "edit_uri")
_FENCE = "---\n"
_LINK = re.compile(r"\]\(([^\s):#]+)(?=[\s)#])")  # to a file of this project: it has no colon
_STYLE = "templates/assets/stylesheets/main.*.min.css"


def write_plain(root: Path, target: Path, site: Site, keep: Keep) -> int:
    """Write the whole project as plain files below ``target``; gives the number of pages.

    Raises BuildError when there is something at ``target`` already.
    """
    if target.exists() and any(target.iterdir()):
        raise BuildError(f"De map {target} is niet leeg. Kies een nieuwe map.")
    shutil.copytree(root / DOCS, target / DOCS, ignore=shutil.ignore_patterns("*.md"))
    shutil.copytree(root / LOOK, target / LOOK)
    texts = [*_written_by_hand(root / DOCS, site), *_generated(site)]
    for path, text in [*texts, *((part.path, part.text) for part in files.data_files(site))]:
        put_file(target / DOCS / path, text.encode())
    write_extras(root, site, keep, target / DOCS)
    _copy_pictures(root, target / DOCS)
    style = _copy_style(target / DOCS)
    put_file(target / SETTINGS, settings(root / SETTINGS, style).encode())
    return len(texts)


def _written_by_hand(docs: Path, site: Site) -> Iterator[tuple[str, str]]:
    """The pages of ``docs`` with their macro calls answered."""
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        yield _place(path), answered(site, path, file.read_text(encoding="utf-8"))


def answered(site: Site, path: str, text: str) -> str:
    """A hand-written page after its macro calls, within the same wall as everywhere."""
    front, body = _halves(text)
    meta = yaml.safe_load(front) or {}
    body = _LINK.sub(lambda found: f"]({_link(path, found.group(1))}", body)
    if meta.get("render_macros"):
        macros = {name: partial(_block, site, name, _basis(path)) for name in BLOCKS}
        body = sandbox_with(macros).from_string(body).render()
    return _page(meta, body)


def _place(path: str) -> str:
    """Where a file comes to stand: a page in a folder of its own."""
    is_page = path.endswith(".md") and Path(path).stem != "index"
    return f"{path.removesuffix('.md')}/index.md" if is_page else path


def _link(path: str, link: str) -> str:
    """A link on this page to a file, after both have come in their places."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
    return posixpath.relpath(_place(target), posixpath.dirname(_place(path)) or ".")


def _halves(text: str) -> tuple[str, str]:
    """Front matter and text."""
    if not text.startswith(_FENCE):
        return "", text
    front, _, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    return front, body


def _block(site: Site, name: str, basis: str, *arguments: Any, **options: Any) -> str:
    return _apart(show(site, name, basis, *arguments, **options))


def _apart(html: str) -> str:
    """Finished HTML as Markdown takes it for finished: from the margin, alone."""
    return f"\n\n{html.strip()}\n\n"


def _generated(site: Site) -> Iterator[tuple[str, str]]:
    """The pages that come out of the content."""
    for page in pages.pages(site.library):
        html = show(site, page.block, _basis(page.path), *page.arguments)
        listed = [{"url": f"#{a}", "title": unescape(t)} for n, a, t in headings(html) if n == 2]
        yield _place(page.path), _page({**page.meta, "koppen": listed}, _apart(html))


def _page(meta: dict[str, Any], body: str) -> str:
    """A page as any engine reads it; a macro call in it would mean nothing any more."""
    kept = {name: value for name, value in meta.items() if name != "render_macros"}
    return f"{_FENCE}{json.dumps(kept, ensure_ascii=False)}\n{_FENCE}{body}"


def _basis(path: str) -> str:
    """The way from the page of this file to the top: ``casussen/x.md`` gives ``../../``."""
    return "../" * _place(path).count("/")


def _copy_pictures(root: Path, docs: Path) -> None:
    """The pictures of the cases, where the pages look for them."""
    pictures = root / CASES_FOLDER / "beelden"
    if pictures.is_dir():
        shutil.copytree(pictures, docs / "beelden")


def _copy_style(docs: Path) -> str:
    """Material's style sheet, so that the look needs no theme; gives its place."""
    theme = find_spec("material")
    assert theme is not None and theme.origin is not None, "it is in the lock"
    (style,) = Path(theme.origin).parent.glob(_STYLE)
    place = f"assets/stylesheets/{style.name}"
    put_file(docs / place, style.read_bytes())
    return place


def settings(file: Path, style: str) -> str:
    """``mkdocs.yml`` without what asks for our code, and with what our frame looks up."""
    found = yaml.load(file.read_text(encoding="utf-8"), _Settings)
    kept = {name: value for name, value in found.items() if name not in OURS}
    kept["nav"] = [{t: _place(path) for t, path in item.items()} for item in kept["nav"]]
    ours = {"policy": PAGE_POLICY, "material_css": style, "licence": LICENCE}
    extra = {**found.get("extra", {}), **ours}
    return yaml.safe_dump({**kept, "plugins": [], "extra": extra}, allow_unicode=True,
                          sort_keys=False)  # fmt: skip


class _Settings(yaml.SafeLoader):
    """YAML in which ``!ENV [NAME, default]`` is looked up now."""


def _from_environment(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> str:
    name, default = map(str, loader.construct_sequence(node))
    return os.environ.get(name, default)


_Settings.add_constructor("!ENV", _from_environment)
