"""The whole site as one zip that opens from a disk, a stick or a laptop without a network."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

NAME = "werkatelier.zip"
_TOP = "werkatelier"
# Of use to a web server only, or read with a request that a page from disk may not make.
_NOT_OFFLINE = ("404.html", "hosting/", "sitemap", "zoeken/pagefind/", NAME)
_PACKED = (".woff2", ".png", ".jpg", ".webp")
_ICON = re.compile(r'url\("(\.\./icons/[\w-]+\.svg)"\)')
_README = """Werkatelier Inwonerskracht, zonder internet

1. Pak dit zip-bestand eerst helemaal uit.
2. Open daarna index.html met uw browser.

De casussen, het zoeken en alle pdf's werken zonder internet. Links naar andere websites niet.
"""


def write_zip(folder: Path, epoch: int) -> Path:
    """Pack the built site. ``epoch`` (seconds since 1970) dates every file: same site, same zip."""
    target = folder / NAME
    moment = datetime.fromtimestamp(max(epoch, 315_532_800), UTC).timetuple()[:6]  # zip has no 1979
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in _files(folder):
            info = zipfile.ZipInfo(f"{_TOP}/{name}", moment)
            info.external_attr = 0o644 << 16
            info.create_system = 3  # the same on every system
            stored = name.endswith(_PACKED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(info, content, compresslevel=6)
    return target


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    yield "LEES-MIJ.txt", _README.replace("\n", "\r\n").encode()
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and not name.startswith(_NOT_OFFLINE):
            yield name, _for_disk(file)


def _for_disk(file: Path) -> bytes:
    content = file.read_bytes()
    if file.suffix == ".html":
        return page_for_disk(content)
    if file.suffix == ".css":
        return style_for_disk(content.decode(), file.parent).encode()
    return content


def page_for_disk(content: bytes) -> bytes:
    """A page whose links name files, and whose policy also counts the disk as its own place."""
    tree = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    tree.rewrite_links(link_for_disk)
    for meta in tree.xpath("//meta[@http-equiv='Content-Security-Policy']"):
        meta.set("content", meta.get("content").replace("'self'", "'self' file:"))
    for online in tree.xpath("//*[@data-alleen-online]"):
        online.drop_tree()
    return bytes(html.tostring(tree, encoding="utf-8", doctype="<!doctype html>"))


def link_for_disk(link: str) -> str:
    """``../rollen/#kop`` becomes ``../rollen/index.html#kop``: a disk knows no default page."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    last = parts.path.rpartition("/")[2]
    if last not in ("", ".", ".."):
        return link
    path = parts.path if not last else f"{parts.path}/"
    return parts._replace(path=f"{path}index.html").geturl()


def style_for_disk(style: str, folder: Path) -> str:
    """Icons inside the style sheet: a browser takes no mask from another file on disk."""

    def inlined(found: re.Match[str]) -> str:
        icon = base64.b64encode((folder / found.group(1)).read_bytes()).decode()
        return f'url("data:image/svg+xml;base64,{icon}")'

    return _ICON.sub(inlined, style)
