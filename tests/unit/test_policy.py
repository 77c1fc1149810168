"""What a page of this site may load."""

from __future__ import annotations

import pytest

from macros.policy import PAGE_POLICY, SERVER_POLICY


@pytest.mark.parametrize("policy", [PAGE_POLICY, SERVER_POLICY])
def test_nothing_unsafe_and_no_worker_is_allowed(policy: str) -> None:
    """No inline script or style, no text as script, no WebAssembly."""
    assert "unsafe" not in policy
    assert "worker-src" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
