"""Names of units in lists."""

import pytest

from cchc_portal.names import order, titled


@pytest.mark.parametrize(
    "names",
    [
        [
            "xã An Bình",
            "xã Ân Thi",
            "xã Bình Minh",
            "phường Cao Xá",
            "xã Duy Tân",
            "xã Đồng Tâm",
            "xã Êa Kao",
            "xã Yên Sơn",
        ],
        ["xã Lam", "xã Làm", "xã Lảm", "xã Lãm", "xã Lám", "xã Lạm"],
        ["xã Ổi", "phường Ơi", "xã U", "thị trấn Ư"],
    ],
)
def test_names_stand_by_the_vietnamese_alphabet(names: list[str]):
    assert sorted(sorted(names), key=order) == names


def test_a_name_begins_a_line_with_a_capital():
    assert titled("xã Tân Lập") == "Xã Tân Lập"
