"""How many copies and how many sheets of paper a group needs.

The same rules stand in ``docs/assets/js/werkatelier-reken.js``, for the composer in the browser;
a test holds the two next to each other.
"""

from __future__ import annotations

RESERVE = 1  # one blank matrix more than there are tables: somebody always starts over


def copies(per: str, people: int, tables: int, cases: int, levels: int) -> int:
    """How many of something a group needs; ``per`` is the rule in ``vocabulaire.yml``.

    Raises KeyError for a rule that does not exist.
    """
    rules = {
        "leider": 1,
        "deelnemer": people,
        "tafel": tables,
        "tafel-en-casus": tables * cases + RESERVE if cases else 0,
        "deelnemer-en-casus": people * cases,
        "niveau": levels,
        "zaal": 1,
    }
    return rules[per]


def prints(per: str, copies: int, per_sheet: int) -> int:
    """How often the form is printed: what is made per level holds a page for every level."""
    return min(copies, 1) if per == "niveau" else -(-copies // per_sheet)


def sheets(prints: int, pages: int, sides: int) -> int:
    """Sheets of paper for a form of ``pages`` pages, printed on one or two ``sides``."""
    return prints * -(-pages // sides)
