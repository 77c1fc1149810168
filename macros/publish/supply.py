"""What this project is made of: a bill of materials (CycloneDX) and the licences, from the lock."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

LOCK = "locks/site.txt"
UNKNOWN = "onbekend"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Part:
    """One library: its name on PyPI, its version, the hashes that may be installed, its licence."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str

    @property
    def purl(self) -> str:
        """The package URL."""
        return f"pkg:pypi/{self.name.lower().replace('_', '-')}@{self.version}"


def parts(lock: str) -> Iterator[Part]:
    """Every library in the text of a lock, in the order of the lock."""
    found = list(_PINNED.finditer(lock))
    ends = [match.start() for match in found[1:]] + [len(lock)]
    for match, end in zip(found, ends, strict=True):
        name, version = match.groups()
        hashes = tuple(sorted(_HASH.findall(lock, match.end(), end)))
        yield Part(name, version, hashes, _licence(name))


def _licence(name: str) -> str:
    """What an installed package says of its licence; a package for another system is not here."""
    try:
        about = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        return UNKNOWN
    for field in ("license_expression", "license"):
        said = str(about.get(field, "")).strip()
        if said and "\n" not in said and len(said) < 80:
            return said
    prefix = "License :: "
    classes = [c for c in about.get("classifier", ()) if c.startswith(prefix)]
    return "; ".join(c.rsplit(" :: ", 1)[-1] for c in classes) or UNKNOWN


def bill_of_materials(lock: str, version: str) -> str:
    """The libraries of a lock as CycloneDX 1.6; the same lock gives the same text."""
    listed = sorted(parts(lock), key=lambda part: part.purl)
    content: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, lock + version)}",
        "version": 1,
        "metadata": {"component": {
            "type": "application", "name": "werkatelier-inwonerskracht", "version": version,
            "licenses": [{"license": {"id": "EUPL-1.2"}}],
        }},
        "components": [_component(part) for part in listed],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _component(part: Part) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library", "bom-ref": part.purl, "name": part.name, "version": part.version,
        "purl": part.purl,
    }  # fmt: skip
    if part.licence != UNKNOWN:
        component["licenses"] = [{"license": {"name": part.licence}}]
    # The lock holds a hash for each file that may be installed (a wheel per system).
    component["properties"] = [{"name": "sha256", "value": value} for value in part.hashes]
    return component


def licence_list(lock: str) -> str:
    """The libraries and their licences as lines of text with tabs."""
    rows = sorted((part.name, part.version, part.licence) for part in parts(lock))
    return "".join(f"{name}\t{version}\t{licence}\n" for name, version, licence in rows)


def read_lock(root: Path) -> str:
    """The lock of what makes the site."""
    return (root / LOCK).read_text(encoding="utf-8")
