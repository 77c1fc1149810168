"""Checks on the text of one file. Each is a generator of problems; its docstring is the rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import nh3
from markdown_it.token import Token

from macros.content.body import (
    Body,
    Placed,
    Section,
    count_words,
    inline_and_blocks,
    is_unwritten,
    line_of,
    plain,
)
from macros.content.front_checks import closest_title
from macros.content.frontmatter import FrontMatter, Key
from macros.content.kinds import BY_NAME, FRONT_OF_CARD, SITUATION, TURN, Kind, SectionRule
from macros.content.named import SCHEMES
from macros.content.problems import Problem, nearest, problem

PICTURES = (".png", ".jpg", ".jpeg", ".webp")
_PICTURE_START = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|RIFF....WEBP", re.DOTALL)
_MOST_OF_START = 12  # bytes
_PERSONAL = {"mailto": "e-mailadres", "tel": "telefoonnummer"}
_VAGUE = frozenset(
    ("hier", "klik hier", "lees meer", "meer", "link", "deze link", "klik", "zie hier", "hierop")
)
_TEMPLATE = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")
_MARKUP = re.compile(r"<[/!?]?[A-Za-z][^>]*>?|<!--")
_OPENING_TAG = re.compile(r"<[A-Za-z][^>]*>?")
_SCHEME = rf"(?:{'|'.join(SCHEMES)})"
_BROKEN_LINK = re.compile(rf"\]\(|\]\s+\((?={_SCHEME})|\b{_SCHEME}:[a-z0-9-]+(?=[)\]])")
_FOREIGN = re.compile(r"\[\[.*?\]\]|~~.*?~~|==\S.*?==|^!!! ?\w+")  # of other programs
# Without these a text has no loose signs of a link or of other markup.
# Each starts with a sign: so the search runs four times as quick.
_LOOSE = re.compile(r"\]|\)|//|w\.|W\.|\*\*|~~|==|!!!")
_BARE_ADDRESS = re.compile(r"\bhttps?://|\bwww\.", re.IGNORECASE)


def check_html(tokens: list[Token], path: str) -> Iterator[Problem]:
    """No HTML in a text: it could hide a script, and paper cannot show it."""
    told = False
    for line, token in inline_and_blocks(tokens):
        half = _MARKUP.search(token.content) if token.type == "text" else None
        if half:
            # No HTML by the letter, so it would be shown as it is; a browser may think otherwise.
            yield problem("html-gevaarlijk", path, line, tekst=half.group())
        if token.type not in ("html_block", "html_inline"):
            continue
        if told and token.content.startswith("</"):  # the end of what was already reported
            continue
        told = True
        found = _MARKUP.search(token.content)
        shown = found.group() if found else token.content
        yield problem(_html_code(token.content), path, line, tekst=shown)


def _html_code(content: str) -> str:
    """Whether this is ordinary layout or something that could do harm."""
    kept = _bare_tags(nh3.clean(content, link_rel=None))
    return "html" if _bare_tags(content) <= kept else "html-gevaarlijk"


def _bare_tags(content: str) -> set[str]:
    """The opening tags, all written in the same way."""
    return {re.sub(r"\s*/?>$|\s+$", "", tag).lower() for tag in _OPENING_TAG.findall(content)}


def check_titles_without_html(front: FrontMatter, path: str) -> Iterator[Problem]:
    """No ``<`` and no template signs in front matter either: themes print titles raw."""
    for place, text in _texts(front.values, ()):
        if "<" in text:
            yield problem("kleiner-dan", path, front.line(place), tekst=text)
        if _TEMPLATE.search(text):
            yield problem("accolades", path, front.line(place), tekst=text)


def _texts(value: object, place: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))


def check_templates(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """No template signs such as ``{{``: the text of an editor is never a template."""
    lines = enumerate(text.split("\n"), first_line) if "{" in text or "}" in text else ()
    for number, line in lines:
        if found := _TEMPLATE.search(line):
            yield problem("accolades", path, number, tekst=line[found.start() :][:40])


def check_headings(tokens: list[Token], kind: Kind, path: str) -> Iterator[Problem]:
    """Only ``##`` for sections and ``###`` under them, and ``###`` only where it belongs."""
    section: SectionRule | None = None
    for token, inline in pairwise(tokens):
        if token.type != "heading_open":
            continue
        title, line = plain(inline), line_of(token)
        if token.tag == "h2":
            section = kind.rule(title)
        elif token.tag == "h1":
            yield problem("kop-te-groot", path, line, titel=title)
        elif token.tag != "h3" or (section and section.shape != "parts"):
            yield problem("kop-te-klein", path, line, titel=title, niveau=token.markup)


def check_sections(body: Body, kind: Kind, path: str) -> Iterator[Problem]:
    """The sections of the kind are all there, once each, in their order, and no others."""
    known = [rule.title for rule in kind.sections]
    given = {section.title for section in body.sections}
    missing = [rule.title for rule in kind.sections if rule.required and rule.title not in given]
    seen: dict[str, int] = {}
    for section in body.sections:
        if section.title in seen:
            first = seen[section.title]
            yield problem("deel-dubbel", path, section.line, titel=section.title, eerste=first)
        elif section.title not in known:
            near = closest_title(section.title, known) or (missing[0] if len(missing) == 1 else "")
            yield problem("deel-onbekend", path, section.line, titel=section.title,
                          suggestion=f"## {near}" if near else "", keuze=", ".join(known),
                          fixed=f"## {near}" if _same(section.title, near) else "")  # fmt: skip
            seen.setdefault(near, section.line)  # misspelt is not missing as well
        seen.setdefault(section.title, section.line)
    yield from _check_missing(body, kind, path, seen)
    yield from _check_order(body, known, path)


def _same(title: str, known: str) -> bool:
    """Whether two titles differ in capitals, spaces and signs only."""
    return bool(known) and _letters(title) == _letters(known)


def _letters(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).casefold()


def _check_missing(body: Body, kind: Kind, path: str, seen: dict[str, int]) -> Iterator[Problem]:
    last = body.first_line
    for rule in kind.sections:
        last = seen.get(rule.title, last)
        if rule.required and rule.title not in seen:
            yield problem("deel-ontbreekt", path, last, titel=rule.title)


def _check_order(body: Body, known: list[str], path: str) -> Iterator[Problem]:
    present = [s for s in body.sections if s.title in known]
    wanted = sorted(present, key=lambda s: known.index(s.title))
    for given, right in zip(present, wanted, strict=True):
        if given.title != right.title:
            yield problem("deel-volgorde", path, given.line, titel=given.title, eerst=right.title)
            return


def check_preamble(body: Body, path: str) -> Iterator[Problem]:
    """All text stands under a heading."""
    for token in body.preamble[:1]:
        yield problem("tekst-zonder-kop", path, line_of(token))


def check_budgets(body: Body, kind: Kind, path: str) -> Iterator[Problem]:
    """No section is empty, longer than its paper allows, or too thin to discuss."""
    unwritten = [section for section in body.sections if is_unwritten(section.text)]
    if unwritten:
        titles = ", ".join(section.title for section in unwritten)
        yield problem("nog-te-schrijven", path, unwritten[0].line, titel=titles)
    for section in body.sections:
        if section not in unwritten and (rule := kind.rule(section.title)):
            yield from _check_budget(section, rule, path)
    yield from _check_card(body, kind, path)


def _check_budget(section: Section, rule: SectionRule, path: str) -> Iterator[Problem]:
    words = section.words
    if words == 0:
        yield problem("deel-leeg", path, section.line, titel=rule.title)
    elif words > rule.most:
        yield problem("deel-te-lang", path, section.line, titel=rule.title, woorden=words,
                      grens=rule.most, teveel=words - rule.most)  # fmt: skip
    elif words < rule.least:
        yield problem("deel-te-kort", path, section.line, titel=rule.title, woorden=words,
                      grens=rule.least)  # fmt: skip


def _check_card(body: Body, kind: Kind, path: str) -> Iterator[Problem]:
    front = [body.section(SITUATION), body.section(TURN)]
    if kind.name == "casus" and front[0] and front[1]:
        words = front[0].words + front[1].words
        each = [(section, kind.rule(section.title)) for section in front if section]
        if any(rule and section.words > rule.most for section, rule in each):
            return  # already said, and mending that mends this
        if words > FRONT_OF_CARD:
            yield problem("kaart-te-vol", path, front[0].line, woorden=words,
                          grens=FRONT_OF_CARD, teveel=words - FRONT_OF_CARD)  # fmt: skip


def check_shapes(body: Body, kind: Kind, path: str) -> Iterator[Problem]:
    """Questions are a numbered list, parties a list, and costs and risks are named as such."""
    for section in body.sections:
        rule = kind.rule(section.title)
        if rule is None or section.words == 0:
            continue
        if rule.shape == "numbered":
            yield from _check_list(section, "ordered_list_open", "geen-nummers", path)
        if rule.shape == "bullets":
            yield from _check_list(section, "bullet_list_open", "geen-streepjes", path)
        for part in _closing_places(section, rule):
            if part.words == 0:
                yield problem("deel-leeg", path, part.line, titel=part.title)
            elif not any(_closes(text, rule.closing) for text in part.paragraphs):
                yield _no_closing(part, rule.closing, path)


def _closes(text: str, closing: str) -> bool:
    """Whether this is the closing, with something said after it."""
    return text.startswith(closing) and text.strip() != closing.strip()


def _no_closing(part: Section, closing: str, path: str) -> Problem:
    """On the line of a closing that is written in another way, or else on that of the heading."""
    alike = re.compile(rf"\W*{re.escape(closing.rstrip(':'))}\b", re.IGNORECASE)
    paragraphs = (token for token in part.tokens if token.type == "inline")
    near = next((line_of(token) for token in paragraphs if alike.match(plain(token))), 0)
    return problem("slot-ontbreekt", path, near or part.line, titel=part.title,
                   begin=f"**{closing}**")  # fmt: skip


def _closing_places(section: Section, rule: SectionRule) -> tuple[Section, ...]:
    if not rule.closing:
        return ()
    return section.parts if rule.shape == "parts" else (section,)


def _check_list(section: Section, wanted: str, code: str, path: str) -> Iterator[Problem]:
    if not section.has(wanted):
        yield problem(code, path, section.line, titel=section.title)


def check_questions(body: Body, kind: Kind, path: str) -> Iterator[Problem]:
    """Every question ends with a question mark."""
    for section in body.sections:
        rule = kind.rule(section.title)
        if rule is None or rule.shape != "numbered":
            continue
        for token in section.tokens:
            if token.type == "inline" and not plain(token).endswith("?"):
                yield problem("vraag-zonder-teken", path, line_of(token), tekst=plain(token))


def check_fixed_parts(body: Body, kind: Kind, path: str) -> Iterator[Problem]:
    """Where the ``###`` headings are laid down, they are all there and in order."""
    for section in body.sections:
        rule = kind.rule(section.title)
        if rule and rule.parts:
            yield from compare_parts(section, rule.parts, path)


def compare_parts(section: Section, wanted: tuple[str, ...], path: str) -> Iterator[Problem]:
    """The ``###`` headings of a section are these, in this order."""
    given = tuple(part.title for part in section.parts)
    missing = [title for title in wanted if title not in given]
    for part in section.parts:
        if part.title not in wanted:
            near = closest_title(part.title, missing) or (missing[0] if len(missing) == 1 else "")
            missing = [title for title in missing if title != near]
            yield problem("onderdeel-onbekend", path, part.line, titel=part.title,
                          deel=section.title, suggestion=f"### {near}" if near else "",
                          keuze=", ".join(wanted),
                          fixed=f"### {near}" if _same(part.title, near) else "")  # fmt: skip
    for title in missing:
        yield problem("onderdeel-ontbreekt", path, section.line, titel=title, deel=section.title)
    if sorted(given) == sorted(wanted) and given != wanted:
        yield problem("onderdeel-volgorde", path, section.line, deel=section.title,
                      volgorde=", ".join(wanted))  # fmt: skip


def check_links(placed: Iterable[Placed], path: str) -> Iterator[Problem]:
    """A link goes to something in this library by its kind and slug, and says where to."""
    inside = 0
    for line, token in placed:
        if token.type == "link_open":
            inside += 1
            yield from _check_link(str(token.attrGet("href") or ""), path, line)
        elif token.type == "link_close":
            inside -= 1
        elif token.type == "text" and not inside and _LOOSE.search(token.content):
            yield from _check_loose_text(token.content, path, line)
    for line, text in link_texts(placed):
        if text.strip(" .").lower() in _VAGUE:
            yield problem("linktekst-vaag", path, line, tekst=text)
        elif not text.strip():
            yield problem("linktekst-leeg", path, line)


def _check_loose_text(text: str, path: str, line: int) -> Iterator[Problem]:
    """Signs of a link, bold text or other markup that stay on the page as they are."""
    if found := _BROKEN_LINK.search(text):
        opens = text.rfind("[", 0, found.start())
        start = opens if opens >= 0 else max(found.start() - 20, 0)
        yield problem("link-stuk", path, line, tekst=text[start:])
    elif found := _BARE_ADDRESS.search(text):
        yield problem("los-adres", path, line, tekst=text[found.start() :])
    if "**" in text:
        yield problem("sterretjes", path, line, tekst=text)
    if found := _FOREIGN.search(text):
        yield problem("vreemde-opmaak", path, line, tekst=found.group())


def _check_link(href: str, path: str, line: int) -> Iterator[Problem]:
    scheme, colon, rest = unquote(href).partition(":")
    plain_scheme = re.sub(r"[\s\x00-\x1f]", "", scheme).lower()
    if colon and plain_scheme in ("javascript", "data", "vbscript", "file", "blob"):
        yield problem("link-gevaarlijk", path, line, adres=href)
    elif plain_scheme in _PERSONAL:
        yield problem(_PERSONAL[plain_scheme], path, line, tekst=rest)
    elif plain_scheme in ("http", "https") or href.startswith("//"):
        yield problem("link-naar-buiten", path, line, adres=href)
    elif "#" in href:
        yield problem("link-anker", path, line, adres=href)
    elif not (colon and scheme in SCHEMES and rest):
        near = nearest(scheme, SCHEMES) if colon else ""
        yield problem("link-vorm", path, line, adres=href,
                      suggestion=f"{near}:{rest}" if near else _as_reference(href))  # fmt: skip


def _as_reference(href: str) -> str:
    """``../casussen/x.md`` as the reference ``casus:x``."""
    parts = [
        p for p in href.split("#")[0].replace(".md", "").split("/") if p not in ("", ".", "..")
    ]
    folders = {kind.folder: kind.name for kind in BY_NAME.values()}
    if len(parts) >= 2 and parts[-2] in folders:
        return f"{folders[parts[-2]]}:{parts[-1]}"
    return ""


def link_texts(placed: Iterable[Placed]) -> Iterator[tuple[int, str]]:
    """The text of every link, with its line."""
    text: str | None = None
    for line, token in placed:
        if token.type == "link_open":
            text = ""
        elif token.type == "link_close" and text is not None:
            yield line, text
            text = None
        elif text is not None and token.type in ("text", "code_inline"):
            text += token.content


def check_pictures(placed: Iterable[Placed], path: str, folder: Path) -> Iterator[Problem]:
    """A picture stands in ``cases/beelden``, has a text for who cannot see it, and is a photo."""
    for line, token in placed:
        if token.type != "image":
            continue
        scheme, _, name = unquote(str(token.attrGet("src") or "")).partition(":")
        if scheme != "beeld" or "/" in name or not name.lower().endswith(PICTURES):
            yield problem("plaatje-vorm", path, line, naam=str(token.attrGet("src")))
            continue
        if not plain(token):
            yield problem("plaatje-zonder-tekst", path, line, naam=name)
        if not (folder / name).is_file() or (folder / name).is_symlink():
            known = [file.name for file in sorted(folder.glob("*"))]
            yield problem("plaatje-ontbreekt", path, line, naam=name,
                          suggestion=nearest(name, known))  # fmt: skip
        elif is_broken_picture(folder / name):
            yield problem("plaatje-stuk", path, line, naam=name)


def is_broken_picture(file: Path) -> bool:
    """Whether this is a file of which the first bytes are not those of a photo.

    False for what is no ordinary file: another check says so.
    """
    try:
        return file.is_file() and not _PICTURE_START.match(_first_bytes(file))
    except OSError:
        return True


def _first_bytes(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(_MOST_OF_START)


def check_code(tokens: list[Token], path: str) -> Iterator[Problem]:
    """No code blocks: text that starts with four spaces is one by accident."""
    for token in tokens:
        if token.type in ("code_block", "fence"):
            yield problem("codeblok", path, line_of(token))


def check_doubled_paragraphs(body: Body, path: str) -> Iterator[Problem]:
    """No paragraph stands in a file twice."""
    seen: dict[str, int] = {}
    for token in (token for token in body.tokens() if token.type == "inline"):
        text = plain(token)
        if text in seen and count_words(text) >= 8 and not is_unwritten(text):
            yield problem("alinea-dubbel", path, line_of(token), eerste=seen[text], tekst=text)
        seen.setdefault(text, line_of(token))
