"""The whole site as one zip that opens from a disk, a stick or a laptop without a network."""

from __future__ import annotations

import base64
import re
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from macros.content.kept import Step
from macros.publish.forks import Beside
from macros.publish.keep import Keep
from macros.publish.listing import files_below

NAME = "werkatelier.zip"
_TOP = "werkatelier"
Listed = tuple[str, Path]  # the place of a file, and the file
# Of use to a web server only, or read with a request that a page from disk may not make.
_NOT_OFFLINE = ("404.html", "hosting/", "sitemap", NAME)
_COMPRESSED = (".woff2", ".png", ".jpg", ".webp")
_HEAD = struct.Struct("<LQH")
# Our own pages: every attribute in double quotes, every sign in a text or value escaped.
_LINKS = tuple(  # to a folder, with and without a slash; a literal start makes the search quick
    (re.compile(f'({name}="{path})(?=["#?])'), rf"\1{more}")
    for name in ("href", "action")
    for path, more in ((r'[^":#?]*/', "index.html"), (r'(?:[^":#?]*/)?\.\.?', "/index.html"))
)
_ONLINE = "data-alleen-online"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^<>]*>')
_SELF = re.compile(r"('|&#39;)self\1")
_ICON = re.compile(r'url\("(\.\./icons/[\w-]+\.svg)"\)')
_README = """Werkatelier Inwonerskracht, zonder internet

1. Pak dit zip-bestand eerst helemaal uit.
2. Open daarna index.html met uw browser.

De casussen, het zoeken en alle pdf's werken zonder internet. Links naar andere websites niet.
"""


def write_zip(folder: Path, epoch: int, keep: Keep) -> Path:
    """Pack the built site. ``epoch`` (seconds since 1970) dates every file: same site, same zip."""
    target = folder / NAME
    moment = datetime.fromtimestamp(max(epoch, 315_532_800), UTC).timetuple()[:6]  # zip has no 1979
    listed = _listed(folder)
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr(_info("LEES-MIJ.txt", moment), _README.replace("\n", "\r\n"))
        contents = keep.values(_step(keep), listed)
        for (name, _), content in zip(listed, contents, strict=True):
            _add_packed(packed, _info(name, moment), content)
    return target


def pack_beside(folder: Path, keep: Keep) -> Beside[None]:
    """Pack the pages and papers in another process; ``write_zip`` packs the rest."""
    written = [listed for listed in _listed(folder) if listed[0] in keep.placed]
    return Beside(partial(keep.fill, _step(keep), written))


def _listed(folder: Path) -> list[Listed]:
    return [found for found in files_below(folder) if not found[0].startswith(_NOT_OFFLINE)]


def _step(keep: Keep) -> Step[Listed]:
    """A file packed. Of a file that this build wrote is known what decided about it."""

    def facts(listed: Listed) -> object:
        name, file = listed
        return file.suffix, keep.placed.get(name) or _content(file)

    return Step("zip", facts, lambda listed: _packed(listed[1]))


def _info(name: str, moment: tuple[int, ...]) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(f"{_TOP}/{name}", moment)  # type: ignore[arg-type]
    info.external_attr = 0o644 << 16
    info.create_system = 3  # the same on every system
    return info


def _content(file: Path) -> bytes:
    """What the packed form of a file depends on; a style also takes in its icons."""
    return _for_disk(file) if file.suffix == ".css" else file.read_bytes()


def _packed(file: Path) -> bytes:
    """Checksum, size and way of packing, and then the packed content."""
    content = _for_disk(file)
    way = zipfile.ZIP_STORED if file.suffix in _COMPRESSED else zipfile.ZIP_DEFLATED
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)  # without a head, as in a zip
    packed = packer.compress(content) + packer.flush() if way else content
    return _HEAD.pack(zlib.crc32(content), len(content), way) + packed


def _add_packed(target: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes) -> None:
    """Add what is packed already: ``zipfile`` itself can only pack again."""
    info.CRC, info.file_size, info.compress_type = _HEAD.unpack_from(content)
    packed = content[_HEAD.size :]
    info.compress_size, info.header_offset = len(packed), target.fp.tell()  # type: ignore[union-attr]
    target.fp.write(info.FileHeader() + packed)  # type: ignore[union-attr]
    target.filelist.append(info)
    target.NameToInfo[info.filename] = info
    target.start_dir = target.fp.tell()  # type: ignore[union-attr]


def _for_disk(file: Path) -> bytes:
    content = file.read_bytes()
    if file.suffix == ".html":
        return page_for_disk(content.decode()).encode()
    if file.suffix == ".css":
        return style_for_disk(content.decode(), file.parent).encode()
    return content


def page_for_disk(page: str) -> str:
    """A page whose links name files, and whose policy also counts the disk as its own place.

    ``../rollen/#kop`` becomes ``../rollen/index.html#kop``: a disk knows no default page.
    """
    for folder, file in _LINKS:
        page = folder.sub(file, page)
    page = _POLICY.sub(lambda tag: _SELF.sub(r"\g<0> file:", tag.group()), page, count=1)
    return _without_online(page)


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
