"""The one Jinja environment: rows in, HTML out."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.content.prose import TOP
from macros.policy import PAGE_POLICY

TEMPLATES = Path(__file__).with_name("templates")
SUFFIX = ".jinja"
# Our own templates write these headings: an id first, no tags inside.
_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>([^<]+)</h')


def environment() -> Environment:
    """The templates as they are now: they may change while somebody looks at the site."""
    return _environment(_stamp())


@cache
def _stamp() -> int:
    """When a template changed last, in nanoseconds; looked up once until ``look_again``."""
    return max(file.stat().st_mtime_ns for file in TEMPLATES.rglob(f"*{SUFFIX}"))


def look_again() -> None:
    """See at the next page whether a template changed."""
    _stamp.cache_clear()


@lru_cache(maxsize=1)
def _environment(stamp: int) -> Environment:
    """Escapes everything, fails on any name that a template misspells."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # asking the disk for every template takes longer than rendering it
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    env.filters["html"] = Markup  # HTML that views made from checked Markdown
    env.filters["klok"] = clock
    env.filters["getal"] = grouped
    env.globals["policy"] = PAGE_POLICY
    env.filters["json"] = as_json
    return env


def render(template: str, basis: str, **values: Any) -> str:
    """The HTML of a template. ``basis`` leads from the page to the top of the site (``../../``).

    Every address in the template and in its rows starts with ``@/``. An editor cannot write
    such an address: the checks refuse the link, and a quote in text is escaped.
    """
    html = environment().get_template(template + SUFFIX).render(basis=basis, **values)
    return html.replace(f'"{TOP}', f'"{basis or "./"}')


def headings(html: str) -> list[tuple[int, str, str]]:
    """Level, id and title of every heading that a table of contents can show."""
    return [(int(level), anchor, title) for level, anchor, title in _HEADING.findall(html)]


def as_json(value: object) -> str:
    """A value as JSON for a ``data-`` attribute; the template escapes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def basis_of(url: str) -> str:
    """The way from a page to the top: ``casussen/x/`` gives ``../../``."""
    return "../" * url.removeprefix("./").count("/")


def clock(minutes: int) -> str:
    """Minutes as hours and minutes: 95 gives ``1:35``."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def grouped(number: int) -> str:
    """A number as Dutch writes it: ``1.034``."""
    return f"{number:,}".replace(",", ".")
