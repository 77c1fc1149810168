"""The nginx of ``HOSTING.md`` run for real: the headers arrive, at the top and in a sub-folder."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

import pytest

from macros.publish.headers import HEADERS
from tests.conftest import ROOT, Built

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/opt/homebrew/bin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
FRAME = """daemon off; pid {place}/nginx.pid; error_log {place}/error.log;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {place}/a; proxy_temp_path {place}/b; fastcgi_temp_path {place}/c;
  uwsgi_temp_path {place}/d; scgi_temp_path {place}/e;
  {server}
}}
"""
A_YEAR, AN_HOUR = "public, max-age=31536000, immutable", "public, max-age=3600"


@dataclass(frozen=True)
class Host:
    """A web server with the site on it; ``top`` is the address of the site."""

    top: str

    def get(self, path: str, **headers: str) -> tuple[int, Message, bytes]:
        request = urllib.request.Request(self.top + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.headers, refused.read()


def documented() -> str:
    found = re.search(r"(?s)```nginx\n(.*?)```", (ROOT / "HOSTING.md").read_text(encoding="utf-8"))
    assert found is not None
    return found.group(1)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not start")


@pytest.fixture(scope="module", params=["", "werkatelier/"], ids=["top", "sub-folder"])
def host(
    built: Built, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    place, port = tmp_path_factory.mktemp("nginx"), free_port()
    place.chmod(0o755)
    site = place / "www" / (request.param or "site")
    shutil.copytree(built.folder, site)
    root = site.parent if request.param else site
    server = documented().replace("/srv/www/site/hosting", f"{site}/hosting")
    server = server.replace("root /srv/www/site;", f"root {root};").replace("8080", str(port))
    server = server.replace("404 /404.html", f"404 /{request.param}404.html")
    (place / "nginx.conf").write_text(FRAME.format(place=place, server=server))
    user = ["-g", "user root;"] if os.geteuid() == 0 else []  # it may read what a test made
    line = [str(NGINX), "-p", str(place), "-c", str(place / "nginx.conf"), *user]
    nginx = subprocess.Popen(line)
    try:
        wait_for(port)
        yield Host(f"http://127.0.0.1:{port}/{request.param}")
    finally:
        nginx.terminate()
        nginx.wait()


def one(built: Built, pattern: str) -> str:
    return next(built.folder.glob(pattern)).relative_to(built.folder).as_posix()


KINDS = {
    "": "no-cache",
    "casussen/": "no-cache",
    "data/casussen.json": "no-cache",
    "data/casussen-index.js": "no-cache",
    "manifest.json": "no-cache",
    "zoeken/woorden.js": "no-cache",
    "assets/css/tokens.css": "no-cache",
    "assets/js/zoeken.js": "no-cache",
    "zoeken/delen/*": A_YEAR,
    "zoeken/bladen/*": A_YEAR,
    "assets/stylesheets/main.*.min.css": A_YEAR,
    "assets/fonts/*.woff2": AN_HOUR,
    "assets/images/*.svg": AN_HOUR,
    "druk/**/*.pdf": AN_HOUR,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_has_the_headers_and_its_own_time_to_keep(
    host: Host, built: Built, kind: str
) -> None:
    path = one(built, kind) if "*" in kind else kind
    status, headers, _ = host.get(path)
    assert status == 200
    assert headers.get_all("Cache-Control") == [KINDS[kind]]
    assert {name: headers.get_all(name) for name in HEADERS} == {n: [v] for n, v in HEADERS.items()}


def test_a_page_that_is_not_there_gives_our_page_with_the_headers(host: Host) -> None:
    status, headers, body = host.get("bestaat/niet/")
    assert status == 404
    assert "Deze pagina is er niet" in body.decode()
    assert headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_what_is_the_same_is_not_sent_again(host: Host) -> None:
    _, headers, _ = host.get("casussen/")
    status, _, body = host.get("casussen/", **{"If-Modified-Since": headers["Last-Modified"]})
    assert (status, body) == (304, b"")


def test_pages_go_out_packed(host: Host) -> None:
    _, headers, body = host.get("casussen/", **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert body.startswith(b"\x1f\x8b")
