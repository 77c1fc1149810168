"""The JSON Schema of a kind of content, made from its model and the values that exist."""

from __future__ import annotations

from typing import Any

from annotated_types import MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.content.kinds import Kind
from macros.content.library import Library
from macros.content.models import FromList, RefTo, inner_model, mark_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def values_of(library: Library, mark: FromList | RefTo) -> dict[str, str]:
    """Every value that the mark allows, with what a reader sees of it."""
    if isinstance(mark, FromList):
        return {slug: term.label for slug, term in library.words[mark.name].items()}
    if mark.kind == "bron":
        return {name: row.title for name, row in library.sources.items()}
    if mark.kind == "rol":
        return {role.slug: role.meta.title for role in library.roles}
    return {slug: entry.meta.title for slug, entry in library.by_kind[mark.kind].items()}


def json_schema(library: Library, kind: Kind) -> dict[str, Any]:
    """The front matter of a kind as JSON Schema 2020-12; every fixed value is spelled out."""
    schema = kind.model.model_json_schema(by_alias=True)
    _complete_all(schema["properties"], kind.model, library)
    for inner in filter(None, map(inner_model, kind.model.model_fields.values())):
        _complete_all(schema["$defs"][inner.__name__]["properties"], inner, library)
    return {"$schema": DIALECT, **schema, "title": kind.label}


def _complete_all(properties: dict[str, Any], model: type[BaseModel], library: Library) -> None:
    for info in model.model_fields.values():
        prop = properties[str(info.alias)]
        prop.pop("waarden", None)
        prop.pop("title", None)
        some = (branch for branch in prop.get("anyOf", ()) if branch.get("type") != "null")
        _complete(next(some, prop), info, library)


def _complete(prop: dict[str, Any], info: FieldInfo, library: Library) -> None:
    """The allowed values; and the strictest minimum, of which pydantic shows the first only."""
    if prop.get("type") == "string":
        least = [item.min_length for item in info.metadata if isinstance(item, MinLen)]
        prop["minLength"] = max([prop.get("minLength", 0), *least])
    if mark := mark_of(info):
        whole = prop.get("type") == "integer"
        target = prop["items"] if prop.get("type") == "array" else prop
        target["enum"] = [int(v) if whole else v for v in values_of(library, mark)]
    if prop.get("type") == "array" and mark_of(info):
        prop["uniqueItems"] = True
