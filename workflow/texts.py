"""What a text must not be, asked by name: the floor of documents registers how a mark of secrecy is read.

A text marked as a state secret is refused before it is stored (design section 5).
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError

# Each answers with a sentence why a text may not be stored, or None.
refusals: list[Callable[[str], str | None]] = []


def require(**texts: str) -> None:
    """Raise ValidationError by field for the first text that a registered rule refuses."""
    for name, text in texts.items():
        for question in refusals:
            sentence = question(text)
            if sentence:
                raise ValidationError({name: sentence})
