"""Makes the PDFs: on all cores, and only those of which something changed.

Every paper is laid out once and kept under the hash of all that went into it: its HTML, the
style sheet, the fonts and pictures of the site, the profile and the program that makes it.
A set is stapled together from papers that are there already.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from macros.publish.forks import ctrl_c_later, end_with_parent
from macros.publish.pdf import Source, write_pdf, write_whole
from macros.publish.staple import Stack, staple
from macros.sheets import Sheet
from macros.site_value import Site

# What the style sheet of paper can reach.
SHARED = ("assets/css/druk.css", "assets/fonts", "assets/icons", "assets/images")
LIBRARIES = ("weasyprint", "pydyf")
KEPT_BYTES = 300_000_000


@dataclass(frozen=True)
class Part:
    """A paper in a PDF: where it is kept, its name, and how often it comes."""

    key: str
    title: str
    times: int


@dataclass(frozen=True)
class Job:
    """A PDF to put in its place. ``sources`` are the papers that may have to be laid out."""

    target: Path
    parts: tuple[Part, ...]
    sources: tuple[tuple[str, Source], ...]

    @property
    def is_set(self) -> bool:
        """Whether this has to be stapled."""
        return len(self.parts) > 1

    @property
    def key(self) -> str:
        """The name under which the finished PDF is kept."""
        if not self.is_set:
            return self.parts[0].key
        stapler = Path(__file__).with_name("staple.py").read_bytes()
        return hashlib.sha256(stapler + repr(self.parts).encode()).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """How many PDFs there are, and how many papers had to be laid out."""

    papers: int
    made: int


def jobs_of(
    site: Site, sheets: Iterable[Sheet], folder: Path, profile: str = "huis", to: Path | None = None
) -> list[Job]:
    """A job for every sheet; styles and pictures come from the built site in ``folder``."""
    shared = shared_hash(folder)

    def keyed(sheet: Sheet) -> tuple[str, Source]:
        base = (folder / sheet.page).absolute().as_uri()
        source = Source(sheet.path, sheet.html(site), base, sheet.made.pages, profile)
        return key_of(source, shared), source

    def job(sheet: Sheet) -> Job:
        papers = ((sheet, 1), *sheet.parts)
        sources = tuple(keyed(paper) for paper, _ in papers)
        parts = tuple(
            Part(key, paper.title, times)
            for (key, _), (paper, times) in zip(sources, papers, strict=True)
        )
        return Job((to or folder) / sheet.pdf, parts, sources)

    return [job(sheet) for sheet in sheets]


def shared_hash(folder: Path) -> str:
    """The hash of everything that all papers share, and of the program that makes them."""
    versions = [importlib.metadata.version(name) for name in LIBRARIES]
    digest = hashlib.sha256(repr(versions).encode())
    digest.update(Path(__file__).with_name("pdf.py").read_bytes())
    for start in SHARED:
        top = folder / start
        for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if file.is_file():
                digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def key_of(source: Source, shared: str) -> str:
    """The name under which the PDF of a paper is kept. Where it is built does not matter."""
    facts = (shared, source.name, source.pages, source.profile, source.html)
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def make_papers(
    jobs: list[Job], cache: Path, advance: Callable[[], None] = lambda: None
) -> Outcome:
    """Put every PDF in its place, from the cache or fresh. Raises PaperError for a bad paper.

    ``advance`` is called once for every job that is done.
    """
    missing = _missing(jobs, cache)
    waiting = {job.key: job for job in jobs if job.key in missing}
    for key in _laid_out(missing, cache):
        if key in waiting:
            _place(waiting[key], cache)
            advance()
    for job in jobs:
        if job.key not in waiting:
            _place(job, cache)
            advance()
    tidy(cache, _names(jobs))
    return Outcome(len(jobs), len(missing))


def kept(key: str, cache: Path) -> Path:
    """Where the PDF with this key is kept."""
    return cache / f"{key}.pdf"


def _missing(jobs: Iterable[Job], cache: Path) -> dict[str, Source]:
    """The papers that are not in the cache. What is there is marked as used just now."""
    sources = {key: source for job in jobs for key, source in job.sources}
    for key in [key for key in sources if kept(key, cache).exists()]:
        os.utime(kept(key, cache))
        del sources[key]
    return sources


def _laid_out(sources: dict[str, Source], cache: Path) -> Iterator[str]:
    """Lay out these papers into the cache; gives each key as soon as its PDF is there."""
    if len(sources) < 2:
        for key, source in sources.items():
            write_pdf(source, kept(key, cache))
            yield key
        return
    # A fresh process each: a fork of a program with threads may hang.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        mp_context=fresh, initializer=end_with_parent, initargs=(os.getpid(),)
    ) as pool:
        biggest_first = sorted(sources.items(), key=lambda pair: -len(pair[1].html))
        with ctrl_c_later():  # each starts a process
            running = {
                pool.submit(write_pdf, source, kept(key, cache)): key
                for key, source in biggest_first
            }
        try:
            for done in as_completed(running):
                done.result()
                yield running[done]
        finally:
            pool.shutdown(cancel_futures=True)


def _place(job: Job, cache: Path) -> None:
    """The finished PDF of a job, at its address."""
    finished = kept(job.key, cache)
    if not finished.exists():
        first, *others = [Stack(kept(p.key, cache), p.title, p.times) for p in job.parts]
        write_whole(finished, staple(first, others))
    write_whole(job.target, finished.read_bytes())


def _names(jobs: Iterable[Job]) -> set[str]:
    """The names of the files that these jobs use."""
    keys = {key for job in jobs for key in (job.key, *(part.key for part in job.parts))}
    return {f"{key}.pdf" for key in keys}


def tidy(cache: Path, wanted: set[str], most: int = KEPT_BYTES) -> None:
    """Throw away what was used longest ago until the cache is small; never what is in use."""
    files = sorted(cache.glob("*.pdf"), key=lambda file: (-file.stat().st_mtime, file.name))
    size = 0
    for file in files:
        size += file.stat().st_size
        if size > most and file.name not in wanted:
            file.unlink(missing_ok=True)
