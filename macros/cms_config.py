"""The forms of Decap CMS, made from the models: what can be filled in, chosen and left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.content.front_checks import field_order
from macros.content.kinds import KINDS, Kind
from macros.content.library import CASES_FOLDER, Library
from macros.content.library_checks import free_id
from macros.content.models import inner_model, mark_of
from macros.content.schema import values_of
from macros.skeleton import body_text

BODY = "body"  # what Decap calls the text under the front matter
LONG_TEXT = 100  # characters


def cms_config(library: Library, address: str) -> dict[str, Any]:
    """The whole configuration; ``address`` is where the editor and its back end are served."""
    return {
        "backend": {"name": "proxy", "proxy_url": f"{address}/api/v1", "branch": "main"},
        "locale": "nl",
        "media_folder": f"{CASES_FOLDER}/beelden",
        "public_folder": "beeld:",
        "site_url": address,
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [_collection(library, kind) for kind in KINDS],
    }


def _collection(library: Library, kind: Kind) -> dict[str, Any]:
    by_name = {str(info.alias): info for info in kind.model.model_fields.values()}
    fields = [_field(name, by_name[name], library) for name in field_order(kind)]
    taken = (entry.meta.id for entry in library.by_kind[kind.name].values())
    fields[0] |= {"default": free_id(kind, taken)}  # for a new entry; others have theirs
    return {
        "name": kind.name, "label": kind.plural.capitalize(),
        "label_singular": kind.label.capitalize(),
        "folder": f"{CASES_FOLDER}/{kind.folder}", "create": True, "delete": False,
        "extension": "md", "format": "yaml-frontmatter", "identifier_field": "titel",
        "slug": "{{titel}}", "summary": "{{id}} {{titel}}", "editor": {"preview": False},
        "fields": [*fields, _body(library, kind)],
    }  # fmt: skip


def _body(library: Library, kind: Kind) -> dict[str, Any]:
    """The text, as plain Markdown: a rich editor would write every line anew."""
    titles = ", ".join(rule.title for rule in kind.sections)
    return {"name": BODY, "label": "Tekst", "widget": "text",
            "default": body_text(library, kind, {}),
            "hint": f"De delen, elk met ## ervoor: {titles}."}  # fmt: skip


def _field(name: str, info: FieldInfo, library: Library) -> dict[str, Any]:
    field = {
        "name": name, "label": name.replace("_", " ").capitalize(),
        "hint": info.description or "", "required": info.is_required() and not _may_be_empty(info),
    }  # fmt: skip
    return {**field, **_widget(info, library)}


def _may_be_empty(info: FieldInfo) -> bool:
    """A list without a least number of values."""
    return _is_list(info) and not _limit(info, "min_length")


def _is_list(info: FieldInfo) -> bool:
    return getattr(info.annotation, "__origin__", None) is tuple


def _limit(info: FieldInfo, name: str) -> int:
    return max((getattr(item, name, 0) or 0 for item in info.metadata), default=0)


def _widget(info: FieldInfo, library: Library) -> dict[str, Any]:
    if inner := inner_model(info):
        fields = list(_inner_fields(inner, library))
        return {"widget": "list" if _is_list(info) else "object", "fields": fields}
    if mark_of(info):
        return _select(info, library)
    if _is_list(info):
        return {"widget": "list", "allow_add": True}
    if info.annotation is int:
        return {"widget": "number", "value_type": "int"}
    return _text(info)


def _inner_fields(model: type[BaseModel], library: Library) -> Iterator[dict[str, Any]]:
    for info in model.model_fields.values():
        yield _field(str(info.alias), info, library)


def _select(info: FieldInfo, library: Library) -> dict[str, Any]:
    mark = mark_of(info)
    assert mark is not None
    values = values_of(library, mark)
    whole = info.annotation is int
    options = [{"value": int(v) if whole else v, "label": label} for v, label in values.items()]
    limits = {"min": _limit(info, "min_length"), "max": _limit(info, "max_length")}
    many = {"multiple": True, **{k: n for k, n in limits.items() if n}} if _is_list(info) else {}
    return {"widget": "select", "options": options, **many}


def _text(info: FieldInfo) -> dict[str, Any]:
    fixed = getattr(info.annotation, "__args__", ())
    if fixed and all(isinstance(value, str) for value in fixed):
        return {"widget": "select", "options": list(fixed), "default": fixed[0]}
    most = _limit(info, "max_length")
    pattern = {"pattern": [f"^[^<]{{1,{most}}}$", f"hoogstens {most} tekens"]} if most else {}
    return {"widget": "text" if most > LONG_TEXT else "string", **pattern}
