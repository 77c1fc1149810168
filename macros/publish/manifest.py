"""``manifest.json``: a hash of every file of a site, so that anyone can see that it is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.edition import Edition
from macros.publish.listing import files_below

NAME = "manifest.json"
CHANGED, MISSING, EXTRA, NONE = "veranderd", "ontbreekt", "te veel", "geen manifest"


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below ``folder`` by its path; the manifest itself not counted."""
    return {path: hash_of(file) for path, file in files_below(folder) if path != NAME}


def hash_of(file: Path) -> str:
    """The SHA-256 of a file."""
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
    found = hashes(folder)
    for path in sorted(expected.keys() | found.keys()):
        if path not in found:
            yield path, MISSING
        elif path not in expected:
            yield path, EXTRA
        elif expected[path] != found[path]:
            yield path, CHANGED
