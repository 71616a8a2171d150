"""The two ways in which a verb says no, on the lowest floor so that every door turns them into pages.

``workflow.rules`` gives the same names to the floors above.
"""


class Refused(Exception):
    """The person may not do this; views answer 403 with ``sentence``.

    ``sentence`` is Vietnamese, complete, and names who can help where somebody can.
    """

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class MovedOn(Refused):
    """The item is no longer in the state that the person saw; views answer 409 with ``sentence``."""


def require(sentence: str | None) -> None:
    """Raise ``Refused`` with ``sentence`` where a rule gave one."""
    if sentence:
        raise Refused(sentence)
