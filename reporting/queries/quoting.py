"""Words of a plan as a report quotes them: what they cite is named short, without marks and footnotes."""

from documents import inline
from plans.models import Plan
from plans.paper import plain_words
from plans.queries.content import Content
from plans.queries.progress import words_only


def one_line(text: str) -> str:
    """Stored words as they are quoted inside a sentence: without marks, on one line, without a full stop."""
    bare = inline.plain(inline.resolve(text, lambda kind, key: ""))
    return " ".join(bare.split()).rstrip(" .;")


class PlanWords:
    """Reads rows of plans. What a plan cites is read once, and only where a row cites something."""

    def __init__(self):
        self._plans: dict[int, Content] = {}

    def said(self, plan: Plan, text: str) -> str:
        """The words of a row on one line: "Giải quyết TTHC theo Nghị định số 118/2025/NĐ-CP"."""
        if not inline.cited_keys(text):
            return one_line(text)
        if plan.pk not in self._plans:
            self._plans[plan.pk] = words_only(plan)
        return one_line(plain_words(self._plans[plan.pk], text))
