"""Which papers exist: each is one template, shown on the site and made into a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.render import render
from macros.site_value import Site
from macros.views.handout import handout


@dataclass(frozen=True)
class Sheet:
    """One paper. ``path`` is its place in the site, without an ending (``druk/kort/handout``)."""

    path: str
    title: str
    template: str
    rows: dict[str, Any]

    @property
    def page(self) -> str:
        """The file of the web page."""
        return f"{self.path}/index.html"

    @property
    def pdf(self) -> str:
        """The file of the PDF."""
        return f"{self.path}.pdf"

    def html(self, site: Site) -> str:
        """The paper as a whole HTML document."""
        basis = "../" * (self.path.count("/") + 1)
        pdf = f"@/{self.pdf}"
        return render(
            self.template, basis, title=self.title, edition=site.edition, pdf=pdf, **self.rows
        )


def sheets(site: Site) -> Iterator[Sheet]:
    """Every paper, in a fixed order."""
    for programme in site.library.programmes:
        paper = handout(site.library, programme, site.words)
        title = f"Handout {programme.meta.title.lower()}"
        yield Sheet(f"druk/{programme.slug}/handout", title, "druk/handout.html", {"paper": paper})
