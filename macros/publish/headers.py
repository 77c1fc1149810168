"""The policy and the other headers as a file for each kind of web server, in ``hosting/``."""

from __future__ import annotations

from pathlib import Path

from macros.policy import SERVER_POLICY

FOLDER = "hosting"
HEADERS = {
    "Content-Security-Policy": SERVER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def nginx() -> str:
    """Lines for a ``server`` or ``location`` block."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS.items())


def apache() -> str:
    """Lines for a virtual host or ``.htaccess``; needs mod_headers."""
    return "".join(f'Header always set {name} "{value}"\n' for name, value in HEADERS.items())


def pages() -> str:
    """A ``_headers`` file, as several hosts of static pages read it."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())


def write_headers(folder: Path) -> None:
    """Write all three below the built site."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    for name, text in {"nginx.conf": nginx(), "apache.conf": apache(), "_headers": pages()}.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
