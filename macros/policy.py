"""What a page of this site may load: one value for the pages, the papers and the web server."""

from __future__ import annotations

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}


def _written(sources: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in sources.items())


# For <meta>, in every page.
PAGE_POLICY = _written(_SOURCES)
# For the web server: a page cannot say of itself who may frame it.
SERVER_POLICY = _written({**_SOURCES, "frame-ancestors": "'self'"})
