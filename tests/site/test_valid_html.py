"""Valid HTML, said by the Nu Html Checker: where it and Java can be found.

``VNU_JAR`` names the checker (npm ``vnu-jar``: ``build/dist/vnu.jar``). It is too large to keep
beside the tests; without it the markup is still held by axe and by the checks below.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Built

JAR = os.environ.get("VNU_JAR", "")


@pytest.mark.skipif(not Path(JAR).is_file(), reason="VNU_JAR wijst geen checker aan")
@pytest.mark.skipif(not shutil.which("java"), reason="Java is er niet")
def test_no_page_has_an_html_error(built: Built) -> None:
    pages = [str(file) for file in sorted(built.folder.rglob("*.html"))]
    line = ["java", "-jar", JAR, "--errors-only", "--format", "text", *pages]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    said = done.stderr.replace(str(built.folder), "").splitlines()
    assert [line for line in said if line != "Document checking completed. No errors found."] == []
    assert done.returncode == 0


def test_no_id_stands_twice_and_every_reference_to_one_is_right(built: Built) -> None:
    wrong = []
    for path, tree in built.pages.items():
        ids = tree.xpath("//@id")
        wrong += [(path, name) for name in set(ids) if ids.count(name) > 1]
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            named = " ".join(tree.xpath(f"//@{attribute}")).split()
            wrong += [(path, attribute, name) for name in named if name not in ids]
    assert wrong == []


def test_no_page_carries_a_script_or_style_in_its_text(built: Built) -> None:
    wrong = [
        (path, "style" if "style" in kind else "script")
        for path, tree in built.pages.items()
        for kind in ("//style", "//@style", "//script[not(@src) and not(@type)]", "//@onclick")
        if tree.xpath(kind)
    ]
    assert wrong == []


def test_every_page_says_its_language_and_has_one_first_heading(built: Built) -> None:
    wrong = [
        path
        for path, tree in built.pages.items()
        if tree.get("lang") != "nl" or len(tree.xpath("//h1")) != 1
    ]
    assert wrong == []
