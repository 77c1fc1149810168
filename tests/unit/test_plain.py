"""The project as plain files: the same wall as elsewhere, and nothing that asks for our code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jinja2 import TemplateError

from macros.content.library import Library
from macros.plain import answered, settings, write_plain
from macros.publish.errors import BuildError
from macros.publish.keep import Keep
from macros.site_value import Site, site_of
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def site(library: Library) -> Site:
    return site_of(ROOT, library)


def page(body: str, front: str = "render_macros: true") -> str:
    return f"---\ntitle: Proef\n{front}\n---\n\n{body}\n"


def test_a_call_is_answered_and_the_page_asks_for_no_macros_any_more(site: Site) -> None:
    made = answered(site, "proef.md", page('# Proef\n\n{{ lijst("rol") }}'))
    front, body = made.removeprefix("---\n").split("\n---\n", 1)
    assert json.loads(front) == {"title": "Proef"}
    assert "{{" not in body
    assert 'href="../rollen/netwerker/"' in body


@pytest.mark.parametrize(
    "attack",
    ["{{ site }}", "{{ lijst.__globals__ }}", "{% include 'mkdocs.yml' %}", "{{ 'x' * 10 }}"],
)
def test_the_wall_stands_here_as_well(site: Site, attack: str) -> None:
    with pytest.raises((TemplateError, TypeError)):
        answered(site, "proef.md", page(attack))


def test_a_page_that_asks_for_no_macros_is_no_template(site: Site) -> None:
    assert "{{ 7*7 }}" in answered(site, "proef.md", page("{{ 7*7 }}", "hide: [toc]"))


@pytest.mark.parametrize(
    ("path", "link", "expected"),
    [
        ("a.md", "b.md", "../b/index.md"),
        ("a.md", "b/index.md#x", "../b/index.md#x"),
        ("a/index.md", "b.md", "b/index.md"),
        ("a/c.md", "../data/x.csv", "../../data/x.csv"),
        ("a.md", "#x", "#x"),
        ("a.md", "https://voorbeeld.invalid/a.md", "https://voorbeeld.invalid/a.md"),
        ("a.md", "mailto:a@voorbeeld.invalid", "mailto:a@voorbeeld.invalid"),
    ],
)
def test_a_link_follows_the_pages_to_their_folders(
    site: Site, path: str, link: str, expected: str
) -> None:
    assert f"[hier]({expected})" in answered(site, path, page(f"[hier]({link})", ""))


def test_the_settings_name_no_hook_and_no_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_NAME", "Proef")
    found = yaml.safe_load(settings(ROOT / "mkdocs.yml", "assets/stylesheets/x.css"))
    assert "hooks" not in found
    assert found["plugins"] == []
    assert found["site_name"] == "Proef"
    assert {"Rollenmatrix": "rollenmatrix/index.md"} in found["nav"]


def test_a_folder_with_something_in_it_is_left_alone(site: Site, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(BuildError, match="niet leeg"):
        write_plain(ROOT, tmp_path, site, Keep(tmp_path / "bewaard"))
    assert not (tmp_path / "docs").exists()
