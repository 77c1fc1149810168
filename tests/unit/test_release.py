"""What goes with a release: bill of materials, licences, checksums, zips, a contact."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from pathlib import Path

import pytest

from macros.edition import Edition
from macros.publish.contact import PLACE, write_security_txt
from macros.publish.errors import BuildError
from macros.publish.release import SUMS, changes, read_version, write_release, write_zip
from macros.publish.supply import bill_of_materials, licence_list, parts, read_lock
from tests.conftest import ROOT

EDITION = Edition("abc", 1_700_000_000)


def test_the_bill_of_materials_names_every_library_of_the_lock_with_its_hashes() -> None:
    lock = read_lock(ROOT)
    bill = json.loads(bill_of_materials(lock, "1"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert len(bill["components"]) == len(re.findall(r"(?m)^\S+==", lock))
    hashes = [p["value"] for part in bill["components"] for p in part["properties"]]
    assert len(hashes) == lock.count("--hash=sha256:")
    assert bill_of_materials(lock, "1") == bill_of_materials(lock, "1")


def test_every_library_of_the_lock_is_held_by_a_hash() -> None:
    assert [part.name for part in parts(read_lock(ROOT)) if not part.hashes] == []


def test_the_licences_of_what_the_site_is_made_with_are_known() -> None:
    known = dict(line.split("\t")[::2] for line in licence_list(read_lock(ROOT)).splitlines())
    for name in ("mkdocs", "mkdocs-material", "weasyprint", "pydantic", "jinja2"):
        assert known[name] != "onbekend", name


def test_the_changelog_tells_of_the_version_in_pyproject() -> None:
    assert changes(ROOT, read_version(ROOT))


def test_a_version_without_changes_is_no_release(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text("# Wijzigingen\n\n## 9.9\n\n## 1.0\n\n- iets\n")
    for version in ("9.9", "2.0"):
        with pytest.raises(BuildError, match=re.escape(version)):
            changes(tmp_path, version)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "druk").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text("dag")
    (tmp_path / "site" / "druk" / "x.pdf").write_text("papier")
    return tmp_path / "site"


def test_a_release_holds_the_site_the_papers_and_sums_that_are_right(site: Path) -> None:
    made = write_release(ROOT, site, site.parent / "dist", EDITION)
    names = [re.sub(r"werkatelier-[\d.]+-", "", file.name) for file in made]
    assert names == ["licenties.tsv", "pdf.zip", "sbom.cdx.json", "site.zip", "uitgave.txt",
                     "wijzigingen.md", SUMS]  # fmt: skip
    for line in made[-1].read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((site.parent / "dist" / name).read_bytes()).hexdigest() == digest
    with zipfile.ZipFile(made[1]) as papers:
        assert papers.namelist() == ["druk/x.pdf"]


def test_a_zip_of_the_same_files_is_the_same_whenever_they_were_made(site: Path) -> None:
    files = [file for file in site.rglob("*") if file.is_file()]
    write_zip(site / "een.zip", site, files)
    os.utime(site / "index.html", (0, 1_000_000_000))
    write_zip(site / "twee.zip", site, reversed(files))
    assert (site / "een.zip").read_bytes() == (site / "twee.zip").read_bytes()


def test_security_txt_is_written_for_a_contact_and_ends_in_a_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECURITY_CONTACT", "https://voorbeeld.invalid/melden")
    write_security_txt(tmp_path, EDITION)
    text = (tmp_path / PLACE).read_text()
    assert "Contact: https://voorbeeld.invalid/melden\n" in text
    assert "Expires: 2024-11-13T00:00:00Z\n" in text


def test_without_a_contact_none_is_invented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECURITY_CONTACT", raising=False)
    write_security_txt(tmp_path, EDITION)
    assert not (tmp_path / PLACE).exists()


@pytest.mark.parametrize("contact", ["voorbeeld", "javascript:x", "https://a\nEvil: x"])
def test_a_contact_of_another_form_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contact: str
) -> None:
    monkeypatch.setenv("SECURITY_CONTACT", contact)
    with pytest.raises(BuildError):
        write_security_txt(tmp_path, EDITION)
