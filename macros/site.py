"""SHELL: hands pages to MkDocs or ProperDocs. The only module that imports mkdocs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from macros import pages, sheets
from macros.content.library import CASES_FOLDER, read_library
from macros.site_value import Site, site_of
from macros.views.paper_forms import papers_as_data

# Our own templates write these headings: an id first, no tags inside.
_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>([^<]+)</h')


class GeneratedPage(MkDocsPage):
    """A page whose macro gives finished HTML: Markdown has nothing more to do."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the text as it is, and its headings as the table of contents."""
        self.content = self.markdown or ""
        found = _HEADING.findall(self.content)
        self.toc = get_toc(_nested([(int(level), anchor, title) for level, anchor, title in found]))
        self.present_anchor_ids = {anchor for _, anchor, _ in found}


def _nested(headings: list[tuple[int, str, str]]) -> Any:
    """Headings as the tokens that ``get_toc`` wants: each ``h3`` under the ``h2`` before it."""
    tokens: list[dict[str, Any]] = []
    for level, anchor, title in headings:
        token = {"level": level, "id": anchor, "name": title, "children": []}
        nested = tokens[-1]["children"] if level == 3 and tokens else tokens
        nested.append(token)
    return tokens


def read_site(config: MkDocsConfig) -> None:
    """Read the content before anything else; problems stop the build as one clear text."""
    root = Path(config.config_file_path).parent
    reading = read_library(root)
    library = reading.library()
    if library is None:
        lines = "\n".join(str(found) for found in reading.errors)
        raise PluginError(f"De inhoud is niet in orde.\n{lines}")
    config.extra["werkatelier"] = site_of(root, library)
    _wall_in_macros(config)


def _wall_in_macros(config: MkDocsConfig) -> None:
    """Give hand-written pages a sandbox with the macros in it and nothing else."""
    plugin: Any = config.plugins["macros"]
    sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    sandbox.globals.clear()
    sandbox.globals.update(plugin.macros)
    plugin._env = sandbox
    for name in list(plugin.variables):
        del plugin.variables[name]


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for everything that the content asks for, outside the navigation."""
    site: Site = config.extra["werkatelier"]
    for page in pages.pages(site.library):
        file = File.generated(
            config, page.path, content=page.markdown(), inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = f"../{page.source}" if page.source else None
        files.append(file)
        GeneratedPage(page.title, file, config)
    for sheet in sheets.sheets(site):
        files.append(File.generated(config, sheet.page, content=sheet.html(site)))
    data = json.dumps(papers_as_data(site.library), ensure_ascii=False, sort_keys=True)
    files.append(File.generated(config, "druk/papier.json", content=data))
    _add_pictures(files, config)
    return files


def _add_pictures(files: Files, config: MkDocsConfig) -> None:
    """The pictures of the cases, under ``beelden/``."""
    folder = Path(config.config_file_path).parent / CASES_FOLDER / "beelden"
    for picture in sorted(folder.glob("*.*")):
        path = f"beelden/{picture.name}"
        files.append(File.generated(config, path, abs_src_path=str(picture)))


def watch(server: Any, config: MkDocsConfig) -> None:
    """Rebuild when content or a template changes, not only the hand-written pages."""
    root = Path(config.config_file_path).parent
    for folder in (CASES_FOLDER, "macros/templates", "overrides"):
        server.watch(str(root / folder))
