"""Two states of a report: which places differ, and by how much."""

from reporting.comparing import differences

OLD = {
    "places": {"I.1": "Ban hành kế hoạch.", "II.2.d": "Tiếp nhận 1.934 hồ sơ."},
    "lines": {"weakness": ["Hồ sơ trễ hạn còn nhiều.", "Thiếu máy tính."]},
    "figures": {"1.1.1": "1.200", "3.4.c4@dat-dai": "K", "2.1": ""},
}
NEW = {
    "places": {"I.1": "Ban hành kế hoạch.", "II.2.d": "Tiếp nhận 1.940 hồ sơ."},
    "lines": {"weakness": ["Thiếu máy tính.", "Hồ sơ trễ hạn vẫn còn nhiều.", "Mạng chậm."]},
    "figures": {"1.1.1": "1.212", "3.4.c4@dat-dai": "0", "2.1": ""},
}
NAMES = {"section-I.1": "I.1 Kế hoạch", "section-II.2.d": "II.2.d Hồ sơ", "figure-1.1.1": "Kế hoạch đã xong"}


def test_only_what_differs_is_told_with_old_new_and_difference():
    found = differences(OLD, NEW, NAMES)
    assert [(one.kind, one.ref, one.part.old, one.part.new, one.part.difference) for one in found] == [
        ("đổi", "section-II.2.d", "Tiếp nhận 1.934 hồ sơ.", "Tiếp nhận 1.940 hồ sơ.", ""),
        ("đổi", "line-weakness", "Hồ sơ trễ hạn còn nhiều.", "Hồ sơ trễ hạn vẫn còn nhiều.", ""),
        ("thêm", "line-weakness", "", "Mạng chậm.", ""),
        ("đổi", "figure-1.1.1", "1.200", "1.212", "+12, +1 %"),
        ("đổi", "figure-3.4.c4@dat-dai", "không áp dụng", "0", ""),
    ]
    assert found[0].where == "II.2.d Hồ sơ"


def test_the_same_state_differs_nowhere_and_can_be_told_whole():
    assert differences(OLD, OLD) == []
    assert [one.kind for one in differences(OLD, OLD, everything=True)] == [""] * 6


def test_turned_round_what_was_added_was_removed():
    there, back = differences(OLD, NEW), differences(NEW, OLD)
    assert sorted((one.ref, one.part.old, one.part.new) for one in there) == sorted(
        (one.ref, one.part.new, one.part.old) for one in back
    )


def test_nothing_is_no_state_of_its_own():
    assert [one.kind for one in differences({}, NEW)] == ["thêm"] * 5 + ["đổi"] * 2
