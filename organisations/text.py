"""Text as it is searched and ordered; on the lowest floor because units and people have names too."""

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: place for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Names longer than this are ordered by their beginning.
_KEPT = 60
# Left out of the order: all units of a list begin with one of them.
_NOUNS = ("xã ", "phường ", "thị trấn ", "đặc khu ", "huyện ", "tỉnh ", "thành phố ")


def fold(text: str) -> str:
    """The text without case, diacritics and tone placement, with single blanks."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(bare.split())


def order(name: str) -> tuple:
    """Sort key by the Vietnamese alphabet (a ă â … d đ), the noun of the unit left out."""
    words = name.lower()
    words = next((words[len(noun) :] for noun in _NOUNS if words.startswith(noun)), words)
    letters, tones = [], []
    for sign in unicodedata.normalize("NFC", words):
        base, tone = _without_tone(sign)
        letters.append(_PLACES.get(base, ord(base) - 1000))
        tones.append(tone)
    return letters, tones


def _without_tone(sign: str) -> tuple[str, int]:
    """A letter with its shape (ă, ơ) but without its tone, and the tone."""
    parts = unicodedata.normalize("NFD", sign)
    tone = next((_TONES[part] for part in parts if part in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)), tone


def sort_key(name: str) -> str:
    """The order of `order` as digits, for a column: any collation of any database sorts them alike.

    Three digits for a letter (others than Vietnamese ones before), "000" for the end, then one digit for each tone.
    """
    letters, tones = order(name[:_KEPT])
    places = (place + 200 if place >= 0 else min(place + 1000, 199) for place in letters)
    return "".join(f"{min(place, 999):03d}" for place in places) + "000" + "".join(map(str, tones))
