"""The table of duties names what is there: ids once, pages that answer, tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve

ROOT = Path(settings.BASE_DIR)
TABLE = (ROOT / "docs/duties.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip().strip("`") for cell in line.strip("|").split("|")]
    for line in TABLE.splitlines()
    if re.match(r"\| \d", line)
]
# Duties that each published document lays down.
LAST = {"000": 49, "001": 40, "002": 26, "003": 37, "004": 35}
SAMPLES = {"<mã>": "AB12345", "<số>": "1", "<loại>": "task", "<chữ>": "tan-lap"}


@cache
def names_in(path: Path) -> set[str]:
    """Names of the tests of a file: functions, and ``Class::method``."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return {name for name in found if name.rpartition("::")[2].startswith("test_")}


def test_every_id_is_one_of_the_documents_and_stands_once() -> None:
    ids = [row[0] for row in ROWS]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 85
    assert ids == sorted(ids)
    assert [one for one in ids if not 1 <= int(one.split("-")[1]) <= LAST[one.split("-")[0]]] == []


def test_every_row_says_what_and_where() -> None:
    assert [row[0] for row in ROWS if len(row) != 4 or not row[1] or not (row[2] or row[3])] == []


@pytest.mark.parametrize("pattern", sorted({row[2] for row in ROWS if row[2]}))
def test_every_page_is_there(pattern: str) -> None:
    address = pattern
    for mark, sample in SAMPLES.items():
        address = address.replace(mark, sample)
    try:
        resolve(address)
    except Resolver404:
        pytest.fail(f"{pattern} is no address of the portal")


@pytest.mark.parametrize("named", sorted({row[3] for row in ROWS if row[3]}))
def test_every_named_test_is_there(named: str) -> None:
    path, _, name = named.partition("::")
    assert (ROOT / path).is_file()
    assert name in names_in(ROOT / path)
