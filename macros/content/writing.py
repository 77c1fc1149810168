"""Values as they are written in a front matter: plain where that is safe, else in quotes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import yaml

#: libyaml where it is there: ten times as quick.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def scalar(text: str) -> str:
    """The text as a value after ``naam: ``; reading it gives the same text back."""
    return text if _reads_back(f"x: {text}", text) else double_quoted(text)


def flow_list(items: Iterable[str]) -> str:
    """The texts as ``[a, b]``."""
    return f"[{', '.join(_item(item) for item in items)}]"


def _item(text: str) -> str:
    return text if _reads_back(f"x: [{text}]", text) else double_quoted(text)


def double_quoted(text: str) -> str:
    """The text between straight double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def quoted(text: str) -> str:
    """The text between quotes that do not stand in it, which reads best."""
    return f"'{text}'" if '"' in text and "'" not in text else double_quoted(text)


def on_one_line(text: str) -> str:
    """The text without line ends and invisible characters, so that it can be a value."""
    visible = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(visible.split())


def _reads_back(line: str, text: str) -> bool:
    """Whether YAML finds one plain text in this line, and this one."""
    try:
        scalars = [e for e in yaml.parse(line, Loader=LOADER) if isinstance(e, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return False
    plain = [e.value for e in scalars if not e.style]
    return text != "" and plain == ["x", text] and len(scalars) == 2
