"""The mã of items: an alphabet that can be dictated, one normal form, the same codes for the same seed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.codes import ALPHABET, LENGTH, new_code, normal_code, seeded


def test_the_alphabet_leaves_out_what_is_misread():
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert set("ILOU") & set(ALPHABET) == set()


def test_a_code_is_its_prefix_and_five_characters():
    for _ in range(200):
        assert re.fullmatch(rf"KH[{ALPHABET}]{{{LENGTH}}}", new_code("KH"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("KH7KQ2M", "KH7KQ2M"),
        ("kh7kq2m", "KH7KQ2M"),
        (" kh-7kq 2m ", "KH7KQ2M"),
        ("KHO1LIU", "KH0111V"),
        ("DBABCDE", "DBABCDE"),
    ],
)
def test_a_code_is_read_as_people_type_it(typed, stored):
    assert normal_code(typed) == stored


@given(st.integers())
def test_the_normal_form_of_a_code_is_the_code(seed):
    with seeded(seed):
        code = new_code("KH")
    assert normal_code(code) == normal_code(code.lower()) == code


@given(st.integers())
def test_the_same_seed_gives_the_same_codes(seed):
    with seeded(seed):
        first = [new_code("KH") for _ in range(5)]
    with seeded(seed):
        assert [new_code("KH") for _ in range(5)] == first


def test_codes_outside_the_block_are_not_seeded():
    with seeded(1):
        inside = new_code("KH")
    outside = {new_code("KH") for _ in range(20)}
    assert len(outside) > 1
    with seeded(1):
        assert new_code("KH") == inside
