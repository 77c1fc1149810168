"""``manifest.json``: a hash of every file of a site, so that anyone can see that it is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.edition import Edition
from macros.publish.listing import Found, files_below

NAME = "manifest.json"
CHANGED, MISSING, EXTRA, NONE = "veranderd", "ontbreekt", "te veel", "geen manifest"


def hashes(found: Found, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The SHA-256 of these files of a site by their path; the manifest itself not counted.

    ``known`` are those of files that were hashed while they were packed.
    """
    known = known or {}
    return {path: known.get(path) or _hash(file) for path, file in found if path != NAME}


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_manifest(folder: Path, edition: Edition, found: Mapping[str, str]) -> None:
    """Write the manifest of a finished site: which edition, and the ``hashes`` of its files."""
    content = {"uitgave": edition.version, "tijd": edition.epoch, "sha256": found}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8")


def differences(folder: Path) -> Iterator[tuple[str, str]]:
    """What is not as the manifest says: a path and in what way. Nothing when all is well."""
    try:
        said: Any = json.loads((folder / NAME).read_text(encoding="utf-8"))["sha256"]
        expected = {str(path): str(value) for path, value in said.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        yield NAME, NONE
        return
    found = hashes(files_below(folder))
    for path in sorted(expected.keys() | found.keys()):
        if path not in found:
            yield path, MISSING
        elif path not in expected:
            yield path, EXTRA
        elif expected[path] != found[path]:
            yield path, CHANGED
