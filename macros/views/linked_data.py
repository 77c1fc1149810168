"""What a page says to machines about itself, in the words of schema.org."""

from __future__ import annotations

from typing import Any

from macros.content.entries import Entry
from macros.content.library import AnyEntry, Library
from macros.content.models import Case, Issue, Programme
from macros.content.prose import TOP
from macros.views.facets import BY_FIELD

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def linked_data(library: Library, entry: AnyEntry, description: str) -> dict[str, Any]:
    """The JSON-LD of the page of one content file; its address counts from the top."""
    about = {
        "@context": "https://schema.org",
        "@type": ["LearningResource", "CreativeWork"],
        "identifier": entry.meta.id,
        "name": entry.meta.title,
        "description": description,
        "url": TOP + entry.address,
        "inLanguage": "nl",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "dateModified": entry.meta.checked.isoformat(),
    }
    return {**about, **_more(library, entry)}


def _more(library: Library, entry: Entry[Any]) -> dict[str, Any]:
    meta = entry.meta
    if isinstance(meta, Case):
        return {
            "learningResourceType": "casus",
            "timeRequired": f"PT{meta.minutes}M",
            "keywords": _keywords(library, meta),
        }
    if isinstance(meta, Programme):
        return {"learningResourceType": "programma", "timeRequired": f"PT{meta.duration}M"}
    return {"learningResourceType": "discussie" if isinstance(meta, Issue) else "uitleg"}


def _keywords(library: Library, case: Case) -> list[str]:
    """The themes, roles and domains of a case, in the words that a reader sees."""
    facets = [BY_FIELD[field] for field in ("thema", "rol", "domein")]
    return [facet.choices(library)[str(value)] for facet in facets for value in facet.values(case)]
