"""SHELL: hands pages to MkDocs or ProperDocs. The only module that imports mkdocs."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from macros import files as extra
from macros import pages
from macros.blocks import BLOCKS, show
from macros.content.kept import Step
from macros.content.library import CASES_FOLDER, Library, read_library
from macros.policy import PAGE_POLICY
from macros.publish.engine_words import as_problem
from macros.publish.errors import BuildError, explain
from macros.publish.extras import write_extras
from macros.publish.facts import own_facts, shared_facts
from macros.publish.forks import Beside
from macros.publish.keep import Keep, digest
from macros.publish.listing import put_file
from macros.render import basis_of, headings, look_again
from macros.sandbox import sandbox_with
from macros.site_value import Site, site_of
from macros.views.linked_data import LICENCE

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

# A template without text: MkDocs writes no file for it.
_NOTHING = "niets.html"


_LOOK_EVERY = 0.2  # seconds between two looks at the files
_BLOCK = re.compile(r"<!--blok (\d+)-->")
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

    def fill(self, site: Site) -> None:
        """What the block gives, and its headings as the table of contents."""
        page = self.source
        self.content = show(site, page.block, basis_of(self.url), *page.arguments)
        self.toc = get_toc(_nested(headings(self.content)))

    def empty(self) -> None:
        """Forget what was written, and tell MkDocs to write nothing itself."""
        self.content, self.toc = "", get_toc([])
        self.meta = {**self.meta, "template": _NOTHING}


def _nested(found: list[tuple[int, str, str]]) -> Any:
    """Headings as the tokens that ``get_toc`` wants: each ``h3`` under the ``h2`` before it."""
    tokens: list[dict[str, Any]] = []
    for level, anchor, title in found:
        token = {"level": level, "id": anchor, "name": title, "children": []}
        nested = tokens[-1]["children"] if level == 3 and tokens else tokens
        nested.append(token)
    return tokens


SITE, KEEP = "werkatelier", "werkatelier_bewaard"
NAVIGATION, EXTRAS = "werkatelier_navigatie", "werkatelier_terzijde"


def build_pages(
    root: Path,
    target: Path,
    site: Site,
    keep: Keep,
    extras: Beside[dict[str, bytes]],
    **settings: Any,
) -> None:
    """Build the pages of a site strictly into ``target``.

    ``extras`` writes what is generated and no page. ``settings`` go before those of
    ``mkdocs.yml``. Raises BuildError with everything that the engine warned of.
    """
    said = _Said()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    logger.propagate = False
    try:
        config = load_config(
            str(root / "mkdocs.yml"), site_dir=str(target), strict=True, **settings
        )
        config.extra.update({SITE: site, KEEP: keep, EXTRAS: extras})
        build(config)
    except (Exception, Abort, SystemExit) as error:  # a macro that fails makes its plugin exit
        raise BuildError(_reason(error, said.lines, root / "docs")) from error
    finally:
        logger.removeHandler(said)
        logger.propagate = True


def _reason(error: BaseException, said: list[str], docs: Path) -> str:
    """Trouble with a disk or with our own processes explains itself; else what MkDocs said."""
    if isinstance(error, OSError | BuildError | sqlite3.Error):
        return explain(error)
    return "\n".join(str(as_problem(x, docs, BLOCKS) or x) for x in said) or explain(error)


class _Said(logging.Handler):
    """Keeps what the engine warned of."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(f"{record.levelname}: {record.getMessage()}")


class Blocks:
    """The blocks of hand-written pages, kept apart until Markdown is done with a page."""

    def __init__(self) -> None:
        self.html: list[str] = []

    def put_away(self, html: str) -> str:
        """Keep a block; gives the sign that stands in for it."""
        self.html.append(html)
        return f"\n\n<!--blok {len(self.html) - 1}-->\n\n"

    def put_back(self, page: str) -> str:
        """The page with its blocks."""
        return _BLOCK.sub(lambda found: self.html[int(found.group(1))], page)


def with_blocks(html: str, config: MkDocsConfig) -> str:
    """A hand-written page after Markdown, with the blocks that it calls."""
    blocks: Blocks = config.extra["blokken"]
    return blocks.put_back(html)


def keep_navigation(nav: Any, config: MkDocsConfig) -> None:
    """Every page shows the navigation, also those that we write ourselves."""
    config.extra[NAVIGATION] = nav


@dataclass(frozen=True)
class _Frame:
    """What stands around every generated page."""

    config: MkDocsConfig
    nav: Any
    listed: list[File]
    template: Any

    def html(self, page: GeneratedPage) -> bytes:
        """The whole page; afterwards it is empty again."""
        config, plugins = self.config, self.config.plugins
        page.fill(config.extra[SITE])
        page.active = True
        context = get_context(self.nav, self.listed, config, page)
        context = plugins.on_page_context(context, page=page, config=config, nav=self.nav)
        html = plugins.on_post_page(self.template.render(context), page=page, config=config)
        page.active = False
        page.empty()
        return html.encode("utf-8", "xmlcharrefreplace")


def write_pages(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Write everything that is generated, on all cores; MkDocs writes the hand-written pages."""
    nav, site = config.extra.pop(NAVIGATION), config.extra[SITE]
    listed = list(files.documentation_pages())
    frame = _Frame(config, nav, listed, env.get_template("main.html"))
    shared = (shared_facts(_root(config), site), _frame_facts(config, nav))
    own = own_facts(site.library)

    def facts(page: GeneratedPage) -> object:
        return (*shared, page.file.dest_uri, own.get(page.source.source, ""))

    ours = [file.page for file in listed if isinstance(file.page, GeneratedPage)]
    if any(config.plugins.events[event] for event in ("page_context", "post_page")):
        for page in ours:  # a plugin that looks at pages must see them all
            put_file(Path(page.file.abs_dest_path), frame.html(page))
    else:
        step = Step("pagina", facts, frame.html)
        config.extra[KEEP].write(step, ours, _place, Path(config.site_dir))
    for page in ours:
        page.empty()
    config.extra[KEEP].placed |= config.extra.pop(EXTRAS).wait()


def _place(page: GeneratedPage) -> str:
    return page.file.dest_uri


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _frame_facts(config: MkDocsConfig, nav: Any) -> bytes:
    """All that the frame around a page depends on."""
    root = _root(config)
    files = [root / "mkdocs.yml", *sorted(f for f in (root / "overrides").rglob("*.html"))]
    texts = tuple((file.name, file.read_bytes()) for file in files)
    given = (config.site_name, config.site_url, config.repo_url, config.edit_uri)
    menu = tuple((item.title, item.url) for item in nav.items if item.is_page)
    return digest(texts, given, menu, config.extra["material_css"])


def _read(root: Path, keep: Keep) -> Library:
    reading = read_library(root, keep)
    library = reading.library()
    if library is None:
        lines = "\n".join(str(found) for found in reading.errors)
        raise PluginError(f"De inhoud is niet in orde.\n{lines}")
    return library


def read_site(config: MkDocsConfig) -> None:
    """Read the content before anything else; problems stop the build as one clear text."""
    root = _root(config)
    if SITE not in config.extra:  # MkDocs was started without us
        config.extra[KEEP] = keep = Keep()
        config.extra[SITE] = site_of(root, _read(root, keep))
    config.extra["policy"] = PAGE_POLICY
    config.extra["blokken"] = Blocks()
    look_again()
    config.extra["licence"] = LICENCE
    _wall_in_macros(config)


def _wall_in_macros(config: MkDocsConfig) -> None:
    """Give hand-written pages a sandbox with the macros in it and nothing else."""
    plugin: Any = config.plugins["macros"]
    plugin._env = sandbox_with(plugin.macros)
    for name in list(plugin.variables):
        del plugin.variables[name]


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for everything that the content asks for, outside the navigation."""
    site: Site = config.extra[SITE]
    if EXTRAS not in config.extra:
        given = (_root(config), site, config.extra[KEEP], Path(config.site_dir))
        config.extra[EXTRAS] = Beside(partial(write_extras, *given))
    _take_from_theme(files, config)
    for page in pages.pages(site.library):
        file = File.generated(
            config, page.path, content=page.markdown(), inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = f"../{page.source}" if page.source else None
        files.append(file)
        GeneratedPage(page, file, config)
    for part in extra.data_files(site):
        files.append(File.generated(config, part.path, content=part.text))
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


def live_server(
    folder: Path, address: str, rebuild: Callable[[], None], watched: Iterable[Path]
) -> LiveReloadServer:
    """A server that shows ``folder``, and rebuilds when something changes in what it watches.

    Raises OSError or ValueError for an address where it cannot stand.
    """
    from mkdocs.livereload import LiveReloadServer  # only who looks at pages needs it

    host, _, port = address.rpartition(":")
    server = LiveReloadServer(
        rebuild, host.strip("[]"), int(port), str(folder), polling_interval=_LOOK_EVERY
    )
    for path in watched:
        server.watch(str(path))
    return server
