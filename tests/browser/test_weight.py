"""A first visit is light and quick, measured on a server that packs its answers as real ones do."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.conftest import Built

MOST_BYTES = 120_000
MOST_BYTES_TO_SEARCH = 90_000
MOST_SECONDS = 1.5
SLOW_4G = {  # as Lighthouse simulates it: 150 ms there and back, 1.6 Mbit/s down
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 750_000 / 8,
}
LARGEST_PAINT = """() => new Promise((done) => new PerformanceObserver((list) =>
  done(list.getEntries().at(-1).startTime / 1000)
).observe({ type: "largest-contentful-paint", buffered: true }))"""
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((shift) => { sum += shift.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


class _Packing(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: Any) -> None:
        pass

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        packed = file.suffix not in (".woff2", ".png", ".pdf")
        content = gzip.compress(content) if packed else content
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(content)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="module")
def packing(built: Built) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Packing, directory=str(built.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["", "casussen/jongerenkeet/", "rollen/regisseur/"])
def test_a_first_visit_loads_little(browser: Browser, packing: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on(
        "requestfinished",
        lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}),
    )
    page.goto(packing + path, wait_until="networkidle")
    context.close()
    assert len(sizes) > 5
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_the_first_answer_of_the_search_loads_little(browser: Browser, packing: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(packing, wait_until="networkidle")
    sizes: dict[str, int] = {}
    page.on(
        "requestfinished",
        lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}),
    )
    page.get_by_role("button", name="Zoeken").click()
    page.keyboard.type("burgerinitiatief zwembad")
    page.locator("#zoeken-lijst a").first.wait_for()
    context.close()
    assert any("zoeken/delen/" in address for address in sizes)
    assert sum(sizes.values()) <= MOST_BYTES_TO_SEARCH, sizes


@pytest.mark.parametrize("path", ["", "casussen/jongerenkeet/", "casussen/"])
def test_the_text_is_there_soon_on_slow_4g_and_stays_in_place(
    browser: Browser, packing: str, path: str
) -> None:
    paints = []
    for _ in range(3):  # the machine may be busy with something else: the best of three counts
        context = browser.new_context(viewport={"width": 412, "height": 823})
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW_4G)
        page.goto(packing + path, wait_until="load")
        paints.append(page.evaluate(LARGEST_PAINT))
        moved = page.evaluate(SHIFTS)
        context.close()
        assert moved <= 0.1
        if paints[-1] <= MOST_SECONDS:
            break
    assert min(paints) <= MOST_SECONDS, paints
