"""SHELL: what a workflow does on GitHub or Forgejo. Only the standard library, one API.

``python3 -m macros.forge comment FOLDER``       post or renew the comment under a pull request
``python3 -m macros.forge issue TITLE FILE``     open or renew an issue with this title
``python3 -m macros.forge pull-request BRANCH TITLE FILE``
``python3 -m macros.forge reply NUMBER FILE``    answer in an issue

From the environment: ``API_URL``, ``REPOSITORY``, ``TOKEN``; for ``comment`` also ``HEAD_SHA`` and,
where the forge has one, ``RUN_URL``: the page of the run, with the preview to download.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.comment import MARKER, comment, read_findings

SECONDS = 30
PAGES = 5  # of a hundred comments each: where our own would be


class ForgeError(Exception):
    """The request cannot be right, so nothing was done."""


@dataclass(frozen=True)
class Forge:
    """One repository on a forge that speaks GitHub's API."""

    api: str
    repository: str
    token: str

    def call(self, method: str, path: str, value: Any = None) -> Any:
        """The answer to one request; raises OSError when the forge refuses it."""
        request = urllib.request.Request(
            f"{self.api}/repos/{self.repository}{path}",
            method=method,
            data=None if value is None else json.dumps(value).encode(),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Accept": "application/json",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return json.loads(answer.read() or b"null")

    def comments(self, number: int) -> list[dict[str, Any]]:
        """The comments under an issue or pull request."""
        found: list[dict[str, Any]] = []
        for page in range(1, PAGES + 1):
            part = self.call("GET", f"/issues/{number}/comments?per_page=100&page={page}")
            found += part
            if len(part) < 100:
                break
        return found


def forge_from(environment: dict[str, str]) -> Forge:
    """The forge that the environment names; KeyError when it names none."""
    repository = environment["REPOSITORY"]
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        raise ForgeError("REPOSITORY")
    return Forge(environment["API_URL"].rstrip("/"), repository, environment["TOKEN"])


def post_comment(forge: Forge, folder: Path, head_sha: str, run_url: str = "") -> str:
    """Post the comment for what lies in ``folder``, or renew the one that is there.

    The folder comes from a run on somebody else's branch: the number in it counts only when
    that pull request is open and stands at ``head_sha``, the commit that the run was about.
    Raises ForgeError when it does not, or when the number or the findings are malformed.
    """
    number = _number((folder / "nummer.txt").read_text(encoding="utf-8")[:20].strip())
    pull = forge.call("GET", f"/pulls/{number}")
    if pull["state"] != "open" or pull["head"]["sha"] != head_sha:
        raise ForgeError("this run is not about that pull request")
    try:
        found = read_findings((folder / "bevindingen.json").read_text(encoding="utf-8"))
    except ValueError as error:
        raise ForgeError(str(error)) from None
    return _upsert(forge, number, comment(found, run_url))


def _number(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,6}", text):
        raise ForgeError("no number")
    return int(text)


def _upsert(forge: Forge, number: int, body: str) -> str:
    """Renew our own comment: a bot's, so that nobody else's text is overwritten."""
    ours = [
        c["id"]
        for c in forge.comments(number)
        if c["body"].startswith(MARKER) and c["user"].get("type") == "Bot"
    ]
    if ours:
        forge.call("PATCH", f"/issues/comments/{int(ours[0])}", {"body": body})
        return "renewed"
    forge.call("POST", f"/issues/{number}/comments", {"body": body})
    return "posted"


def post_issue(forge: Forge, title: str, body: str) -> str:
    """Open an issue with this title, or renew the open one that has it."""
    for issue in forge.call("GET", "/issues?state=open&per_page=100"):
        if issue["title"] == title and "pull_request" not in issue:
            forge.call("PATCH", f"/issues/{int(issue['number'])}", {"body": body})
            return "renewed"
    forge.call("POST", "/issues", {"title": title, "body": body})
    return "opened"


def open_pull_request(forge: Forge, branch: str, title: str, body: str) -> str:
    """Ask to take over a branch; an open request for it is renewed. Gives its number."""
    owner = forge.repository.split("/")[0]
    there = forge.call("GET", f"/pulls?state=open&head={owner}:{branch}")
    if there:
        forge.call("PATCH", f"/pulls/{int(there[0]['number'])}", {"title": title, "body": body})
        return str(int(there[0]["number"]))
    base = forge.call("GET", "")["default_branch"]
    value = {"title": title, "head": branch, "base": base, "body": body}
    return str(int(forge.call("POST", "/pulls", value)["number"]))


def reply(forge: Forge, number: str, body: str) -> str:
    """Answer in an issue."""
    forge.call("POST", f"/issues/{_number(number)}/comments", {"body": body})
    return "posted"


def _text(file: str) -> str:
    return Path(file).read_text(encoding="utf-8")


def run(arguments: list[str], environment: dict[str, str]) -> str:
    """Do what the arguments ask; says what was done. Raises ForgeError, KeyError or OSError."""
    forge = forge_from(environment)
    name, *rest = arguments
    actions: dict[str, Callable[..., str]] = {
        "comment": lambda folder: post_comment(
            forge, Path(folder), environment["HEAD_SHA"], environment.get("RUN_URL", "")
        ),
        "issue": lambda title, file: post_issue(forge, title, _text(file)),
        "pull-request": lambda branch, title, file: open_pull_request(
            forge, branch, title, _text(file)
        ),
        "reply": lambda number, file: reply(forge, number, _text(file)),
    }
    return actions[name](*rest)


if __name__ == "__main__":
    try:
        print(run(sys.argv[1:], dict(os.environ)))
    except (ForgeError, OSError) as refused:
        sys.exit(f"Nothing was done: {refused}")
