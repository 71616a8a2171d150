"""Plain text: one Unicode form, one way to compare, one way to clean what was pasted.

The marks inside stored text are read by `documents.inline`.
"""

import re
import unicodedata

from organisations.text import fold as fold

LOWER_LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
UPPER_LETTERS = LOWER_LETTERS.upper()

# "hoà" and "hòa", "uỷ" and "ủy" are the same syllable; the decree itself writes both.
_OLD_TONES = {
    first + toned: tone_on_first + last
    for first, last, tone_on_firsts, toneds in (
        ("o", "a", "òóỏõọ", "àáảãạ"),
        ("o", "e", "òóỏõọ", "èéẻẽẹ"),
        ("u", "y", "ùúủũụ", "ỳýỷỹỵ"),
    )
    for tone_on_first, toned in zip(tone_on_firsts, toneds, strict=True)
}
_OLD_TONE = re.compile(rf"(?<![qQ])(?:{'|'.join(_OLD_TONES)})(?![{LOWER_LETTERS}])", re.IGNORECASE)

_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def nfc(text: str) -> str:
    """The text in the precomposed form in which everything is stored and compared."""
    return unicodedata.normalize("NFC", text)


def new_tones(text: str) -> str:
    """The NFC text with tones where the newer spelling puts them ("hoà" to "hòa"); same length."""

    def moved(match: re.Match) -> str:
        found = match.group()
        turned = _OLD_TONES[found.lower()]
        return "".join(new.upper() if old.isupper() else new for old, new in zip(found, turned, strict=True))

    return _OLD_TONE.sub(moved, nfc(text))


def lower(text: str) -> str:
    """Lower case letter by letter, so positions stay the same."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def clean_pasted(text: str) -> str:
    """Text from the clipboard made fit for storing.

    NFC, "\\n" line ends, ordinary blanks, no control or invisible characters, no blanks at line ends,
    at most one empty line between paragraphs. Tags stay as literal text: nothing is read as HTML.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.replace("\v", "\n").replace("\f", "\n")
    text = _INVISIBLE.sub("", nfc(text))
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    lines = [_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
