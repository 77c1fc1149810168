"""What can go wrong while a site is made, in words for whoever runs the build."""

from __future__ import annotations

import errno
import sqlite3


class BuildError(Exception):
    """The build stopped; the text says why."""


_DISK = {
    errno.ENOSPC: "De schijf is vol. Maak ruimte vrij en bouw opnieuw.",
    errno.EDQUOT: "Uw schijfruimte is op. Maak ruimte vrij en bouw opnieuw.",
    errno.EACCES: "Wij mogen hier niet schrijven of lezen: {place}. Vraag om rechten op die map.",
    errno.EPERM: "Wij mogen hier niet schrijven of lezen: {place}. Vraag om rechten op die map.",
    errno.EROFS: "Deze schijf is alleen om te lezen: {place}. Kies met --naar een andere map.",
    errno.EBUSY: "Deze map is in gebruik als schijf: {place}. Bouw met --naar in een map daarin.",
    errno.ENOTDIR: "Hier staat een bestand waar een map moet komen: {place}. Haal het weg.",
    errno.EMFILE: "Er staan te veel bestanden open. Sluit andere programma's en bouw opnieuw.",
}
_OTHER = "Het systeem weigerde een bestand: {place} ({reason})."
_KEPT = (
    "Wat eerder is gemaakt, kunnen wij niet lezen of bewaren ({reason}). Gooi de map .cache weg, "
    "of wijs met WERKATELIER_CACHE een andere map aan."
)
_LIBRARY = (
    "WeasyPrint vindt een bibliotheek niet, waarschijnlijk Pango. Zonder Pango maken wij geen "
    "pdf's. Installeer libpango-1.0-0 en libpangoft2-1.0-0, of bouw met --zonder-papier. ({reason})"
)


def explain(error: BaseException) -> str:
    """What happened and what to do, in Dutch; the text of the error where we know no better."""
    if isinstance(error, sqlite3.Error):
        full = "full" in str(error)
        return _DISK[errno.ENOSPC] if full else _KEPT.format(reason=error)
    if not isinstance(error, OSError):
        return str(error) or type(error).__name__
    if error.errno is None and "load library" in str(error):
        return _LIBRARY.format(reason=str(error).splitlines()[0])
    text = _DISK.get(error.errno or 0, _OTHER)
    return text.format(place=error.filename or "onbekend", reason=error.strerror or error)
