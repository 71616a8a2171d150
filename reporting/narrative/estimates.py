"""Where "ước" stands in a sentence: before the verb it belongs to, as offices write it. Pure.

A figure that holds days to come brings its own "ước" ("ước 59"); after some verbs that reads badly: "Còn ước 59 hồ sơ",
"đạt ước 98,13 %". There the word moves before the verb: "Ước còn 59 hồ sơ", "ước đạt 98,13 %".
"""

import re

ESTIMATED = "ước "
_VERBS = "có|còn|đạt|đã gửi|đã thực hiện|đã giải ngân|đã giải quyết"
_LEADS = re.compile(rf"(?:^|(?<=\W))(?P<verb>{_VERBS}) $", re.IGNORECASE)


def placed(before: str, words: str) -> tuple[str, str]:
    """The words before a figure and the figure's own, with "ước" where it belongs."""
    found = _LEADS.search(before) if words.startswith(ESTIMATED) else None
    if found is None:
        return before, words
    verb = found["verb"]
    lead = "Ước" if verb[0].isupper() else "ước"
    return f"{before[: found.start()]}{lead} {verb[0].lower()}{verb[1:]} ", words.removeprefix(ESTIMATED)
