"""Every mistake that an editor can make has a specimen, and gives one message, on its line.

A specimen is a file in ``tests/fouten``, named after the code of its message; what stands after
``--`` tells variants apart. A specimen of more files is a folder with a small ``cases`` tree. It
is laid over the valid library in ``tests/geldig``.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.content.front_checks import _code_and_places
from macros.content.frontmatter import read_front_matter
from macros.content.library import read_library
from macros.content.problems import ERROR, WARNING, Problem, catalogue

SPECIMENS = Path(__file__).parent.parent / "fouten"
PLACES = {
    "wetten": "subsidie.md",
    "casussen": "buurttuin.md",
    "dilemmas": "zelf-doen.md",
    "programmas": "uur.md",
    "rollen": "stimulator.md",
    "aandachtspunten": "tijd-geven.md",
}

#: The specimen, and where its one problem is: the folder that it is dropped in, or a path.
EXPECTED = {
    "bestand-leeg": "wetten:1",
    "twee-velden": "casussen:13",
    "geen-lijst--geen": "casussen:19",
    "geen-lijst--leeg": "casussen:8",
    "geen-lijst--ronde-haken": "casussen:6",
    "geen-datum--schuine-strepen": "wetten:6",
    "waarde-onbekend--punt": "casussen:13",
    "e-mailadres--link": "wetten:15",
    "gekrulde-tekens": "wetten:15",
    "gekrulde-tekens--lange-streep": "wetten:15",
    "samenvoegconflict--de-helft": "wetten:13",
    "samenvoegconflict--het-midden": "wetten:13",
    "inspringen--veld-in-een-onderdeel": "programmas:11",
    "inspringen--niveau": "rollen:13",
    "geen-getal--uur": "programmas:5",
    "veld-leeg--getal": "casussen:20",
    "veld-leeg--datum": "wetten:6",
    "gegevens-leeg": "cases/woorden.yml:1",
    "tekst-elders": "cases/casussen/een-kopie.md:28",
    "vaste-spatie": "wetten:3",
    "vaste-spatie--in-een-lijst": "casussen:6",
    "vaste-spatie--na-de-hekjes": "wetten:13",
    "inspringen--in-een-lijst": "casussen:8",
    "tabel--word": "wetten:15",
    "tabel--zonder-rand": "wetten:15",
    "voetnoot--word": "wetten:15",
    "link-stuk--halve-haak": "wetten:15",
    "verwijzing-onbekend--titel": "casussen:6",
    "verwijzing-onbekend--puntkomma": "casussen:6",
    "waarde-onbekend--en": "casussen:15",
    "hekje-in-waarde--nummer": "wetten:3",
    "slot-ontbreekt--kleine-letter": "dilemmas:20",
    "partij-vorm--zonder-sterretjes": "casussen:60",
    "geen-lijst--accolades": "casussen:6",
    "samenvoegconflict": "wetten:3",
    "lange-regel": "wetten:3",
    "stuurteken": "wetten:3",
    "stuurteken--omgekeerd": "wetten:15",
    "spaties-achteraan": "wetten:3",
    "spaties-achteraan--in-de-tekst": "wetten:23",
    "geen-kop": "wetten:1",
    "geen-kop--tekst-ervoor": "wetten:1",
    "kop-niet-gesloten": "wetten:6",
    "streepjes-vorm": "wetten:1",
    "streepjes-vorm--twee": "wetten:7",
    "streepjes-vorm--vier": "wetten:7",
    "streepjes-dubbel": "wetten:2",
    "streepjes-dubbel--onder": "wetten:8",
    "streepjes-dubbel--tussen": "wetten:4",
    "kop-leeg": "wetten:2",
    "kop-geen-velden": "wetten:2",
    "tweede-kop": "wetten:9",
    "tweede-kop--achteraan": "wetten:25",
    "tab": "programmas:11",
    "tab--na-de-naam": "wetten:3",
    "word-aanhalingstekens": "wetten:3",
    "word-aanhalingstekens--apostrof": "wetten:3",
    "word-aanhalingstekens--in-een-lijst": "wetten:5",
    "dubbele-punt": "wetten:3",
    "dubbele-punt--in-een-onderdeel": "programmas:10",
    "apostrof-vooraan": "wetten:3",
    "aanhaling-binnen": "wetten:3",
    "aanhaling-binnen--apostrof": "wetten:3",
    "hekje-in-waarde": "wetten:3",
    "hekje-in-waarde--vooraan": "wetten:3",
    "word-opsomming": "programmas:10",
    "word-opsomming--in-de-tekst": "aandachtspunten:21",
    "streepje-zonder-spatie": "wetten:6",
    "haak-niet-gesloten--komma": "wetten:5",
    "haak-niet-gesloten--te-vroeg": "casussen:6",
    "inspringen--spatie-ervoor": "wetten:5",
    "vreemd-begin--komma": "wetten:3",
    "yaml-fout": "casussen:6",
    "geen-spatie": "wetten:3",
    "geen-spatie--in-een-onderdeel": "programmas:11",
    "geen-dubbele-punt": "wetten:3",
    "geen-dubbele-punt--is": "wetten:3",
    "losse-regel": "wetten:4",
    "haak-niet-gesloten": "wetten:5",
    "haak-niet-gesloten--een-te-veel": "wetten:5",
    "aanhaling-niet-gesloten": "wetten:3",
    "aanhaling-niet-gesloten--enkel": "wetten:3",
    "schuine-streep": "wetten:3",
    "schuine-streep--stuurteken": "wetten:3",
    "vreemd-begin": "wetten:3",
    "vreemd-begin--procent": "wetten:3",
    "inspringen": "programmas:11",
    "inspringen--veld-in-een-veld": "wetten:4",
    "haak-niet-gesloten--streepjes": "casussen:6",
    "yaml-verwijzing": "wetten:3",
    "yaml-verwijzing--sterretje": "wetten:3",
    "yaml-soort": "wetten:3",
    "yaml-soort--getal": "wetten:3",
    "te-diep": "wetten:5",
    "sleutel-geen-woord": "wetten:4",
    "dubbele-sleutel": "wetten:4",
    "volgorde-velden": "casussen:17",
    "veld-ontbreekt": "casussen:2",
    "veld-ontbreekt--in-een-onderdeel": "programmas:10",
    "veld-onbekend": "wetten:3",
    "veld-onbekend--hoofdletter": "wetten:3",
    "veld-onbekend--te-veel": "wetten:4",
    "veld-onbekend--in-een-veld": "rollen:13",
    "veld-leeg": "wetten:3",
    "veld-leeg--lijst": "casussen:5",
    "veld-leeg--niets": "casussen:5",
    "veld-leeg--vormen": "cases/woorden.yml:6",
    "veld-leeg--liever_niet": "cases/woorden.yml:7",
    "geen-tekst": "casussen:13",
    "geen-tekst--veld-in-een-veld": "wetten:3",
    "geen-tekst--in-een-lijst": "rollen:9",
    "geen-lijst": "casussen:11",
    "geen-lijst--van-tot": "programmas:6",
    "geen-lijst--nee": "rollen:10",
    "geen-velden": "rollen:11",
    "geen-getal": "casussen:20",
    "geen-getal--klok": "programmas:5",
    "geen-getal--ja": "programmas:11",
    "getal-te-klein": "programmas:11",
    "getal-te-groot": "programmas:11",
    "geen-datum": "wetten:6",
    "geen-datum--bestaat-niet": "wetten:6",
    "geen-datum--in-woorden": "wetten:6",
    "vaste-waarde": "casussen:22",
    "vaste-waarde--twee": "rollen:4",
    "te-lang": "wetten:3",
    "te-kort": "casussen:4",
    "lijst-te-lang": "casussen:6",
    "lijst-te-kort": "programmas:6",
    "waarde-onbekend": "casussen:5",
    "waarde-onbekend--label": "casussen:5",
    "waarde-onbekend--komma": "casussen:11",
    "waarde-onbekend--nee": "casussen:13",
    "dubbele-waarde": "casussen:11",
    "partij-verkeerde-kant": "casussen:14",
    "kleiner-dan": "wetten:3",
    "kleiner-dan--html": "wetten:3",
    "accolades": "wetten:15",
    "accolades--in-de-kop": "wetten:3",
    "accolades--opdracht": "wetten:15",
    "id-vorm": "wetten:2",
    "id-vorm--andere-soort": "wetten:2",
    "verwijzing-onbekend": "casussen:19",
    "verwijzing-onbekend--in-de-tekst": "wetten:15",
    "verwijzing-onbekend--bron": "wetten:5",
    "verwijzing-onbekend--woord": "wetten:15",
    "niets-te-bespreken": "casussen:7",
    "minuten": "programmas:5",
    "stappen-minuten": "programmas:39",
    "van-tot": "programmas:6",
    "deel-ontbreekt": "casussen:26",
    "deel-volgorde": "casussen:30",
    "deel-dubbel": "casussen:38",
    "deel-leeg": "casussen:30",
    "deel-leeg--onderdeel": "casussen:52",
    "deel-onbekend": "wetten:13",
    "deel-onbekend--hoofdletter": "wetten:13",
    "deel-onbekend--andere-titel": "wetten:13",
    "deel-te-lang": "casussen:26",
    "deel-te-kort": "casussen:65",
    "kaart-te-vol": "casussen:26",
    "kaartkant-te-vol": "rollen:9",
    "kaartkant-te-vol--vragen": "dilemmas:46",
    "onderdeel-onbekend": "casussen:52",
    "onderdeel-onbekend--kleine-letter": "casussen:52",
    "onderdeel-onbekend--vaste-kop": "dilemmas:38",
    "onderdeel-ontbreekt": "casussen:44",
    "onderdeel-volgorde": "casussen:44",
    "slot-ontbreekt": "casussen:46",
    "tekst-zonder-kop": "wetten:9",
    "kop-te-groot": "wetten:15",
    "kop-te-klein": "wetten:15",
    "kop-niveau": "wetten:13",
    "kop-niveau--een-hekje": "wetten:13",
    "kop-niveau--vet": "wetten:13",
    "kop-niveau--onderdeel": "casussen:52",
    "hekje-zonder-spatie": "wetten:13",
    "punt-zonder-spatie": "casussen:41",
    "punt-zonder-spatie--streepje": "casussen:60",
    "streep-in-tekst": "wetten:17",
    "streep-in-tekst--onder-een-kop": "wetten:14",
    "streep-in-tekst--sterretjes": "wetten:17",
    "geen-nummers": "casussen:38",
    "geen-streepjes": "aandachtspunten:19",
    "vraag-zonder-teken": "casussen:40",
    "partij-vorm": "casussen:61",
    "partij-vorm--zonder-soort": "casussen:61",
    "partij-niet-in-kop": "casussen:61",
    "partij-niet-in-kop--vergeten": "casussen:61",
    "partij-zonder-regel": "casussen:58",
    "html": "wetten:15",
    "html--blok": "wetten:15",
    "html--verborgen": "wetten:15",
    "html-gevaarlijk": "wetten:15",
    "html-gevaarlijk--plaatje": "wetten:15",
    "html-gevaarlijk--link": "wetten:15",
    "codeblok": "wetten:15",
    "codeblok--vier-spaties": "wetten:15",
    "tabel": "wetten:17",
    "vreemde-opmaak": "wetten:15",
    "vreemde-opmaak--streep": "wetten:15",
    "vreemde-opmaak--geel": "wetten:15",
    "sterretjes": "wetten:15",
    "sterretjes--spatie": "wetten:15",
    "voetnoot": "wetten:15",
    "voetnoot--onderaan": "wetten:23",
    "link-gevaarlijk": "wetten:15",
    "link-gevaarlijk--data": "wetten:15",
    "link-naar-buiten": "wetten:15",
    "link-naar-buiten--hoeken": "wetten:15",
    "link-vorm": "wetten:15",
    "link-vorm--soort": "wetten:15",
    "link-anker": "wetten:15",
    "link-anker--zelfde-pagina": "wetten:15",
    "link-stuk": "wetten:15",
    "link-stuk--spatie": "wetten:15",
    "los-adres": "wetten:15",
    "linktekst-vaag": "wetten:15",
    "linktekst-leeg": "wetten:15",
    "plaatje-zonder-tekst": "wetten:15",
    "plaatje-vorm": "wetten:15",
    "plaatje-vorm--svg": "wetten:15",
    "plaatje-ontbreekt": "wetten:15",
    "alinea-dubbel": "casussen:69",
    "nog-te-schrijven": "wetten:13",
    "vreemd-bestand": "cases/wetten/subsidie.docx:1",
    "map-te-veel": "cases/wetten/nieuw:1",
    "plaatje-stuk": "cases/wetten/subsidie.md:15",
    "adres-doel-weg": "cases/adressen.txt:2",
    "slot-ontbreekt--leeg": "casussen:50",
    "verkeerde-map": "cases/geld.md:1",
    "vreemde-map": "cases/casus:1",
    "bestandsnaam": "cases/wetten/Geld & tijd.md:1",
    "bestandsnaam--txt": "cases/wetten/geld.md.txt:1",
    "slug-dubbel": "cases/wetten/Subsidie.md:1",
    "id-dubbel": "cases/wetten/subsidie.md:2",
    "lijst-ontbreekt": "cases/vocabulaire.yml:1",
    "lijst-vorm": "cases/vocabulaire.yml:30",
    "naam-vorm": "cases/bronnen.yml:9",
    "adres-vorm": "cases/bronnen.yml:7",
    "te-veel-te-bespreken": "cases/casussen/buurttuin.md:7",
    "te-lang--vocabulaire": "cases/vocabulaire.yml:33",
    "veld-onbekend--bron": "cases/bronnen.yml:4",
    "dubbele-punt--vocabulaire": "cases/vocabulaire.yml:33",
    "e-mailadres": "wetten:15",
    "telefoonnummer": "wetten:15",
    "bsn": "wetten:15",
    "huisadres": "wetten:15",
    "kenteken": "wetten:15",
    "naam": "wetten:15",
    "liever-niet": "wetten:15",
    "naam-zonder-reden": "cases/namen.yml:3",
    "naam-ongebruikt": "cases/namen.yml:3",
    "bron-ongebruikt": "cases/bronnen.yml:9",
    "alinea-elders": "cases/wetten/subsidie.md:15",
    "zin-elders": "cases/wetten/subsidie.md:15",
}


def _lay_over(library: Path, specimen: str, folder: str) -> str:
    """Put the specimen in the library; the path of the file that it took the place of."""
    if folder not in PLACES:
        shutil.copytree(SPECIMENS / specimen, library, dirs_exist_ok=True)
        return folder
    path = f"cases/{folder}/{PLACES[folder]}"
    (library / path).write_bytes((SPECIMENS / f"{specimen}.md").read_bytes())
    return path


#: What the word checks ask besides; a copied or English word in a specimen is not its mistake.
WORD_CHECKS = {"naam", "alinea-elders", "zin-elders", "tekst-elders", "bron-ongebruikt"}


def _found(library: Path) -> list[tuple[str, str, int]]:
    return [(p.code, p.path, p.line) for p in read_library(library).problems]


def test_the_library_that_the_specimens_spoil_has_no_problems(valid_library: Path) -> None:
    assert _found(valid_library) == []


@pytest.mark.parametrize("specimen", EXPECTED)
def test_a_specimen_gives_exactly_its_own_message_on_its_own_line(
    specimen: str, valid_library: Path
) -> None:
    folder, line = EXPECTED[specimen].rsplit(":", 1)
    path = _lay_over(valid_library, specimen, folder)
    code = specimen.split("--")[0]
    aside = WORD_CHECKS - {code}
    problems = [p for p in read_library(valid_library).problems if p.code not in aside]
    assert [(p.code, p.path, p.line) for p in problems] == [(code, path, int(line))]
    _assert_readable(problems[0], specimen)


#: The line to paste, where the mistake is one of which only the right line is of use.
PASTED = {
    "vaste-spatie": "titel: Subsidie",
    "vaste-spatie--in-een-lijst": "rollen: [stimulator, geen-rol]",
    "vaste-spatie--na-de-hekjes": "## Wat is zeker",
    "inspringen--in-een-lijst": "  - geen-rol",
    "verwijzing-onbekend--titel": "rollen: [stimulator, geen-rol]",
    "verwijzing-onbekend--puntkomma": "rollen: [stimulator, geen-rol]",
    "waarde-onbekend--en": "intern: [wijkteam, wethouder]",
    "hekje-in-waarde--nummer": 'titel: "Subsidie #1 en meer"',
    "inspringen--veld-in-een-onderdeel": "    minuten: 10",
    "inspringen--niveau": "  management: Geeft tijd om langs te gaan.",
    "geen-getal--uur": "duur: 60",
    "geen-lijst--geen": "wetten: []",
    "geen-lijst--leeg": "discussiepunten: []",
    "geen-lijst--ronde-haken": "rollen: [stimulator, geen-rol]",
    "geen-datum--schuine-strepen": "nagekeken: 2026-11-04",
    "waarde-onbekend--punt": "fase: groei",
    "geen-lijst--accolades": "rollen: [stimulator, geen-rol]",
    "geen-lijst": "themas: [groen-spelen, ontmoeten]",
    "dubbele-punt": 'titel: "Subsidie: hoe werkt dat?"',
}


@pytest.mark.parametrize("specimen", PASTED)
def test_the_line_to_paste_is_the_right_one(specimen: str, valid_library: Path) -> None:
    _lay_over(valid_library, specimen, EXPECTED[specimen].split(":")[0])
    (found,) = (p for p in read_library(valid_library).problems if p.code not in WORD_CHECKS)
    assert found.fixed == PASTED[specimen]


def _assert_readable(problem: Problem, specimen: str) -> None:
    braces = specimen.startswith("accolades") or "{" in problem.fixed
    for text in (problem.what, problem.why, problem.remedy):
        assert text.strip(), "an empty text"
        assert "\n" not in text
        assert braces or not re.search(r"\{\w*\}", text), f"an unfilled place: {text}"
    assert "\n" not in str(problem)
    assert problem.fixed == "" or "\n" not in problem.fixed


FILE = "cases/wetten/subsidie.md"
Spoil = Callable[[Path], None]


def _rewrite(change: Callable[[bytes], bytes]) -> Spoil:
    return lambda file: file.write_bytes(change(file.read_bytes())) and None


def _link(file: Path) -> None:
    file.rename(file.with_name("echt.txt"))
    file.symlink_to("/etc/passwd")
    file.with_name("echt.txt").unlink()


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


#: Files that Git would not keep as they are: what is done to a valid one, the code, the line.
MADE: dict[str, tuple[Spoil, str, int]] = {
    "latin-1": (
        _rewrite(lambda raw: raw.replace(b"een eigen", "één eigen".encode("latin-1"))),
        "geen-utf8",
        19,
    ),
    "utf-16": (_rewrite(lambda raw: raw.decode().encode("utf-16")), "geen-utf8", 1),
    "a BOM": (_rewrite(lambda raw: b"\xef\xbb\xbf" + raw), "bom", 1),
    "Windows line ends": (
        _rewrite(lambda raw: raw.replace(b"\n", b"\r\n")),
        "windows-regeleinden",
        1,
    ),
    "no line end at the end": (_rewrite(bytes.rstrip), "geen-slotregel", 23),
    "a link": (_link, "snelkoppeling", 1),
    "a folder": (_folder, "geen-gewoon-bestand", 1),
    "a pipe": (_pipe, "geen-gewoon-bestand", 1),
    "a huge file": (_rewrite(lambda raw: raw * 500), "te-groot", 1),
    "a null byte": (_rewrite(lambda raw: raw.replace(b"brief", b"br\0ief")), "stuurteken", 11),
}


@pytest.mark.parametrize("name", MADE)
def test_a_file_that_is_no_ordinary_text_gives_one_message(name: str, valid_library: Path) -> None:
    spoil, code, line = MADE[name]
    spoil(valid_library / FILE)
    assert _found(valid_library) == [(code, FILE, line)]


def test_a_folder_that_is_a_link_is_not_followed(valid_library: Path) -> None:
    folder = valid_library / "cases" / "discussiepunten"
    folder.symlink_to("/etc")
    assert _found(valid_library) == [("snelkoppeling", "cases/discussiepunten", 1)]


def test_a_data_file_that_is_gone_is_named_and_nothing_is_said_to_dangle(
    valid_library: Path,
) -> None:
    (valid_library / "cases" / "bronnen.yml").unlink()
    assert _found(valid_library) == [("bestand-ontbreekt", "cases/bronnen.yml", 1)]


def test_a_file_that_the_disk_will_not_give_is_named(
    valid_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def refuse(file: Path) -> bytes:
        if file.name in ("subsidie.md", "woorden.yml"):
            raise PermissionError(13, "Permission denied")
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything, also in CI
    assert _found(valid_library) == [
        ("niet-te-lezen", FILE, 1),
        ("niet-te-lezen", "cases/woorden.yml", 1),
    ]


def test_a_mistake_that_nobody_foresaw_still_has_a_message() -> None:
    detail = {"type": "something_new", "loc": ("titel",), "input": "x", "ctx": {}}
    assert _code_and_places(detail, "x")[0] == "veld-fout"  # type: ignore[arg-type]


def test_every_message_has_a_specimen_and_every_specimen_a_message() -> None:
    made = {code for _, code, _ in MADE.values()}
    elsewhere = {"bestand-ontbreekt", "niet-te-lezen", "veld-fout"}  # tests of their own, above
    elsewhere |= {code for code in catalogue() if code.startswith(("overlay-", "kleur-", "adres-"))}
    elsewhere |= {code for code in catalogue() if code.startswith("pagina-")}  # told by the engine
    elsewhere |= {"oud-adres-vorm", "oud-adres-bezet", "lang-woord"}  # tests beside their own check
    elsewhere -= set(EXPECTED)
    elsewhere |= {"spelling", "spelling-volgorde"}  # need hunspell: tests/unit/test_spelling.py
    shown = {name.split("--")[0] for name in EXPECTED}
    assert shown | made | elsewhere == set(catalogue())


def test_every_specimen_on_disk_is_in_the_table() -> None:
    on_disk = {file.name.removesuffix(".md") for file in SPECIMENS.iterdir()}
    assert on_disk == set(EXPECTED)


def test_there_are_specimens_of_at_least_seventy_kinds_of_mistake() -> None:
    assert len({name.split("--")[0] for name in EXPECTED}) >= 70


def test_the_texts_of_the_messages_pass_our_own_reader() -> None:
    """Where a text holds `` #``, YAML would silently drop the rest of the sentence."""
    import macros.content.problems

    file = Path(macros.content.problems.__file__).with_name("meldingen.yml")
    front = read_front_matter(file.read_text(encoding="utf-8"), file.name)
    assert [str(problem) for problem in front.problems] == []


@pytest.mark.parametrize("code", catalogue())
def test_a_message_has_all_its_texts_and_a_known_level(code: str) -> None:
    message = catalogue()[code]
    assert message.what.strip() and message.why.strip() and message.remedy.strip()
    assert message.level in (ERROR, WARNING)
    for text in (message.what, message.why, message.remedy, message.done):
        assert not re.search("[–—“”‘’]", text), "straight quotes and no dashes"
