"""SHELL: pictures of real screens, taken from a built site by Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Nobody reads along."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site on a port of this machine only; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a screen; needs the test requirements and Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


def paper_pictures(pdf: Path, target: Path, most: int = 4) -> tuple[Path, ...]:
    """The first pages of a PDF as PNG beside ``target``; needs poppler-utils."""
    command = ["pdftoppm", "-png", "-r", "70", "-l", str(most), str(pdf), str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return tuple(sorted(target.parent.glob(f"{target.name}-*.png")))
