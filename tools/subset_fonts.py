"""Cut the fonts in static/fonts out of their upstream files.

Run by hand when the list of characters changes; the results are committed, so
no set-up needs a font package:

    apt-get download fonts-croscore && dpkg -x fonts-croscore_*.deb tinos
    npm pack @fontsource/public-sans && tar xzf fontsource-public-sans-*.tgz
    .venv/bin/python tools/subset_fonts.py \\
        tinos/usr/share/fonts/truetype/croscore package/files

Tinos has the advance widths of Times New Roman. Its name is a trademark, so the
cut faces carry the family name "CCHC Times" (SIL OFL 1.1 allows renaming).
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from documents.layout.characters import PRINTABLE_RANGES  # noqa: E402

FONTS = ROOT / "static" / "fonts"
TIMES = {
    "Regular": "cchc-times-regular.ttf",
    "Bold": "cchc-times-bold.ttf",
    "Italic": "cchc-times-italic.ttf",
    "BoldItalic": "cchc-times-bold-italic.ttf",
}
STYLE_NAMES = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "Bold Italic"}
DIGIT_WEIGHTS = (400, 500, 600)
FAMILY = "CCHC Times"


def _rename(font: TTFont, face: str) -> None:
    """Give the face our family name; copyright and licence entries stay."""
    style = STYLE_NAMES[face]
    names = {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"CCHCTimes-{face}",
    }
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 13, 14)]
    for name_id, words in names.items():
        table.setName(words, name_id, 3, 1, 0x409)


def cut_times(source: Path) -> None:
    """Write the four faces of the official paper.

    Kerning and ligatures go: a typist's Times New Roman has neither, and line
    breaks shall fall where Word puts them.
    """
    characters = [code for first, last in PRINTABLE_RANGES for code in range(first, last + 1)]
    for face, target in TIMES.items():
        font = TTFont(source / f"Tinos-{face}.ttf", recalcTimestamp=False)
        options = subset.Options(layout_features=["ccmp"], hinting=False, notdef_outline=True)
        options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=characters)
        cutter.subset(font)
        for table in ("kern", "GPOS"):
            if table in font:
                del font[table]
        _rename(font, face)
        font.save(FONTS / target)


def cut_digits(source: Path) -> None:
    """Write the tabular digits of the screen (0-9 only, feature tnum)."""
    for weight in DIGIT_WEIGHTS:
        font = TTFont(source / f"public-sans-latin-{weight}-normal.woff2", recalcTimestamp=False)
        options = subset.Options(layout_features=["tnum"], hinting=False)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=range(0x30, 0x3A))
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(FONTS / f"public-sans-digits-{weight}.woff2")


if __name__ == "__main__":
    times_folder, digits_folder = map(Path, sys.argv[1:3])
    cut_times(times_folder)
    cut_digits(digits_folder)
