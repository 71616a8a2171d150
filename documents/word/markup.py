"""WordprocessingML (ECMA-376, part 1) as text: elements, measures and the order its schema asks for."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

MM_IN_POINTS = 72 / 25.4
TWIPS_IN_POINT = 20
# What XML 1.0 cannot hold; the PDF prints nothing for these.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"<([\w:]+)")

# Word calls a file damaged when the properties of an element stand in another order.
ORDER = {
    "w:pPr": "pStyle keepNext keepLines pBdr spacing ind jc outlineLvl sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs color sz szCs vertAlign lang",
    "w:tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "w:trPr": "cantSplit tblHeader",
    "w:tcPr": "tcW gridSpan vMerge vAlign",
    "w:sectPr": "headerReference footerReference type pgSz pgMar pgNumType titlePg",
    "w:style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
}
_PLACES = {
    parent: {f"w:{child}": place for place, child in enumerate(names.split())} for parent, names in ORDER.items()
}


def twips(points: float) -> int:
    """Return points in the twentieths that Word counts in."""
    return round(points * TWIPS_IN_POINT)


def mm(length: float) -> float:
    """Return millimetres in points."""
    return length * MM_IN_POINTS


def words(text: str) -> str:
    """Return text escaped for an element, without what XML forbids."""
    return escape(_FORBIDDEN.sub("", text))


def element(name: str, attributes: Mapping[str, object] | None = None, *children: str) -> str:
    """Return one element; children are elements or text from `words`."""
    listed = "".join(f" {key}={quoteattr(_FORBIDDEN.sub('', str(value)))}" for key, value in (attributes or {}).items())
    inside = "".join(children)
    return f"<{name}{listed}>{inside}</{name}>" if inside else f"<{name}{listed}/>"


def val(name: str, value: object) -> str:
    """Return an element that holds one value."""
    return element(name, {"w:val": value})


def properties(name: str, *children: str) -> str:
    """Return an element of ORDER with its children in their order, empty where it has none."""
    places = _PLACES[name]
    found = sorted(filter(None, children), key=lambda child: places[_NAME.match(child)[1]])  # type: ignore[index]
    return element(name, None, *found) if found else ""


def spacing(
    *,
    before: float | None = None,
    after: float | None = None,
    line: int | None = None,
    exact: float | None = None,
    least: float | None = None,
) -> str:
    """Return the space of a paragraph.

    before, after: points. line: 240 is single spacing. exact: a fixed line height in points; least: one that grows
    with what stands in the line.
    """
    values: dict[str, object] = {}
    if before is not None:
        values["w:before"] = twips(before)
    if after is not None:
        values["w:after"] = twips(after)
    if exact is not None:
        values |= {"w:line": twips(exact), "w:lineRule": "exact"}
    elif least is not None:
        values |= {"w:line": twips(least), "w:lineRule": "atLeast"}
    elif line is not None:
        values |= {"w:line": line, "w:lineRule": "auto"}
    return element("w:spacing", values) if values else ""
