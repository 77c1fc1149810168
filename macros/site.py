"""SHELL: hands pages to MkDocs or ProperDocs. The only module that imports mkdocs."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from mkdocs.commands.build import build, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from macros import files as extra
from macros import pages, sheets, workshop
from macros.content.library import CASES_FOLDER, Reading, read_library
from macros.policy import PAGE_POLICY
from macros.publish.errors import BuildError, explain
from macros.publish.forks import on_all_cores
from macros.site_value import Site, site_of
from macros.views.linked_data import LICENCE

# A template without text: MkDocs writes no file for it.
_NOTHING = "niets.html"
# Our own templates write these headings: an id first, no tags inside.
_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>([^<]+)</h')


_THEME_FILES = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")
_THEME_STYLE = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")


class GeneratedPage(MkDocsPage):
    """A page whose block gives finished HTML: Markdown has nothing more to do.

    It stays empty until it is written: thousands of finished pages do not fit in memory.
    """

    def __init__(self, page: pages.Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(page.title, file, config)
        self.source = page

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the page knows its block."""
        self.markdown = ""
        self.meta = self.source.meta

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Wait: ``fill`` does it at the last moment."""
        self.content = ""
        self.toc = get_toc([])

    def fill(self, config: MkDocsConfig, files: Files) -> None:
        """What the macro gives, and its headings as the table of contents."""
        self.content = config.plugins.on_page_markdown(
            self.source.body, page=self, config=config, files=files
        )
        found = _HEADING.findall(self.content)
        self.toc = get_toc(_nested([(int(level), anchor, title) for level, anchor, title in found]))

    def empty(self) -> None:
        """Forget what was written, and tell MkDocs to write nothing itself."""
        self.content, self.toc = "", get_toc([])
        self.meta = {**self.meta, "template": _NOTHING}


def _nested(headings: list[tuple[int, str, str]]) -> Any:
    """Headings as the tokens that ``get_toc`` wants: each ``h3`` under the ``h2`` before it."""
    tokens: list[dict[str, Any]] = []
    for level, anchor, title in headings:
        token = {"level": level, "id": anchor, "name": title, "children": []}
        nested = tokens[-1]["children"] if level == 3 and tokens else tokens
        nested.append(token)
    return tokens


READING, NAVIGATION = "werkatelier_gelezen", "werkatelier_navigatie"


def build_pages(root: Path, target: Path, reading: Reading) -> None:
    """Build the pages of what was read strictly into ``target``.

    Raises BuildError with everything that the engine warned of.
    """
    said = _Said()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    logger.propagate = False
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(target), strict=True)
        config.extra[READING] = reading
        build(config)
    except (Exception, Abort) as error:
        raise BuildError(_reason(error, said.lines)) from error
    finally:
        logger.removeHandler(said)
        logger.propagate = True


def _reason(error: BaseException, said: list[str]) -> str:
    """Trouble with a disk or with our own processes explains itself; else what MkDocs said."""
    if isinstance(error, OSError | BuildError):
        return explain(error)
    return "\n".join(said) or explain(error)


class _Said(logging.Handler):
    """Keeps what the engine warned of."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(f"{record.levelname}: {record.getMessage()}")


def keep_navigation(nav: Any, config: MkDocsConfig) -> None:
    """Every page shows the navigation, also those that we write ourselves."""
    config.extra[NAVIGATION] = nav


def write_pages(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Write the generated pages on all cores, and leave MkDocs only the hand-written ones."""
    nav = config.extra.pop(NAVIGATION)
    listed = files.documentation_pages()
    ours = [file.page for file in listed if isinstance(file.page, GeneratedPage)]
    template = env.get_template("main.html")

    def write(page: GeneratedPage) -> None:
        page.fill(config, files)
        page.active = True
        context = get_context(nav, listed, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        html = config.plugins.on_post_page(template.render(context), page=page, config=config)
        target = Path(page.file.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8", errors="xmlcharrefreplace")
        page.active = False
        page.empty()

    if any(config.plugins.events[event] for event in ("page_context", "post_page")):
        for page in ours:  # a plugin that looks at pages must see them all in one process
            write(page)
    else:
        on_all_cores(write, ours)
    for page in ours:
        page.empty()


def read_site(config: MkDocsConfig) -> None:
    """Read the content before anything else; problems stop the build as one clear text."""
    root = Path(config.config_file_path).parent
    reading = config.extra.pop(READING, None) or read_library(root)
    library = reading.library()
    if library is None:
        lines = "\n".join(str(found) for found in reading.errors)
        raise PluginError(f"De inhoud is niet in orde.\n{lines}")
    config.extra["werkatelier"] = site_of(root, library)
    config.extra["policy"] = PAGE_POLICY
    config.extra["licence"] = LICENCE
    _wall_in_macros(config)


class _MacrosOnly(ImmutableSandboxedEnvironment):
    """Calls macros and reads no attribute of anything: not of the page, not of a value.

    No filters and no multiplying either: ``"x" * 10**9`` would fill the memory.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Nothing is."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """No page has to calculate."""
        raise SecurityError(f"{operator} mag niet op een pagina")


def sandbox_with(macros: Mapping[str, Any]) -> ImmutableSandboxedEnvironment:
    """An environment in which a page can call these macros and do nothing else."""
    sandbox = _MacrosOnly(undefined=StrictUndefined, autoescape=False)
    sandbox.globals.clear()
    sandbox.filters.clear()
    sandbox.globals.update(macros)
    return sandbox


def _wall_in_macros(config: MkDocsConfig) -> None:
    """Give hand-written pages a sandbox with the macros in it and nothing else."""
    plugin: Any = config.plugins["macros"]
    plugin._env = sandbox_with(plugin.macros)
    for name in list(plugin.variables):
        del plugin.variables[name]


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for everything that the content asks for, outside the navigation."""
    site: Site = config.extra["werkatelier"]
    _take_from_theme(files, config)
    for page in pages.pages(site.library):
        file = File.generated(
            config, page.path, content=page.markdown(), inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = f"../{page.source}" if page.source else None
        files.append(file)
        GeneratedPage(page, file, config)
    papers = list(sheets.sheets(site))
    for sheet in papers:
        files.append(File.generated(config, sheet.page, content=sheet.html(site)))
    for part in extra.extra_files(site):
        files.append(File.generated(config, part.path, content=part.text))
    for path, content in workshop.workshop_files(site, papers):
        files.append(File.generated(config, path, content=content))
    _add_pictures(files, config)
    return files


def _take_from_theme(files: Files, config: MkDocsConfig) -> None:
    """Keep the theme's style sheet, under the name that this release gives it; drop the rest.

    None of the theme's scripts is used: they bind single keys and write styles into pages.
    """
    for file in [file for file in files if file.src_uri.startswith(_THEME_FILES)]:
        if _THEME_STYLE.fullmatch(file.src_uri):
            config.extra["material_css"] = file.src_uri
        else:
            files.remove(file)


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
