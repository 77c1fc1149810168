"""Build into a folder beside the site, finish it there, and swap it in at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Both look for these before they print a banner about the future of MkDocs. What we do about
# that future stands in docs/houdbaarheid.md; an editor has no use for it on every build.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


class BuildError(Exception):
    """The build stopped; the text says why."""


def run_mkdocs(root: Path, target: Path, command: str = "mkdocs") -> None:
    """Build the pages strictly into ``target``. Raises BuildError with what MkDocs said."""
    line = [sys.executable, "-m", command, "build", "--strict", "-d", str(target)]
    done = subprocess.run(
        line, cwd=root, env={**os.environ, **QUIET}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildError(_worth_reading(done.stderr or done.stdout))


def _worth_reading(output: str) -> str:
    kept = [line for line in output.splitlines() if line.startswith(("WARNING", "ERROR"))]
    return "\n".join(kept) or output.strip()


def workspace(root: Path) -> Path:
    """A fresh folder on the same disk as the site, so that the swap is a rename."""
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="site-", dir=cache))


def swap(fresh: Path, site: Path) -> None:
    """Put ``fresh`` in the place of ``site``; at every moment one whole site can be found."""
    old = fresh.with_name(fresh.name + "-oud")
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
