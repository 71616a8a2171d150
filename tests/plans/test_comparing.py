"""Comparing: exactly what changed between two states, said the same way in both directions."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.comparing import Cell, Line, Snapshot, compare, difference, pieces
from plans.comparing.changes import ADDED, CHANGED, MOVED, REMOVED

WORDS = ("Rà soát thủ tục", "Công khai kết quả", "Tập huấn công chức", "Kiểm tra đột xuất", "Đối thoại với dân")


def line(key: int, words: str, *, lead: str = "Văn phòng", list_: str = "task:1", version: int = 1, **more) -> Line:
    cells = (Cell("content", "nội dung", words), Cell("lead_text", "chủ trì", lead))
    return Line("task", key, list_, f"?.{key}", f"task-{key}", "content", cells, version=version, **more)


def state(lines: list[Line], plan: int = 1) -> Snapshot:
    """The lines with the numbers that the paper gives them."""
    return Snapshot(plan, tuple(replace(one, place=f"II.1.b.{at}") for at, one in enumerate(lines, start=1)))


def told(old: Snapshot, new: Snapshot) -> list[tuple]:
    """What a comparison lists: kind, row, cell, old words, new words; places of moved rows are generated."""
    return [
        (change.kind, change.pair.line.key, change.part.name, change.part.old, change.part.new)
        if change.kind != MOVED
        else (MOVED, change.pair.line.key, "", "", "")
        for change in compare(old, new).changes
    ]


@st.composite
def histories(draw) -> tuple[list[Line], list[Line], set[tuple], int]:
    """A plan, what became of it by drawn acts, the places that must be listed, and how many rows must have moved."""
    before = [line(key, f"{draw(st.sampled_from(WORDS))} {key}") for key in range(draw(st.integers(0, 7)))]
    after, fresh = list(before), len(before)
    for verb in draw(st.lists(st.sampled_from(["add", "remove", "move", "words", "lead", "nothing"]), max_size=8)):
        at = draw(st.integers(0, len(after) - 1)) if after else 0
        if verb == "add":
            after.insert(at, line(fresh, f"Việc mới {fresh}"))
            fresh += 1
        elif not after:
            continue
        elif verb == "remove":
            after.pop(at)
        elif verb == "move":
            after.insert(draw(st.integers(0, len(after) - 1)), after.pop(at))
        elif verb in ("words", "lead"):
            name = "content" if verb == "words" else "lead_text"
            typed = draw(st.sampled_from(["Câu khác", "Câu khác nữa", "Văn phòng"]))
            cells = tuple(replace(cell, words=typed) if cell.name == name else cell for cell in after[at].cells)
            after[at] = replace(after[at], cells=cells, version=after[at].version + 1)
    return before, after, *_expected(before, after)


def _expected(before: list[Line], after: list[Line]) -> tuple[set[tuple], int]:
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    places = {(REMOVED, key, "content", one.words("content"), "") for key, one in old.items() if key not in new}
    places |= {(ADDED, key, "content", "", one.words("content")) for key, one in new.items() if key not in old}
    for key in old.keys() & new.keys():
        places |= {
            (CHANGED, key, name, old[key].words(name), new[key].words(name))
            for name in ("content", "lead_text")
            if old[key].words(name) != new[key].words(name)
        }
    kept = [one.key for one in after if one.key in old]
    order = [[one.key for one in before].index(key) for key in kept]
    return places, len(order) - _longest_rising(order)


def _longest_rising(order: list[int]) -> int:
    """By trying every choice: slow, and right."""
    best = 0
    for choice in range(1 << len(order)):
        some = [one for at, one in enumerate(order) if choice >> at & 1]
        if some == sorted(some):
            best = max(best, len(some))
    return best


@given(histories())
@settings(max_examples=150, deadline=None)
def test_exactly_the_changed_places_are_listed(drawn) -> None:
    before, after, places, moved = drawn
    found = told(state(before), state(after))
    assert {one for one in found if one[0] != MOVED} == places
    assert len([one for one in found if one[0] != MOVED]) == len(places)
    assert sum(one[0] == MOVED for one in found) == moved


@given(histories())
@settings(max_examples=150, deadline=None)
def test_the_other_direction_is_the_mirror(drawn) -> None:
    before, after, _, _ = drawn
    turned = {ADDED: REMOVED, REMOVED: ADDED, CHANGED: CHANGED, MOVED: MOVED}
    there, back = told(state(before), state(after)), told(state(after), state(before))
    assert {(turned[kind], key, name, new, old) for kind, key, name, old, new in there} == set(back)


@given(histories())
@settings(max_examples=50, deadline=None)
def test_a_state_compared_with_itself_lists_nothing(drawn) -> None:
    _, after, _, _ = drawn
    found = compare(state(after), state(after))
    assert found.changes == []
    assert found.same == 2 * len(after)


@given(histories())
@settings(max_examples=100, deadline=None)
def test_two_plans_mirror_each_other_too(drawn) -> None:
    before, after, _, _ = drawn
    twins = [replace(one, key=one.key + 100, origins=frozenset({one.key})) for one in after]
    old, new = state(before), state(twins, plan=2)
    turned = {ADDED: REMOVED, REMOVED: ADDED, CHANGED: CHANGED, MOVED: MOVED}
    there = {
        (turned[c.kind], c.part.name, c.part.new, c.part.old) for c in compare(old, new).changes if c.kind != MOVED
    }
    back = {(c.kind, c.part.name, c.part.old, c.part.new) for c in compare(new, old).changes if c.kind != MOVED}
    assert there == back


def test_numbers_on_paper_that_shift_are_no_change() -> None:
    rows = [line(key, words) for key, words in enumerate(WORDS)]
    assert [one[:2] for one in told(state(rows), state(rows[1:]))] == [(REMOVED, 0)]


def test_of_two_rows_that_changed_places_the_touched_one_moved() -> None:
    first, second = line(1, WORDS[0]), line(2, WORDS[1])
    assert told(state([first, second]), state([replace(second, version=2), first])) == [(MOVED, 2, "", "", "")]
    assert told(state([first, second]), state([second, replace(first, version=2)])) == [(MOVED, 1, "", "", "")]


def test_a_removed_row_stands_where_it_stood() -> None:
    rows = [line(key, words) for key, words in enumerate(WORDS)]
    found = compare(state(rows), state([rows[0], rows[2]]))
    assert [(pair.line.key, pair.kind) for pair in found.pairs] == [
        (0, ""), (1, REMOVED), (2, ""), (3, REMOVED), (4, REMOVED),
    ]  # fmt: skip


def test_a_row_of_another_plan_is_known_by_where_it_comes_from_whatever_its_words() -> None:
    old = state([line(1, "Rà soát thủ tục hành chính")])
    new = state([line(7, "Niêm yết phí, lệ phí", origins=frozenset({1}))], plan=2)
    assert told(old, new) == [(CHANGED, 7, "content", "Rà soát thủ tục hành chính", "Niêm yết phí, lệ phí")]


def test_a_row_without_origin_is_known_by_its_words() -> None:
    old = state([line(1, "Tổ chức 02 lớp tập huấn cho công chức xã"), line(2, "Kiểm tra đột xuất bộ phận một cửa")])
    new = state([line(7, "Tổ chức 03 lớp tập huấn cho công chức xã"), line(8, "Xây dựng trang tin")], plan=2)
    assert [one[:2] for one in told(old, new)] == [(CHANGED, 7), (REMOVED, 2), (ADDED, 8)]


def test_case_and_marks_do_not_hide_that_a_row_is_the_same() -> None:
    old, new = state([line(1, "KIỂM TRA BỘ PHẬN MỘT CỬA")]), state([line(7, "Kiểm tra bộ phận một cửa")], plan=2)
    assert [one[0] for one in told(old, new)] == [CHANGED]


def test_a_row_carried_into_another_area_has_moved() -> None:
    old = state([line(1, WORDS[0])])
    new = state([line(7, WORDS[0], list_="task:2", origins=frozenset({1}))], plan=2)
    assert told(old, new) == [(MOVED, 7, "", "", "")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("trong quý II", "trong quý III", [("same", "trong quý "), ("old", "II"), ("new", "III")]),
        ("một hai ba", "một ba", [("same", "một "), ("old", "hai "), ("same", "ba")]),
        ("một ba", "một hai ba", [("same", "một "), ("new", "hai "), ("same", "ba")]),
        ("đạt trên 99% hồ sơ", "đạt trên 98,5% hồ sơ", None),
        ("Câu cũ hẳn", "Lời mới khác", [("old", "Câu cũ hẳn"), ("new", "Lời mới khác")]),
        ("như nhau", "như nhau", [("same", "như nhau")]),
        ("", "", []),
    ],
)
def test_texts_are_compared_by_word(old: str, new: str, said: list | None) -> None:
    found = [(piece.kind, piece.text) for piece in pieces(old, new)]
    if said is not None:
        assert found == said
    assert "".join(text for kind, text in found if kind != "new") == old
    assert "".join(text for kind, text in found if kind != "old") == new


@given(st.text("ab \n,", max_size=30), st.text("ab \n,", max_size=30))
@settings(max_examples=200, deadline=None)
def test_the_pieces_hold_both_texts_whole(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.kind != "new") == old
    assert "".join(piece.text for piece in found if piece.kind != "old") == new


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("10", "22", "+12, +120 %"), ("574", "586", "+12, +2,1 %"), ("100", "95.5", "−4,5, −4,5 %"),
        ("0", "3", "+3"), ("3", "3", ""), (None, "3", ""),
    ],
)  # fmt: skip
def test_numbers_show_their_difference(old: str | None, new: str | None, said: str) -> None:
    assert difference(*(None if one is None else Decimal(one) for one in (old, new))) == said
