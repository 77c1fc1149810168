"""The whole site as one zip that opens from a disk, a stick or a laptop without a network."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from macros.content.kept import Step
from macros.content.remembered import Remembered
from macros.publish.keep import Keep
from macros.publish.listing import Found, SiteFile

NAME = "werkatelier.zip"
_TOP = "werkatelier"
# Of use to a web server only, or read with a request that a page from disk may not make.
_NOT_OFFLINE = ("404.html", "hosting/", "sitemap", NAME)
_COMPRESSED = (".woff2", ".png", ".jpg", ".webp")
_EFFORT = 4  # of 9: two in a hundred larger than with 6, and a third quicker
_WITHOUT_HEAD = -zlib.MAX_WBITS
_HEAD = struct.Struct("<LQH32s")
# Our own pages: every attribute in double quotes, every sign in a text or value escaped.
_LINKS = (re.compile('href="[^"]*'), re.compile('action="[^"]*'))
_WAY_AND_REST = re.compile(r"([^#?]*)(.*)", re.DOTALL)
_ONLINE = "data-alleen-online"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^<>]*>')
_SELF = re.compile(r"('|&#39;)self\1")
_ICON = re.compile(r'url\("(\.\./icons/[\w-]+\.svg)"\)')
_README = """Werkatelier Inwonerskracht, zonder internet

1. Pak dit zip-bestand eerst helemaal uit.
2. Open daarna index.html met uw browser.

De casussen, het zoeken en alle pdf's werken zonder internet. Links naar andere websites niet.
"""


def write_zip(
    folder: Path,
    found: Found,
    epoch: int,
    keep: Keep,
    late: Callable[[], Found] = list,
) -> dict[str, str]:
    """Pack the files ``found`` in the built site; gives the SHA-256 of every file in the zip.

    ``epoch`` (seconds since 1970) dates every file: same site, same zip. The files that ``late``
    gives come last: who makes them may be busy until then.
    """
    with zipfile.ZipFile(folder / NAME, "w") as packed:
        zipped = _Zipped(packed, epoch, keep)
        zipped.add_text("LEES-MIJ.txt", _README.replace("\n", "\r\n"))
        zipped.add(found)
        zipped.add(late())
    return zipped.hashes


@dataclass(frozen=True)
class _Zipped:
    """A zip of a site, being filled."""

    target: zipfile.ZipFile
    epoch: int
    keep: Keep
    hashes: dict[str, str] = field(default_factory=dict)

    def add_text(self, place: str, text: str) -> None:
        self.target.writestr(self._info(place), text)

    def add(self, found: Found) -> None:
        """Pack files that are of use offline, each once."""
        new = (f for f in found if f[0] not in self.hashes and not f[0].startswith(_NOT_OFFLINE))
        files = self.keep.files(new)
        for file, kept in zip(files, self.keep.values(PACKING, files), strict=True):
            self.hashes[file.place] = self._add(self._info(file.place), kept)

    def _add(self, info: zipfile.ZipInfo, kept: bytes) -> str:
        """Add what is packed already (``zipfile`` itself can only pack again); gives its hash."""
        target: Any = self.target
        info.CRC, info.file_size, info.compress_type, original = _HEAD.unpack_from(kept)
        packed = kept[_HEAD.size :]
        info.compress_size, info.header_offset = len(packed), target.fp.tell()
        target.fp.write(info.FileHeader() + packed)
        target.filelist.append(info)
        target.NameToInfo[info.filename] = info
        target.start_dir = target.fp.tell()
        return str(original.hex())

    def _info(self, place: str) -> zipfile.ZipInfo:
        start = max(self.epoch, 315_532_800)  # zip has no 1979
        moment = datetime.fromtimestamp(start, UTC).timetuple()[:6]
        info = zipfile.ZipInfo(f"{_TOP}/{place}", moment)
        info.external_attr = 0o644 << 16
        info.create_system = 3  # the same on every system
        return info


def _facts(file: SiteFile) -> object:
    """What the packed form of a file depends on; a style also takes in its icons."""
    style = _for_disk(file) if file.place.endswith(".css") else b""
    return PurePosixPath(file.place).suffix, file.cause, style


def _packed(file: SiteFile) -> bytes:
    """Checksum, size, way of packing and hash of a file, and then its packed content."""
    content = _for_disk(file)
    way = zipfile.ZIP_STORED if file.place.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
    packer = zlib.compressobj(_EFFORT, zlib.DEFLATED, _WITHOUT_HEAD)
    packed = packer.compress(content) + packer.flush() if way else content
    original = hashlib.sha256(file.content).digest()
    return _HEAD.pack(zlib.crc32(content), len(content), way, original) + packed


#: A file as it comes in the zip; its step can be done while the file is being written.
PACKING = Step("zip", _facts, _packed)


def _for_disk(file: SiteFile) -> bytes:
    if file.place.endswith(".html"):
        return page_for_disk(file.content.decode()).encode()
    if file.place.endswith(".css"):
        return style_for_disk(file.content.decode(), file.file.parent).encode()
    return file.content


def page_for_disk(page: str) -> str:
    """A page whose links name files, and whose policy also counts the disk as its own place.

    ``../rollen/#kop`` becomes ``../rollen/index.html#kop``: a disk knows no default page.
    """
    for link in _LINKS:
        page = link.sub(lambda found: _ON_DISK[found.group()], page)
    page = _POLICY.sub(lambda tag: _SELF.sub(r"\g<0> file:", tag.group()), page, count=1)
    return _without_online(page)


def _on_disk(link: str) -> str:
    """A link up to its last quote, leading to a file: ``href="..`` to ``href="../index.html``."""
    name, _, address = link.partition('"')
    way, rest = _WAY_AND_REST.findall(address)[0]
    if ":" in way:  # leads to another site
        return link
    if way.rpartition("/")[2] in (".", ".."):
        way += "/"
    return f'{name}"{way}index.html{rest}' if way.endswith("/") else link


_ON_DISK = Remembered(_on_disk)


def _without_online(page: str) -> str:
    """A page without what only works online."""
    while (at := page.find(_ONLINE)) >= 0:
        start = page.rindex("<", 0, at)
        closing = f"</{page[start + 1 : at].split()[0]}>"
        end = page.index(closing, at) + len(closing)
        page = page[:start] + page[end:].lstrip()
    return page


def style_for_disk(style: str, folder: Path) -> str:
    """Icons inside the style sheet: a browser takes no mask from another file on disk."""

    def inlined(found: re.Match[str]) -> str:
        icon = base64.b64encode((folder / found.group(1)).read_bytes()).decode()
        return f'url("data:image/svg+xml;base64,{icon}")'

    return _ICON.sub(inlined, style)
