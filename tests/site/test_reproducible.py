"""The same commit gives the same bytes, whoever builds it, where and when."""

from __future__ import annotations

import json
from pathlib import Path

from macros.publish.manifest import NAME, differences
from tests.conftest import Built, run_macros

OTHER_WORLD = {
    "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LANG": "C", "LC_ALL": "C", "COLUMNS": "40",
}  # fmt: skip


def test_a_build_elsewhere_is_byte_identical(built: Built, tmp_path: Path) -> None:
    """Another folder, time zone, language and hash seed, with nothing kept of earlier builds;
    PDFs are in the manifest as well.
    """
    elsewhere = tmp_path / "een andere map" / "site"
    fresh = str(tmp_path / "niets bewaard")
    done = run_macros("build", "--naar", str(elsewhere), WERKATELIER_CACHE=fresh, **OTHER_WORLD)
    assert done.returncode == 0, done.stderr
    here = json.loads((built.folder / NAME).read_text())
    there = json.loads((elsewhere / NAME).read_text())
    assert any(path.endswith(".pdf") for path in here["sha256"])
    assert here == there


def test_a_fresh_site_is_as_its_manifest_says(built: Built) -> None:
    assert list(differences(built.folder)) == []
    done = run_macros("verify", str(built.folder))
    assert (done.returncode, done.stdout[:8]) == (0, "In orde:")


def test_verify_stops_at_a_changed_file(built: Built, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes((built.folder / NAME).read_bytes())
    done = run_macros("verify", str(tmp_path))
    assert done.returncode == 1
    assert "ontbreekt: index.html" in done.stderr
