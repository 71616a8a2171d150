"""Every target phrase of the domain's table, with what it asks."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.operators import Operator
from documents.reading.targets import NOT_MEASURABLE, ConditionReading, read_target


def asks(operator, value=None, unit="", **more):
    """The expected fields of a condition that are not at their default; `measured` is tested apart."""
    goal = None if value is None else Decimal(value)
    return {"operator": Operator(operator), "value": goal, "unit": unit, **more}


ALL = asks("eq", 100, "%")

# (number in the domain's table, phrase, conditions asked); days without a year are of 2026.
PHRASES = [
    (1, "Chỉ số CCHC (PAR INDEX) năm 2023 tăng từ 4 bậc trở lên",
     [asks("rank_up_gte", 4, "bậc", baseline="năm trước", comparator="previous_year")]),
    (2, "100% văn bản QPPL được ban hành đúng trình tự, thủ tục, thẩm quyền", [ALL]),
    (3, "100% văn bản được cấp có thẩm quyền giao quy định chi tiết được ban hành kịp thời", [ALL]),
    (4, "100% các vấn đề phát hiện qua theo dõi, thanh tra, kiểm tra thi hành pháp luật được xử lý hoặc "
        "kiến nghị xử lý kịp thời", [ALL]),
    (5, "cắt giảm, đơn giản hóa tối thiểu 20% số quy định … tính đến hết ngày 31/5/2020",
     [asks("dec_gte", 20, "%", relative=True, baseline="31/5/2020")]),
    (6, "cắt giảm tối thiểu 20% chi phí tuân thủ", [asks("dec_gte", 20, "%", relative=True)]),
    (7, "cắt giảm tối thiểu 30% thời gian thực hiện đối với TTHC có thời hạn giải quyết từ 03 ngày trở lên",
     [asks("dec_gte", 30, "%", relative=True, scope="có thời hạn giải quyết từ 03 ngày trở lên")]),
    (8, "Trên 99% tỷ lệ hồ sơ TTHC do UBND xã tiếp nhận trong năm được giải quyết đúng hạn và trước hạn",
     [asks("gt", 99, "%")]),
    (9, "100% hồ sơ TTHC trễ… đều phải có giải trình trách nhiệm… và thực hiện xin lỗi", [ALL, ALL]),
    (10, "Hoàn thành 100% chỉ tiêu Kế hoạch đào tạo, bồi dưỡng do cấp trên giao", [ALL]),
    (11, "100% hoạt động chỉ đạo, điều hành và quản trị nội bộ… trên nền tảng quản trị tổng thể, thống nhất",
     [ALL]),
    (12, "100% DVC trực tuyến toàn trình được cung cấp trên nhiều phương tiện truy cập", [ALL]),
    (13, "Tỷ lệ hồ sơ giải quyết trực tuyến toàn trình trên tổng số hồ sơ đạt tối thiểu 50%",
     [asks("gte", 50, "%")]),
    (14, "Số hóa kết quả giải quyết TTHC… của cấp xã đạt tỷ lệ tối thiểu tương ứng là 60%, 55%",
     [asks("gte", 60, "%", scope_unknown=True), asks("gte", 55, "%", scope_unknown=True)]),
    (15, "đến năm 2025, 100% hồ sơ được số hóa", [asks("eq", 100, "%", by_date=date(2025, 12, 31))]),
    (16, "Tối thiểu 80% TTHC có yêu cầu nghĩa vụ tài chính được triển khai thanh toán trực tuyến",
     [asks("gte", 80, "%")]),
    (17, "Tỷ lệ giao dịch thanh toán trực tuyến đạt từ 30% trở lên", [asks("gte", 30, "%")]),
    (18, "100% chế độ báo cáo được kết nối… trên Hệ thống thông tin báo cáo Chính phủ", [ALL]),
    (19, "(nhiệm vụ UBND huyện giao) đảm bảo tỷ lệ hoàn thành 100%", [ALL]),
    (20, "cắt giảm tối thiểu 30% thời gian giải quyết TTHC ở tất cả các lĩnh vực",
     [asks("dec_gte", 30, "%", relative=True)]),
    (21, "100% hồ sơ tiếp nhận, giải quyết… được cập nhật đầy đủ trên Cổng dịch vụ công của tỉnh", [ALL]),
    (22, "hằng năm hoàn thành 100% nhiệm vụ", [asks("eq", 100, "%", recurring="year")]),
    (23, "mức độ 2 lên mức độ 3, mức độ 3 lên mức độ 4",
     [asks("level_up", 2, "mức độ", value2=Decimal(3)), asks("level_up", 3, "mức độ", value2=Decimal(4))]),
    (24, "hằng năm đảm bảo hoàn thành 100% các chỉ tiêu theo đúng tiến độ",
     [asks("eq", 100, "%", recurring="year")]),
    (25, "giảm tối đa tỷ lệ trễ hẹn", [asks("minimise")]),
    (26, "không để tình trạng giải quyết hồ sơ chậm, muộn", [asks("eq", 0, "hồ sơ")]),
    (27, "đầy đủ 06 nội dung CCHC", [asks("eq", 6, "nội dung")]),
    (28, "chậm nhất ngày 28/02 của năm kế hoạch", [asks("by", by_date=date(2026, 2, 28))]),
    (29, "gửi trước ngày 25/02/2023", [asks("before", by_date=date(2023, 2, 25))]),
    (30, "trung bình còn tối đa 30 phút/lần đến giao dịch", [asks("lte", 30, "phút/lần")]),
    (31, "đến 2025, … trung bình còn tối đa 15 phút/lượt giao dịch",
     [asks("lte", 15, "phút/lượt", by_date=date(2025, 12, 31))]),
    (32, "tối thiểu 30% người dân, doanh nghiệp… không phải cung cấp lại thông tin, giấy tờ",
     [asks("gte", 30, "%")]),
    (33, "100% TTHC có đủ điều kiện được cung cấp DVC trực tuyến toàn trình", [ALL]),
    (34, "100% bộ, ngành, địa phương đạt cấp độ 3 mức độ trưởng thành về quản trị dữ liệu", [ALL]),
    (35, "100% các nền tảng số… được hoàn thành và đưa vào sử dụng… theo đúng kế hoạch", [ALL]),
    # The domain's table quotes this one from an English page; here in the words of a plan.
    (36, "Đến năm 2025, cắt giảm, đơn giản hóa ít nhất 20% số quy định và 20% chi phí tuân thủ",
     [asks("dec_gte", 20, "%", relative=True, by_date=date(2025, 12, 31))] * 2),
    (37, "mức hài lòng của người dân và tổ chức từ 80% trở lên vào năm 2020",
     [asks("gte", 80, "%", by_date=date(2020, 12, 31))]),
    (38, "… đạt mức trên 80% vào năm 2020", [asks("gt", 80, "%", by_date=date(2020, 12, 31))]),
    (39, "phấn đấu trong Top 3 địa phương dẫn đầu", [asks("rank_within", 3, "hạng", soft=True)]),
    (40, "Kế hoạch ban hành trong tháng 1 hằng năm",
     [asks("by", by_date=date(2026, 1, 31), recurring="year")]),
    (41, "Tối thiểu 90% người dân, doanh nghiệp hài lòng về giải quyết TTHC", [asks("gte", 90, "%")]),
    (42, "trong đó mức độ hài lòng lĩnh vực đất đai, xây dựng, đầu tư đạt tối thiểu 85%",
     [asks("gte", 85, "%")]),
    (43, "Tối thiểu 80% hồ sơ được luân chuyển trong nội bộ bằng phương thức điện tử", [asks("gte", 80, "%")]),
    (44, "Mỗi năm tăng thêm tối thiểu 20% cho đến khi đạt 100%",
     [asks("inc_gte", 20, "điểm %", cap=Decimal(100), recurring="year")]),
    (45, "60% hồ sơ công việc tại cấp xã được xử lý trên môi trường mạng (trừ bí mật nhà nước)",
     [asks("gte", 60, "%", scope="trừ bí mật nhà nước")]),
    (46, "Từ 98% hồ sơ trở lên được giải quyết đúng hạn, trước hạn", [asks("gte", 98, "%")]),
    (47, "Tỷ lệ hồ sơ trễ hạn dưới 1%", [asks("lt", 1, "%")]),
    (48, "Không có hồ sơ TTHC quá hạn", [asks("eq", 0, "hồ sơ")]),
    (49, "Tối thiểu 50% hồ sơ được tiếp nhận trực tuyến", [asks("gte", 50, "%")]),
    (50, "Tỷ lệ DVC trực tuyến có phát sinh hồ sơ đạt trên 60%", [asks("gt", 60, "%")]),
    (51, "100% TTHC được công khai đầy đủ, kịp thời, đúng quy định", [ALL]),
    (52, "100% phản ánh, kiến nghị được tiếp nhận, xử lý đúng hạn", [ALL]),
    (53, "100% văn bản đi (trừ văn bản mật) được gửi dưới dạng điện tử và ký số",
     [asks("eq", 100, "%", scope="trừ văn bản mật")]),
    (54, "Kiểm tra tối thiểu 30% cơ quan, đơn vị", [asks("gte", 30, "%")]),
    (55, "Tự kiểm tra ít nhất 02 lần/năm", [asks("gte", 2, "lần/năm")]),
    (56, "Tổ chức ít nhất 01 hội nghị đối thoại với người dân, doanh nghiệp", [asks("gte", 1, "hội nghị")]),
    (57, "Có ít nhất 01 sáng kiến, giải pháp CCHC được áp dụng", [asks("gte", 1, "sáng kiến")]),
    (58, "Mỗi bộ phận đăng ký ít nhất 01 việc đột phá, sáng tạo",
     [asks("gte", 1, "việc", scope="Mỗi bộ phận")]),
    (59, "Đăng tối thiểu 02 tin, bài/tháng về CCHC", [asks("gte", 2, "tin, bài/tháng")]),
    (60, "100% cán bộ, công chức được đánh giá, xếp loại đúng quy định", [ALL]),
    (61, "Chỉ số CCHC của xã đạt từ 85 điểm trở lên", [asks("gte", 85, "điểm")]),
    (62, "xếp loại Tốt trở lên", [asks("gte", None, "xếp loại", level="Tốt")]),
    (63, "nằm trong nhóm 05 xã, phường dẫn đầu", [asks("rank_within", 5, "hạng")]),
    (64, "Điểm Chỉ số CCHC tăng ít nhất 02 điểm so với năm trước",
     [asks("inc_gte", 2, "điểm", baseline="năm trước", comparator="previous_year")]),
    (65, "Tỷ lệ giải ngân vốn đầu tư công đạt trên 95% kế hoạch", [asks("gt", 95, "%")]),
    (66, "Chỉ số hài lòng đạt từ 90% đến 95%", [asks("between", 90, "%", value2=Decimal(95))]),
    (67, "Giảm tối thiểu 10% biên chế sự nghiệp hưởng lương từ ngân sách nhà nước so với năm 2021",
     [asks("dec_gte", 10, "%", relative=True, baseline="năm 2021")]),
    (68, "Thời gian chờ của người dân không quá 30 phút/lượt", [asks("lte", 30, "phút/lượt")]),
    (69, "Rút ngắn thời gian giải quyết từ 05 ngày xuống còn 03 ngày",
     [asks("lte", 3, "ngày", baseline="5 ngày", baseline_value=Decimal(5))]),
    (70, "Yêu cầu bổ sung hồ sơ không quá 01 lần", [asks("lte", 1, "lần")]),
    (71, "Tối thiểu 50% cuộc họp được tổ chức trực tuyến", [asks("gte", 50, "%")]),
    (72, "Phấn đấu 100% thôn có Tổ công nghệ số cộng đồng", [asks("eq", 100, "%", soft=True)]),
    (73, "Bằng hoặc cao hơn mức bình quân chung của tỉnh",
     [asks("gte", comparator="mean", scope="của tỉnh")]),
    (74, "Hoàn thành trong quý II/2026", [asks("by", by_date=date(2026, 6, 30))]),
    (75, "Duy trì áp dụng có hiệu quả Hệ thống quản lý chất lượng TCVN ISO 9001:2015", [asks("maintain")]),
    (76, "100% hồ sơ trễ hạn có văn bản xin lỗi", [ALL]),
    (77, "Không có cán bộ, công chức bị xử lý kỷ luật từ khiển trách trở lên", [asks("eq", 0, "người")]),
    (78, "100% nhiệm vụ UBND, Chủ tịch UBND tỉnh giao hoàn thành đúng hạn, không có nhiệm vụ quá hạn",
     [ALL, asks("eq", 0, "nhiệm vụ")]),
]  # fmt: skip

OTHERS = [
    ("Giảm tỷ lệ hồ sơ trễ hạn xuống dưới 1%", [asks("lt", 1, "%")]),
    ("Nâng tỷ lệ hồ sơ trực tuyến từ 40% lên 60%",
     [asks("gte", 60, "%", baseline="40 %", baseline_value=Decimal(40))]),
    ("Tỷ lệ hài lòng đạt 99,5% trở lên", [asks("gte", "99.5", "%")]),
    ("Không dưới 90% hồ sơ đúng hạn", [asks("gte", 90, "%")]),
    ("Toàn bộ thủ tục hành chính được niêm yết", [ALL]),
    ("Triển khai Nghị định số 42/2022/NĐ-CP giai đoạn 2021 - 2025, đạt trên 60% hồ sơ trực tuyến",
     [asks("gt", 60, "%")]),
    ("Trước ngày 30/6, tối thiểu 50% hồ sơ được số hóa",
     [asks("gte", 50, "%", by_date=date(2026, 6, 29))]),
    ("Số hồ sơ trực tuyến tăng 10% so với cùng kỳ năm trước",
     [asks("inc_gte", 10, "%", relative=True, baseline="cùng kỳ năm trước", comparator="previous_year")]),
    ("Tổ chức 02 lớp tập huấn", [asks("gte", 2, "lớp")]),
]  # fmt: skip


def fields_of(condition: ConditionReading, expected: dict) -> dict:
    default = ConditionReading(condition.operator)
    changed = {name: value for name, value in vars(condition).items() if value != getattr(default, name)}
    changed.pop("measured", None)
    return {name: getattr(condition, name) for name in expected} | changed


@pytest.mark.parametrize(("number", "phrase", "expected"), PHRASES, ids=[f"#{row[0]}" for row in PHRASES])
def test_phrase_of_the_table_is_read(number, phrase, expected):
    reading = read_target(phrase, year=2026)
    assert [fields_of(c, e) for c, e in zip(reading.conditions, expected, strict=True)] == expected
    assert reading.measurable is (number != 25)


@pytest.mark.parametrize(("phrase", "expected"), OTHERS, ids=[row[0][:30] for row in OTHERS])
def test_other_wordings_are_read(phrase, expected):
    reading = read_target(phrase, year=2026)
    assert [fields_of(c, e) for c, e in zip(reading.conditions, expected, strict=True)] == expected


def test_the_table_is_complete():
    assert [row[0] for row in PHRASES] == list(range(1, 79))


@pytest.mark.parametrize(
    "phrase",
    ["giảm tối đa tỷ lệ trễ hẹn", "Nâng cao chất lượng phục vụ người dân", "", "   ",
     "Tiếp tục đẩy mạnh cải cách thủ tục hành chính giai đoạn 2021 - 2030"],
)  # fmt: skip
def test_phrase_without_a_figure_says_why_it_is_not_measurable(phrase):
    reading = read_target(phrase, year=2026)
    assert (reading.measurable, reading.why_not) == (False, NOT_MEASURABLE)


def test_several_values_without_scopes_are_named():
    reading = read_target("đạt tỷ lệ tối thiểu tương ứng là 60%, 55%")
    assert reading.values_without_scope == "60%, 55%"


def test_day_without_a_year_is_not_guessed():
    reading = read_target("chậm nhất ngày 28/02")
    assert (reading.measurable, reading.conditions) == (False, ())
    assert reading.why_not.startswith("Ngày “28/02” chưa có năm.")


@pytest.mark.parametrize(
    ("phrase", "measured"),
    [
        ("Trên 99% hồ sơ đúng hạn của xã", ["hồ sơ đúng hạn của xã"]),
        ("Tỷ lệ giải ngân vốn đầu tư công đạt trên 95% kế hoạch", ["Tỷ lệ giải ngân vốn đầu tư công"]),
        ("Từ 98% hồ sơ trở lên được giải quyết đúng hạn", ["hồ sơ được giải quyết đúng hạn"]),
        ("100% hồ sơ trễ đều phải có giải trình và thực hiện xin lỗi",
         ["hồ sơ trễ đều phải có giải trình", "hồ sơ trễ thực hiện xin lỗi"]),
        ("trung bình còn tối đa 30 phút/lần đến giao dịch", ["trung bình"]),
        ("Có ít nhất 01 sáng kiến, giải pháp CCHC được áp dụng", ["sáng kiến, giải pháp CCHC được áp dụng"]),
    ],
)  # fmt: skip
def test_what_is_counted_keeps_the_words_of_the_phrase(phrase, measured):
    assert [c.measured for c in read_target(phrase).conditions] == measured


@pytest.mark.parametrize(
    ("phrase", "chip", "sentence"),
    [
        ("Trên 99% hồ sơ đúng hạn", "> 99\u00a0%",
         "Đạt khi tỷ lệ lớn hơn 99\u00a0% (99\u00a0% đúng là chưa đạt)."),
        ("xếp loại Tốt trở lên", "≥ loại Tốt", "Đạt khi kết quả từ loại Tốt trở lên."),
        ("nằm trong nhóm 05 xã, phường dẫn đầu", "hạng ≤ 5", "Đạt khi thứ hạng là 5 hoặc cao hơn."),
        ("gửi trước ngày 25/02/2023", "trước 25/02/2023",
         "Đạt khi gửi trước ngày 25/02/2023 (đúng ngày đó là muộn)."),
        ("Không có hồ sơ TTHC quá hạn", "= 0\u00a0hồ sơ",
         "Đạt khi số hồ sơ TTHC quá hạn đúng bằng 0\u00a0hồ sơ."),
        ("Duy trì hệ thống ISO", "duy trì", "Đạt khi hệ thống ISO được duy trì."),
    ],
)  # fmt: skip
def test_reading_explains_itself(phrase, chip, sentence):
    (condition,) = read_target(phrase).conditions
    assert (condition.chip, condition.sentence) == (chip, sentence)


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_strict_and_plain_wordings_keep_the_figure(figure):
    shown = f"{figure}".replace(".", ",")
    (strict,) = read_target(f"Trên {shown}% hồ sơ đúng hạn").conditions
    (plain,) = read_target(f"Từ {shown}% hồ sơ trở lên đúng hạn").conditions
    assert (strict.operator, strict.value) == (Operator.GT, figure)
    assert (plain.operator, plain.value) == (Operator.GTE, figure)


CUES = ["tối thiểu", "trên", "đến khi đạt", "trước ngày", "giảm", "tăng", "từ", "xuống", "lên", "mức độ",
        "trở lên", "%", "3", "1.2.3", "31/02", "so với", "năm 2023", "tương ứng là", "không có", ",", "và", "*", "İ"]  # fmt: skip


@given(st.lists(st.sampled_from(CUES), max_size=12).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read_without_failing(text):
    reading = read_target(text, year=2026)
    assert reading.measurable is (reading.why_not is None)
    assert [c.sentence[:3] for c in reading.conditions if c.operator is not Operator.MINIMISE] == [
        "Đạt" for c in reading.conditions if c.operator is not Operator.MINIMISE
    ]
