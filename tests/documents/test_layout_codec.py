"""A paper as JSON and back, its hash, its issued twin, its style."""

import dataclasses
import json
from datetime import date

import pytest

from documents.layout import (
    Annex,
    PaperStyle,
    Paragraph,
    blocks_from_text,
    canonical_json,
    from_dict,
    issued,
    paper_hash,
    to_dict,
    unprintable_characters,
)
from documents.layout.parts import DashItem
from tests.documents.papers import letter_paper, plan_paper

PAPERS = {"plan": plan_paper, "letter": letter_paper}


@pytest.mark.parametrize("build", PAPERS.values(), ids=PAPERS)
def test_a_paper_survives_json(build):
    paper = build()
    assert from_dict(json.loads(canonical_json(paper))) == paper


def test_canonical_json_has_sorted_keys_and_plain_letters():
    text = canonical_json(plan_paper())
    assert text == json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert "Suối Trong" in text


def test_the_hash_tells_two_papers_apart():
    assert paper_hash(plan_paper()) == paper_hash(plan_paper())
    assert paper_hash(plan_paper()) != paper_hash(plan_paper(place="Suối Đục"))
    assert len(paper_hash(plan_paper())) == 64


def test_issuing_changes_number_and_day_only():
    draft = to_dict(plan_paper())
    final = to_dict(issued(plan_paper(), 19, date(2026, 3, 3)))
    assert {key for key in draft if draft[key] != final[key]} == {"number", "day"}
    assert (final["number"], final["day"]) == ("19", "2026-03-03")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 2}, "unknown paper format"),
        ({"colour": "red"}, "unknown fields colour"),
        ({"blocks": [{"kind": "Picture", "text": ""}]}, "unknown block 'Picture'"),
    ],
)
def test_foreign_json_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        from_dict(to_dict(plan_paper()) | change)


def test_a_field_added_later_takes_its_default():
    data = to_dict(plan_paper())
    del data["circulation"]
    assert from_dict(data) == plan_paper()


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [
        ("top_mm", 20, 25),
        ("bottom_mm", 20, 25),
        ("left_mm", 30, 35),
        ("right_mm", 15, 20),
        ("body_pt", 13, 14),
        ("indent_cm100", 100, 127),
        ("gap_pt", 6, 12),
        ("line_percent", 100, 150),
    ],
)
def test_style_stays_inside_the_ranges_of_the_decree(name, lowest, highest):
    style = PaperStyle()
    assert getattr(dataclasses.replace(style, **{name: lowest}), name) == lowest
    assert getattr(dataclasses.replace(style, **{name: highest}), name) == highest
    for outside in (lowest - 1, highest + 1):
        with pytest.raises(ValueError, match=name):
            dataclasses.replace(style, **{name: outside})


def test_lines_of_stored_text_become_blocks():
    text = "Dòng đầu.\n\n- Gạch thứ nhất;\n– Gạch thứ hai.\n  Dòng cuối  "
    assert blocks_from_text(text, ref="purpose") == (
        Paragraph("Dòng đầu.", ref="purpose"),
        DashItem("Gạch thứ nhất;", ref="purpose"),
        DashItem("Gạch thứ hai.", ref="purpose"),
        Paragraph("Dòng cuối", ref="purpose"),
    )


def test_characters_outside_the_bundled_fonts_are_named():
    assert unprintable_characters(plan_paper()) == ()
    odd = plan_paper(annexes=(Annex("Danh mục", (Paragraph("Đạt ☑ 80% 你"),)),))
    assert unprintable_characters(odd) == ("☑", "你")
