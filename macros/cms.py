"""SHELL: Decap CMS on this machine only, with a form made from the models. ``make cms``.

Decap is fetched from npm once, by version and hash, into ``.cache``; it is never published. Its
"proxy" back end is ours, so that saving touches only the lines that were edited.
"""

from __future__ import annotations

import base64
import gc
import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from macros.cms_config import cms_config
from macros.content.kinds import KINDS, Kind
from macros.content.library import CASES_FOLDER, Library, read_library
from macros.content.merging import MergeError, merged
from macros.render import render

PACKAGE = "decap-cms@3.16.3"
INTEGRITY = (
    "sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewa"
    "We4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="
)
MAX_BYTES = 1_000_000
_FILE = re.compile(rf"{CASES_FOLDER}/([a-z]+)/[a-z0-9]+(?:-[a-z0-9]+)*\.md")
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'"
)


class CmsError(Exception):
    """The editor cannot start, or a request cannot be right."""


def fetch(cache: Path) -> Path:
    """The folder with Decap's scripts, fetched from npm the first time.

    Raises CmsError when npm is absent or what it gives is not what was pinned.
    """
    folder = cache / PACKAGE.replace("@", "-")
    if not (folder / "decap-cms.js").is_file():
        cache.mkdir(parents=True, exist_ok=True)
        _unpack(_packed(cache), folder)
    return folder


def _packed(cache: Path) -> bytes:
    npm = shutil.which("npm")
    if npm is None:
        raise CmsError("npm is nodig om Decap een keer op te halen.")
    done = subprocess.run(
        [npm, "pack", PACKAGE, "--silent", "--pack-destination", str(cache)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    file = cache / f"{PACKAGE.replace('@', '-')}.tgz"
    if done.returncode or not file.is_file():
        raise CmsError(f"npm kon {PACKAGE} niet ophalen.")
    raw = file.read_bytes()
    file.unlink()
    return raw


def _unpack(raw: bytes, folder: Path) -> None:
    """Only the scripts, and only when the hash is right."""
    given = "sha512-" + base64.b64encode(hashlib.sha512(raw).digest()).decode()
    if given != INTEGRITY:
        raise CmsError("Het pakket van Decap is niet wat wij verwachten. Er is niets uitgepakt.")
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        for member in archive.getmembers():
            name = re.fullmatch(
                r"package/dist/((?:\d+\.)?decap-cms\.js|[\w.-]+\.wasm)", member.name
            )
            content = archive.extractfile(member) if name and member.isfile() else None
            if name and content:
                (folder / name[1]).write_bytes(content.read())


@dataclass(frozen=True)
class Files:
    """The content of one project, as far as the editor may see and change it."""

    root: Path

    @cached_property
    def actions(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        """What Decap's proxy protocol asks, by name."""
        return {
            "info": lambda params: {"repo": "", "publish_modes": ["simple"], "type": "local_fs"},
            "entriesByFolder": lambda params: self.folder(params["folder"]),
            "entriesByFiles": lambda params: [self.entry(f["path"]) for f in params["files"]],
            "getEntry": lambda params: self.entry(params["path"]),
            "persistEntry": self.save,
            "getMedia": lambda params: [],
            "getDeployPreview": lambda params: None,
        }

    def answer(self, request: Any) -> Any:
        """The answer to one request; raises CmsError for any that is not one of these."""
        try:
            return self.actions[request["action"]](request.get("params") or {})
        except (KeyError, TypeError, AttributeError):
            raise CmsError("unknown request") from None

    def folder(self, folder: str) -> list[dict[str, Any]]:
        """Every file of one kind."""
        kind = next((k for k in KINDS if folder == f"{CASES_FOLDER}/{k.folder}"), None)
        if kind is None:
            raise CmsError("unknown folder")
        files = sorted((self.root / folder).glob("*.md"))
        return [self.entry(file.relative_to(self.root).as_posix()) for file in files]

    def entry(self, path: str) -> dict[str, Any]:
        """One file with its text; the text is None where there is no such file."""
        file, _ = self.place(path)
        raw = file.read_bytes() if file.is_file() else None
        digest = hashlib.sha256(raw).hexdigest() if raw is not None else None
        text = raw.decode("utf-8") if raw is not None else None
        return {"data": text, "file": {"path": path, "id": digest}}

    def save(self, params: dict[str, Any]) -> dict[str, str]:
        """Take over what was edited, line by line."""
        for given in params.get("dataFiles") or [params["entry"]]:
            file, kind = self.place(given["path"])
            old = file.read_text(encoding="utf-8") if file.is_file() else ""
            try:
                new = merged(old, given["raw"], kind)
            except MergeError as refused:
                raise CmsError(str(refused)) from None
            file.write_text(new, encoding="utf-8", newline="\n")
        return {"message": "saved"}

    def place(self, path: str) -> tuple[Path, Kind]:
        """The file behind a path and its kind; CmsError for any other place."""
        found = _FILE.fullmatch(path)
        kind = next((k for k in KINDS if found and k.folder == found[1]), None)
        if kind is None or (self.root / path).is_symlink():
            raise CmsError("no file of ours")
        return self.root / path, kind


class _Handler(BaseHTTPRequestHandler):
    """Answers this machine's own pages only."""

    server: CmsServer

    def log_message(self, *arguments: Any) -> None:
        """Nobody reads along."""

    def do_GET(self) -> None:
        """The page, its configuration and its scripts."""
        name = self.path.split("?")[0].lstrip("/") or "index.html"
        if not self._is_ours():
            return self._send(403, b"")
        if name in self.server.pages:
            sort = "text/html" if name.endswith("html") else "text/yaml"
            return self._send(200, self.server.pages[name], f"{sort}; charset=utf-8")
        file = self.server.scripts / name
        if file.parent != self.server.scripts or not file.is_file():
            return self._send(404, b"")
        sort = "application/wasm" if name.endswith("wasm") else "text/javascript"
        return self._send(200, file.read_bytes(), sort)

    def do_POST(self) -> None:
        """A request of the editor."""
        length = int(self.headers.get("Content-Length") or 0)
        if not self._is_ours() or self.path != "/api/v1" or length > MAX_BYTES:
            return self._send(403, b"")
        try:
            answer = self.server.files.answer(json.loads(self.rfile.read(length)))
        except (CmsError, ValueError) as refused:
            return self._send(422, json.dumps({"error": str(refused)}).encode())
        return self._send(200, json.dumps(answer).encode())

    def _is_ours(self) -> bool:
        """Whether it is asked by our own page, and not by another site in the same browser."""
        origin = self.headers.get("Origin")
        return self.headers.get("Host") == self.server.host and origin in (
            None, f"http://{self.server.host}",
        )  # fmt: skip

    def _send(self, status: int, body: bytes, sort: str = "application/json") -> None:
        self.send_response(status)
        for name, text in (("Content-Type", sort), ("Content-Length", str(len(body))),
                           ("Content-Security-Policy", _POLICY), ("X-Frame-Options", "DENY"),
                           ("Cache-Control", "no-store")):  # fmt: skip
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)


class CmsServer(ThreadingHTTPServer):
    """The editor on a port of this machine; 0 is any free one."""

    def __init__(self, root: Path, scripts: Path, library: Library, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.host = f"127.0.0.1:{self.server_port}"
        self.files, self.scripts = Files(root), scripts
        config = cms_config(library, f"http://{self.host}")
        self.pages = {
            "index.html": render("cms.html", "", title="Redactie").encode(),
            "config.yml": json.dumps(config, ensure_ascii=False).encode(),
        }


def serve(root: Path, port: int, say: Callable[[str], None]) -> None:
    """Fetch Decap if need be and serve it until somebody stops it. Raises CmsError."""
    library = read_library(root).library()
    if library is None:
        raise CmsError("De inhoud is niet in orde. Kijk eerst met: make check")
    server = CmsServer(root, fetch(root / ".cache"), library, port)
    gc.enable()  # off while a command is short; this one is not
    say(f"Open http://{server.host}/ in uw browser. Stoppen: Ctrl+C.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
