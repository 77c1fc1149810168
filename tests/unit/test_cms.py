"""The editor's back end gives and takes content files only, and answers our own page only."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.cms import INTEGRITY, CmsError, CmsServer, Files, _unpack
from macros.cms_config import cms_config
from macros.content.front_checks import field_order
from macros.content.kinds import CASE, KINDS
from macros.content.library import Library
from tests.conftest import ROOT


@pytest.fixture
def project(tmp_path: Path, library: Library) -> Path:
    case = library.cases[0]
    (tmp_path / case.path).parent.mkdir(parents=True)
    shutil.copy(ROOT / case.path, tmp_path / case.path)
    return tmp_path


def test_every_kind_has_a_form_with_every_field_in_order(library: Library) -> None:
    config = cms_config(library, "http://127.0.0.1:1")
    assert config["locale"] == "nl"
    for kind, made in zip(KINDS, config["collections"], strict=True):
        assert [f["name"] for f in made["fields"]] == [*field_order(kind), "body"]
        assert all(f["hint"] for f in made["fields"])


def test_choices_are_those_that_exist(library: Library) -> None:
    case = cms_config(library, "")["collections"][0]
    fields = {field["name"]: field for field in case["fields"]}
    assert [o["value"] for o in fields["rollen"]["options"]] == [r.slug for r in library.roles]
    assert (fields["rollen"]["multiple"], fields["rollen"]["max"]) == (True, 3)
    assert fields["tijd"]["options"][0]["value"] == 20
    assert not fields["wetten"]["required"]


def test_a_new_entry_starts_with_a_free_id_and_what_belongs_in_its_sections(
    library: Library,
) -> None:
    fields = {f["name"]: f for f in cms_config(library, "")["collections"][0]["fields"]}
    taken = sorted(case.meta.id for case in library.cases)
    assert int(fields["id"]["default"][1:]) == int(taken[-1][1:]) + 1
    for rule in CASE.sections:
        assert f"## {rule.title}\n" in fields["body"]["default"]
        assert rule.help in fields["body"]["default"]


def test_saving_what_was_read_changes_nothing(project: Path, library: Library) -> None:
    case = library.cases[0]
    files = Files(project)
    entry = files.answer({"action": "getEntry", "params": {"path": case.path}})
    given = {"dataFiles": [{"path": case.path, "raw": entry["data"], "slug": "x"}], "assets": []}
    files.answer({"action": "persistEntry", "params": given})
    assert (project / case.path).read_bytes() == (ROOT / case.path).read_bytes()


ELSEWHERE = (
    "../x.md", "cases/casussen/../../x.md", "/etc/passwd", "cases/vocabulaire.yml", "README.md",
    "cases/casussen/x.md\n", "cases/casussen/X.md", "cases/onbekend/x.md", "cases/casussen/x.md.sh",
)  # fmt: skip


@pytest.mark.parametrize("path", ELSEWHERE)
@pytest.mark.parametrize("action", ["getEntry", "persistEntry"])
def test_no_other_file_is_read_or_written(project: Path, action: str, path: str) -> None:
    params = {"path": path, "dataFiles": [{"path": path, "raw": "---\nid: x\n---\n"}]}
    before = sorted(project.rglob("*"))
    with pytest.raises(CmsError):
        Files(project).answer({"action": action, "params": params})
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("request_", [{}, [], None, {"action": "deleteFile"}, {"action": []}])
def test_an_unknown_request_is_refused(project: Path, request_: Any) -> None:
    with pytest.raises(CmsError):
        Files(project).answer(request_)


@pytest.fixture
def server(project: Path, library: Library) -> Iterator[CmsServer]:
    found = CmsServer(project, project, library)
    threading.Thread(target=found.serve_forever, args=(0.02,), daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


def ask(server: CmsServer, method: str, path: str, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    body = json.dumps({"action": "info"}) if method == "POST" else None
    connection.request(method, path, body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_only_our_own_page_is_answered(server: CmsServer) -> None:
    assert ask(server, "GET", "/") == 200
    assert ask(server, "GET", "/config.yml") == 200
    assert ask(server, "POST", "/api/v1", Origin=f"http://{server.host}") == 200
    assert ask(server, "POST", "/api/v1", Origin="https://kwaad.example") == 403
    assert ask(server, "POST", "/api/v1", Host="kwaad.example") == 403
    assert ask(server, "GET", "/cases/casussen/wijkkeuken-en-wethouder.md") == 404
    assert ask(server, "GET", "/../README.md") == 404


def test_a_package_that_is_not_the_pinned_one_is_not_unpacked(tmp_path: Path) -> None:
    assert INTEGRITY.startswith("sha512-")
    with pytest.raises(CmsError):
        _unpack(b"iets anders", tmp_path / "decap")
    assert not (tmp_path / "decap").exists()
