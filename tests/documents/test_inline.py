"""Marks inside stored text."""

import pytest

from documents.inline import Note, Run, note, notes, parse, plain, resolve


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", ()),
        ("lời trơn", (Run("lời trơn"),)),
        ("một **hai** ba", (Run("một "), Run("hai", bold=True), Run(" ba"))),
        ("một *hai* ba", (Run("một "), Run("hai", italic=True), Run(" ba"))),
        ("**một *hai* ba**", (Run("một ", True), Run("hai", True, True), Run(" ba", True))),
        ("5 * 3 * 2", (Run("5 * 3 * 2"),)),
        ("**dở dang", (Run("**dở dang"),)),
        ("<b>không</b>", (Run("<b>không</b>"),)),
        ("lời{{note:chú *thích*}}.", (Run("lời"), Note((Run("chú "), Run("thích", italic=True))), Run("."))),
        ("lời{{note:}}.", (Run("lời"), Run("."))),
    ],
)
def test_marks_become_runs(text, runs):
    assert parse(text) == runs


def test_plain_words_and_notes_are_told_apart():
    text = f"Theo **quy định**{note('Luật số 1')} và{note('Luật số 2')}."
    assert plain(text) == "Theo quy định và."
    assert notes(text) == ("Luật số 1", "Luật số 2")


def test_facts_and_cites_are_replaced_by_words():
    words = {("fact", "on_time"): "99%", ("cite", "12"): note("Nghị định số 61/2018/NĐ-CP")}
    text = resolve("Trên {{fact:on_time}} hồ sơ{{cite:12}}.", lambda kind, key: words[kind, key])
    assert text == "Trên 99% hồ sơ{{note:Nghị định số 61/2018/NĐ-CP}}."
