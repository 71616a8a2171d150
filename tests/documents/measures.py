"""Reads positions, sizes and rules out of a rendered paper, in millimetres and points."""

import io
from dataclasses import dataclass
from typing import Any

import pdfplumber

from documents.layout import Paper
from documents.render import render_pdf

MM = 72 / 25.4


@dataclass(frozen=True)
class Words:
    """A phrase on a page: edges in mm from the page's left and top, size in pt."""

    left: float
    right: float
    baseline: float
    size: float
    fonts: frozenset[str]
    colours: frozenset[tuple]

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Rule:
    """A filled line or box: edges in mm."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


class Print:
    """One rendered paper."""

    def __init__(self, paper: Paper) -> None:
        self.data = render_pdf(paper)
        with pdfplumber.open(io.BytesIO(self.data)) as pdf:
            self.sizes = [(page.width / MM, page.height / MM) for page in pdf.pages]
            self.characters: list[list[dict[str, Any]]] = [page.chars for page in pdf.pages]
            self.rules = [[_rule(box) for box in page.rects if _is_rule(box)] for page in pdf.pages]

    def text(self, page: int) -> str:
        """The text of a page, counted from 1, in the order it was written."""
        return "".join(character["text"] for character in self.characters[page - 1])

    def words(self, page: int, phrase: str) -> Words:
        """The first place of a phrase that stands on one line."""
        at = self.text(page).index(phrase)
        return measure(
            [entry for entry in self.characters[page - 1][at : at + len(phrase)] if entry["text"].strip()], page, self
        )

    def page_of(self, phrase: str) -> int:
        return next(page for page in range(1, len(self.sizes) + 1) if phrase in self.text(page))

    def rule_under(self, page: int, words: Words) -> Rule:
        """The first rule below a phrase that crosses its centre."""
        below = [
            rule
            for rule in self.rules[page - 1]
            if rule.top > words.baseline and rule.left <= words.centre <= rule.right and rule.height < 1
        ]
        return min(below, key=lambda rule: rule.top)


def measure(characters: list[dict[str, Any]], page: int, sheet: Print) -> Words:
    height = sheet.sizes[page - 1][1]
    sizes = {round(entry["size"], 2) for entry in characters}
    assert len(sizes) == 1, f"one phrase, several sizes: {sizes}"
    return Words(
        left=min(entry["x0"] for entry in characters) / MM,
        right=max(entry["x1"] for entry in characters) / MM,
        baseline=height - characters[0]["matrix"][5] / MM,
        size=sizes.pop(),
        fonts=frozenset(entry["fontname"].split("+")[1] for entry in characters),
        colours=frozenset(tuple(entry["non_stroking_color"]) for entry in characters),
    )


def _is_rule(box: dict[str, Any]) -> bool:
    return bool(box["fill"])


def _rule(box: dict[str, Any]) -> Rule:
    return Rule(box["x0"] / MM, box["x1"] / MM, box["top"] / MM, box["bottom"] / MM)
