"""A paper as JSON and back, without loss; its hash; its issued twin.

The JSON names every field, so a paper frozen today reads the same after a
default has changed.
"""

import dataclasses
import hashlib
import json
import types
import typing
from datetime import date
from functools import cache

from documents.layout import parts
from documents.layout.parts import Paper, Part

FORMAT = 1
_KINDS = {
    kind.__name__: kind
    for kind in (
        parts.Basis,
        parts.Formula,
        parts.Heading,
        parts.Paragraph,
        parts.DashItem,
        parts.Table,
        parts.Row,
        parts.GroupRow,
    )
}


def to_dict(paper: Paper) -> dict:
    """Return the paper as JSON values (dict, list, str, int, bool, None)."""
    return {"format": FORMAT, **_encode(paper)}


def from_dict(data: dict) -> Paper:
    """Return the paper of `to_dict`. Raises ValueError for an unknown format, field or block."""
    data = dict(data)
    if data.pop("format", None) != FORMAT:
        raise ValueError("unknown paper format")
    return _decode(data, Paper)


def canonical_json(paper: Paper) -> str:
    """Return the one JSON text of a paper: sorted keys, no spaces, Unicode as it is."""
    return json.dumps(to_dict(paper), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def paper_hash(paper: Paper) -> str:
    """Return the SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(paper).encode()).hexdigest()


def issued(paper: Paper, number: int | str, day: date) -> Paper:
    """Return the paper as it goes out: number and day set, nothing else changed."""
    return dataclasses.replace(paper, number=str(number), day=day)


def _encode(value: object) -> typing.Any:
    if isinstance(value, Part):
        encoded = {item.name: _encode(getattr(value, item.name)) for item in dataclasses.fields(value)}  # type: ignore[arg-type]
        name = type(value).__name__
        return {"kind": name, **encoded} if name in _KINDS else encoded
    if isinstance(value, tuple):
        return [_encode(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _hints(kind: type) -> dict[str, typing.Any]:
    names = {item.name for item in dataclasses.fields(kind)}
    return {name: hint for name, hint in typing.get_type_hints(kind).items() if name in names}


def _decode_part(value: dict, kind: type) -> typing.Any:
    hints = _hints(kind)
    if unknown := set(value) - set(hints):
        raise ValueError(f"{kind.__name__}: unknown fields {', '.join(sorted(unknown))}")
    return kind(**{name: _decode(entry, hints[name]) for name, entry in value.items()})


def _decode(value: typing.Any, hint: typing.Any) -> typing.Any:
    if value is None:
        return None
    if typing.get_origin(hint) is tuple:
        return tuple(_decode(entry, typing.get_args(hint)[0]) for entry in value)
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        if isinstance(value, dict) and "kind" in value:
            value = dict(value)
            name = value.pop("kind")
            if name not in _KINDS:
                raise ValueError(f"unknown block {name!r}")
            return _decode_part(value, _KINDS[name])
        return _decode(value, next(choice for choice in typing.get_args(hint) if choice is not type(None)))
    if dataclasses.is_dataclass(hint):
        return _decode_part(value, typing.cast(type, hint))
    return date.fromisoformat(value) if hint is date else value
