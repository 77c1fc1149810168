"""SHELL: shows the site while somebody writes, and builds again after every change.

A rebuild goes into a folder of its own and is brought over file by file, without what did not
change. So a mistake in a text leaves the last good pages in sight.
"""

from __future__ import annotations

import gc
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from macros import report
from macros.content.kept import Unpacked
from macros.content.library import CASES_FOLDER, read_library
from macros.publish.build import make_pages
from macros.publish.errors import BuildError, explain
from macros.publish.keep import Keep, program
from macros.publish.listing import files_below
from macros.site_value import site_of

WATCHED = ("docs", CASES_FOLDER, "macros/templates", "overrides", "mkdocs.yml")
_OLD = "U ziet nog de vorige pagina's."


@dataclass(frozen=True)
class Served:
    """The folder that is shown, and what fills it. ``say`` tells who writes how it went."""

    root: Path
    folder: Path
    address: str
    keep: Keep
    say: Callable[[str], None]
    unpacked: Unpacked = field(default_factory=Unpacked)

    def rebuild(self) -> None:
        """Build again; never raises for what an editor typed."""
        gc.disable()  # collecting would cost a third of the time; afterwards there is time enough
        try:
            self._rebuild()
        finally:
            gc.enable()

    def _rebuild(self) -> None:
        program.cache_clear()  # a template may have changed
        reading = read_library(self.root, self.keep, self.unpacked)
        self.unpacked.next_round()
        if reading.problems:
            self.say(report.as_text(reading.problems))
        library = reading.library()
        if library is None:
            self.say(_OLD)
            return
        with tempfile.TemporaryDirectory(dir=self.folder.parent) as fresh:
            try:
                url = f"http://{self.address}/"
                site = site_of(self.root, library)
                make_pages(self.root, Path(fresh), site, self.keep, site_url=url)
                self._bring_over(Path(fresh))
            except (BuildError, OSError, sqlite3.Error) as error:
                self.keep.forget()
                self.say(f"{explain(error)}\n{_OLD}")

    def _bring_over(self, fresh: Path) -> None:
        for name, file in files_below(fresh):
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
        for place in self.keep.settle():
            (self.folder / place).unlink(missing_ok=True)


def serve(root: Path, address: str, say: Callable[[str], None]) -> None:
    """Show the site of the project at ``root`` until somebody stops it.

    Raises OSError or ValueError for an address where it cannot stand.
    """
    from macros.site import live_server  # loads MkDocs: only who looks at pages needs it

    place = Path(tempfile.mkdtemp(prefix="werkatelier-"))
    folder = place / "site"
    folder.mkdir()
    served = Served(root, folder, address, Keep(serves=True), say)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that it tidies up as well
    server = live_server(folder, address, served.rebuild, (root / name for name in WATCHED))
    try:
        served.rebuild()
        say(f"Kijk op http://{address}/ en stop met Ctrl+C.")
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        say("Gestopt.")
    finally:
        server.shutdown()
        shutil.rmtree(place, ignore_errors=True)
