"""The mã of an item: a prefix and five characters of Crockford base 32 (ux section 2.2).

It does not change when a unit is renamed, cannot be counted through, and can be dictated.
"""

import random
from contextlib import contextmanager

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 5

_sources: list[random.Random] = [random.SystemRandom()]


def new_code(prefix: str) -> str:
    """A fresh mã such as ``KH7KQ2M``; uniqueness is the database's constraint."""
    return prefix + "".join(_sources[-1].choice(ALPHABET) for _ in range(LENGTH))


def normal_code(text: str) -> str:
    """``text`` as a mã is stored: upper case, no spaces or hyphens, O, I and L read as digits."""
    folded = text.upper().replace(" ", "").replace("-", "")
    prefix, rest = folded[:2], folded[2:]
    return prefix + rest.translate(str.maketrans("OILU", "011V"))


@contextmanager
def seeded(seed: int):
    """Make the same codes on every run inside the block; for the demo command only."""
    _sources.append(random.Random(seed))  # noqa: S311  a demo world, not a secret
    try:
        yield
    finally:
        _sources.pop()
