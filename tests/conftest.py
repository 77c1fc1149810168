"""What the tests share: a small valid library that each may spoil in its own folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

VALID = Path(__file__).parent / "geldig"


@pytest.fixture
def valid_library(tmp_path: Path) -> Path:
    """A copy of the small valid library in ``tests/geldig``."""
    shutil.copytree(VALID, tmp_path, dirs_exist_ok=True)
    return tmp_path
