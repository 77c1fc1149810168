"""A release: what a host downloads, with checksums. The same commit gives the same bytes."""

from __future__ import annotations

import hashlib
import re
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

from macros.edition import Edition
from macros.publish.errors import BuildError
from macros.publish.supply import bill_of_materials, licence_list, read_lock

SUMS = "SHA256SUMS"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a zip can say; every file gets the same moment
NO_CHANGES = "In CHANGELOG.md ontbreekt een deel '## {version}'. Schrijf eerst wat er veranderd is."


def read_version(root: Path) -> str:
    """The version in ``pyproject.toml``."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def changes(root: Path, version: str) -> str:
    """What the changelog says of a version. Raises BuildError when it says nothing."""
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"(?ms)^## {re.escape(version)}\b.*?\n(.*?)(?=^## |\Z)", text)
    if found is None or not found.group(1).strip():
        raise BuildError(NO_CHANGES.format(version=version))
    return found.group(1).strip() + "\n"


def write_release(root: Path, site: Path, target: Path, edition: Edition) -> list[Path]:
    """Site and papers as zips, the bill of materials, the licences, the changes; with checksums.

    Gives the files that were made, the checksums last.
    """
    version, lock = read_version(root), read_lock(root)
    target.mkdir(parents=True, exist_ok=True)
    name = f"werkatelier-{version}"
    texts = {
        f"{name}-wijzigingen.md": changes(root, version),
        f"{name}-sbom.cdx.json": bill_of_materials(lock, version),
        f"{name}-licenties.tsv": licence_list(lock),
        f"{name}-uitgave.txt": f"{version} {edition.version} {edition.day.isoformat()}\n",
    }
    for file, text in texts.items():
        (target / file).write_text(text, encoding="utf-8", newline="\n")
    everything = [file for file in site.rglob("*") if file.is_file()]
    write_zip(target / f"{name}-site.zip", site, everything)
    write_zip(target / f"{name}-pdf.zip", site, (f for f in everything if f.suffix == ".pdf"))
    return [*sorted(target.glob(f"{name}-*")), _write_sums(target, name)]


def write_zip(target: Path, top: Path, files: Iterable[Path]) -> None:
    """A zip that holds the files by their path below ``top``, in order, all with one date."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(files):
            info = zipfile.ZipInfo(file.relative_to(top).as_posix(), _EARLIEST)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, file.read_bytes())


def _write_sums(target: Path, name: str) -> Path:
    """As ``sha256sum --check`` reads them."""
    lines = (
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(target.glob(f"{name}-*"))
    )
    (target / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return target / SUMS
