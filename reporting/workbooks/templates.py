"""How the files of one one-stop system are understood, kept as data so that it is asked once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from organisations.text import fold

_NUMBERING = re.compile(r"^(?:\d+|[ivx]+)\s*[.)/-]+\s*")
_NOISE = "linh vuc "


@dataclass(frozen=True)
class Template:
    """What a system calls things. heads: folded words above a column → code of the column; fields: name of a field
    as compared → its key; sheet: the sheet with the table, "" where there is only one."""

    heads: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""

    def as_data(self) -> dict[str, Any]:
        """As it is stored in a JSON column."""
        return {"heads": dict(self.heads), "fields": dict(self.fields), "sheet": self.sheet}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Template":
        """What was stored."""
        return cls(dict(data.get("heads", {})), dict(data.get("fields", {})), str(data.get("sheet", "")))

    def with_field(self, label: str, key: str) -> "Template":
        """The template that also knows the field of ``label``."""
        return Template(self.heads, {**self.fields, name_key(label): key}, self.sheet)

    def with_head(self, words: str, code: str) -> "Template":
        """The template that also knows the column below ``words``."""
        return Template({**self.heads, words: code}, self.fields, self.sheet)


def name_key(label: str) -> str:
    """A field's name as it is compared: without case, diacritics, numbering, "Lĩnh vực" and punctuation at its ends."""
    words = _NUMBERING.sub("", fold(label))
    return words.removeprefix(_NOISE).strip(" .:;-")
