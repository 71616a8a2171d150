"""How long words are in print, from the advance widths of the bundled faces."""

from functools import cache

from documents.render import STATIC

_FACES = {False: "cchc-times-regular.ttf", True: "cchc-times-bold.ttf"}


def width_pt(text: str, size: float, *, bold: bool) -> float:
    """Return the length of a text in points; a character that the face lacks counts as a digit."""
    advances, units = _face(bold)
    return sum(advances.get(ord(character), advances[ord("0")]) for character in text) * size / units


@cache
def _face(bold: bool) -> tuple[dict[int, int], int]:
    from fontTools.ttLib import TTFont  # slow import

    with TTFont(STATIC / "fonts" / _FACES[bold], lazy=True) as font:
        metrics = font["hmtx"].metrics
        return {code: metrics[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm
