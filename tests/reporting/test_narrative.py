"""Keys, conditions, sentences and numbers as plain functions: nothing is said whose facts are not known."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from indicators.registry import registered
from reporting.models import Report
from reporting.narrative import directing, judging, results
from reporting.narrative.comparing import count, moved
from reporting.narrative.keys import marks, parse_condition, parse_key, replaced, spelled_out
from reporting.narrative.numbers import Number, Origin, loose, numbers_in, numbers_of_text
from reporting.narrative.places import paragraphs_for
from reporting.narrative.sentences import Clause, Each, Sentence, drafted, lacking, resting_on
from reporting.outlines import OUTLINES, Content
from reporting.periods import Kind, Period, after, before
from reporting.queries.amounts import said
from reporting.queries.known import OWN
from reporting.statistics.commune import COMMUNE_2020
from reporting.statistics.procedures import RATIOS
from reporting.statistics.shape import Row, RowKind
from reporting.views import prose

NO_BREAK = "\u00a0"


class Facts:
    """Words by key; numbers are read from them; lists of rows by name."""

    def __init__(self, words: dict[str, str], lists: dict[str, list[str]] | None = None):
        self._words, self._lists = words, lists or {}

    def words(self, key: str) -> str:
        return self._words.get(key, "")

    def number(self, key: str) -> Decimal | None:
        words = self._words.get(key, "").split("\u00a0")[0].replace(".", "").replace(",", ".")
        return Decimal(words) if words.replace(".", "").isdecimal() else None

    def missing(self, key: str) -> bool:
        return key not in self._words

    def pick(self, name: str, area: str = "") -> list[str]:
        return self._lists.get(name, [])


KEYS = (
    ("tk.1.1.2", ("tk.1.1.2", "", "", "")),
    ("tthc.c10/dat-dai", ("tthc.c10", "dat-dai", "", "")),
    ("plans.tasks_done/TTHC@year", ("plans.tasks_done", "TTHC", "@", "year")),
    ("tk.1.1.3^prev", ("tk.1.1.3", "", "^", "prev")),
)


@pytest.mark.parametrize(("text", "parts"), KEYS)
def test_key_is_read_and_written_alike(text, parts):
    key = parse_key(text)
    assert (key.name, key.part, key.how, key.beside) == parts
    assert str(key) == text


@pytest.mark.parametrize("text", ["", "1.1.2", "tk.1.1.2^next", "tk 1", "report", "tk.1.1.2@", "task:"])
def test_what_is_no_key_is_none(text):
    assert parse_key(text) is None


def test_key_of_a_row_names_table_row_and_field():
    key = parse_key("task:NV-7KQ2M.product")
    assert (key.table, key.ident, key.field, key.is_row) == ("task", "NV-7KQ2M", "product", True)


def test_marks_are_found_and_replaced_by_words():
    text = "Có {{fact:tk.1.1.1}} nhiệm vụ, xong {{fact: tk.1.1.2 }}."
    assert marks(text) == ["tk.1.1.1", "tk.1.1.2"]
    assert replaced(text, {"tk.1.1.1": "36", "tk.1.1.2": "9"}.get) == "Có 36 nhiệm vụ, xong 9."


ESTIMATES = (
    ("Còn {{fact:a}} hồ sơ trễ hạn", "Ước còn 59 hồ sơ trễ hạn"),
    ("Tỷ lệ đúng hạn đạt {{fact:a}} %, có {{fact:a}} hồ sơ", "Tỷ lệ đúng hạn ước đạt 59 %, ước có 59 hồ sơ"),
    ("Đã giải ngân {{fact:a}} triệu đồng", "Ước đã giải ngân 59 triệu đồng"),
    ("Đang giải quyết {{fact:b}} hồ sơ, trong đó {{fact:a}} hồ sơ đã quá hạn", "Đang giải quyết 7 hồ sơ, trong đó ước 59 hồ sơ đã quá hạn"),
    ("Còn {{fact:b}} hồ sơ", "Còn 7 hồ sơ"),
    ("Số hồ sơ hạ cánh {{fact:a}}", "Số hồ sơ hạ cánh ước 59"),
    ("{{fact:a}} hồ sơ", "ước 59 hồ sơ"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "printed"), ESTIMATES)
def test_word_of_an_estimate_stands_before_its_verb(text, printed):
    assert replaced(text, {"a": "ước 59", "b": "7"}.get) == printed
    (drawn,) = prose.paragraphs(text, Told(), {})
    assert "".join(piece.words for piece in drawn) == printed
    assert [piece.words for piece in prose.figures_in(text, Told(), {}) if piece.key == "a"] in ([], ["ước 59"])


class Told:
    """What a page asks of the facts of a draft."""

    report = Report(state="draft")

    def words(self, key: str) -> str:
        return {"a": "ước 59", "b": "7"}[key]

    def label(self, key: str) -> str:
        return key

    def source(self, key: str) -> SimpleNamespace:
        return SimpleNamespace(words="")


PERCENTS = (
    ("100", False, "100 %"),
    ("95.00", False, "95 %"),
    ("98.1", False, "98,10 %"),
    ("0.17", True, "0,17 điểm %"),
)


@pytest.mark.parametrize(("number", "difference", "words"), PERCENTS)
def test_percent_in_a_sentence_has_no_idle_decimals_and_stays_on_one_line(number, difference, words):
    row = Row("1.1.3", "Tỷ lệ hoàn thành kế hoạch", "%", RowKind.RATIO)
    assert said(Decimal(number), row, difference=difference) == words.replace(" ", NO_BREAK)


def test_row_of_the_form_in_braces_becomes_the_mark_of_its_metric():
    metrics = {"1.3.2": "tk.1.3.2", "3.4.c7": "tthc.c7"}
    assert spelled_out("{{1.3.2}} và {{3.4.c7^prev}}, {{9.9}}", metrics) == (
        "{{fact:tk.1.3.2}} và {{fact:tthc.c7^prev}}, {{9.9}}"
    )


@pytest.mark.parametrize(
    ("condition", "so"),
    [("a.b > 0", True), ("a.b = 3", True), ("a.b < a.c", True), ("a.b > a.c", False), ("a.b = a.x", False), ("a.x < 1", False)],
)  # fmt: skip
def test_condition_holds_only_on_known_numbers(condition, so):
    assert parse_condition(condition).holds(Facts({"a.b": "3", "a.c": "1.000"})) is so


def test_sentence_without_one_of_its_facts_is_not_said():
    sentence = Sentence(Clause("Có [a.b] hồ sơ, xong [a.c]"), (Clause(", còn [a.d]"),))
    assert sentence.said(Facts({"a.b": "3"})) == ""
    assert sentence.said(Facts({"a.b": "3", "a.c": "2"})) == "Có {{fact:a.b}} hồ sơ, xong {{fact:a.c}}."
    assert sentence.said(Facts({"a.b": "3", "a.c": "2", "a.d": "1"})).endswith(", còn {{fact:a.d}}.")


@pytest.mark.parametrize(("now", "then", "word"), [("5", "3", "tăng"), ("3", "5", "giảm"), ("4", "4", "bằng")])
def test_exactly_one_way_of_comparing_is_true(now, then, word):
    known = Facts({"a.b": now, "a.b@year": then, "a.b^year": "2", "report.last_year": "cùng kỳ năm 2025"})
    said = [clause.marked for clause in moved("a.b", "year", "hồ sơ") if clause.said(known)]
    assert len(said) == 1
    assert said[0].startswith(f", {word}")


def test_count_of_zero_reads_as_nothing_arose():
    sentences = count("a.b", "Có [a.b] hồ sơ quá hạn", "Trong kỳ không phát sinh hồ sơ quá hạn")
    assert drafted((sentences,), Facts({"a.b": "0"}), "") == "Trong kỳ không phát sinh hồ sơ quá hạn."
    assert drafted((sentences,), Facts({"a.b": "2"}), "") == "Có {{fact:a.b}} hồ sơ quá hạn."
    assert drafted((sentences,), Facts({}), "") == ""
    assert lacking((sentences,), Facts({})) == ["a.b"]


def test_sentence_without_mark_rests_on_its_condition():
    sentences = count("a.b", "Có [a.b] hồ sơ quá hạn", "Trong kỳ không phát sinh hồ sơ quá hạn")
    known = Facts({"a.b": "0"})
    assert resting_on("Trong kỳ không phát sinh hồ sơ quá hạn.", (sentences,), known) == ["a.b = 0"]
    assert resting_on("Trong kỳ mọi việc đều tốt.", (sentences,), known) == []


def test_rows_are_listed_below_their_lead_and_quote_what_is_known_of_them():
    each = Each("done", ("[row] ([row.product])", "[row]"), "Đã xong:")
    words = {"task:NV-1": "Lập kế hoạch", "task:NV-1.product": "KH 1", "task:NV-2": "Tập huấn"}
    known = Facts(words, {"done": ["task:NV-1", "task:NV-2"]})
    assert drafted(((each,),), known, "CD").splitlines() == [
        "Đã xong:",
        "- {{fact:task:NV-1}} ({{fact:task:NV-1.product}});",
        "- {{fact:task:NV-2}}.",
    ]
    assert drafted(((Sentence(Clause("Một câu")), each),), Facts({}), "CD") == "Một câu."


def _clauses():
    for paragraphs in [*(directing.PLACES | results.PLACES).values(), results.area_lead("TTHC")]:
        for paragraph in paragraphs:
            for one in paragraph:
                yield from one.clauses if isinstance(one, Sentence) else [Clause(item) for item in one.items]
    for forms in judging.LINES.values():
        yield from (form.clause for form in forms if form.clause)


def test_every_key_of_the_tables_can_be_known():
    metrics = {row.metric for row in COMMUNE_2020.rows if row.metric} | {one.metric for one in RATIOS}
    names = metrics | set(registered()) | set(OWN) | {"row"}
    for clause in _clauses():
        conditions = [parse_condition(one) for one in clause.when]
        assert None not in conditions, clause.when
        keys = [*clause.keys, *clause.without, *(key for one in conditions for key in one.keys)]
        assert [key for key in keys if not key.startswith("row") and parse_key(key).name not in names] == []


def test_every_title_of_the_tables_stands_in_an_outline():
    titles = {section.title for outline in OUTLINES for section in outline.sections}
    assert set(directing.PLACES | results.PLACES) <= titles


# Places of which neither the form nor plans, directives or documents know anything of their own.
_UNKNOWN = {
    "Theo dõi tình hình thi hành pháp luật",
    "Đánh giá cán bộ, công chức",
    "Quản lý tài sản công, thực hành tiết kiệm",
    "Hoàn thiện quy định, quy chế về chính quyền số",
    "Hạ tầng, nền tảng, dữ liệu số",
    "An toàn thông tin mạng",
    "Kết quả Chỉ số cải cách hành chính",
}


def test_every_written_place_is_drafted_or_named_as_unknown():
    places = {section for outline in OUTLINES for section in outline.sections if section.content == Content.TEXT}
    assert {place.title for place in places if not paragraphs_for(place)} == _UNKNOWN


PERIODS = (
    ((2026, Kind.QUARTER, 1), ["năm 2025"], "quý II năm 2026"),
    ((2026, Kind.HALF, 1), ["quý I năm 2026"], "quý III năm 2026"),
    ((2026, Kind.QUARTER, 3), ["6 tháng đầu năm 2026"], "quý IV năm 2026"),
    ((2026, Kind.NINE_MONTHS, 0), ["6 tháng đầu năm 2026"], "quý IV năm 2026"),
    ((2026, Kind.YEAR, 0), ["quý III năm 2026", "9 tháng đầu năm 2026"], "năm 2027"),
    ((2026, Kind.MONTH, 1), ["tháng 12 năm 2025"], "tháng 2 năm 2026"),
    ((2026, Kind.MONTH, 12), ["tháng 11 năm 2026"], "tháng 1 năm 2027"),
    ((2026, Kind.QUARTER, 4), ["quý III năm 2026"], "quý I năm 2027"),
)


@pytest.mark.parametrize(("period", "earlier", "later"), PERIODS)
def test_period_before_and_after(period, earlier, later):
    assert [one.label for one in before(Period(*period))] == earlier
    assert after(Period(*period)).label == later


def test_ad_hoc_reports_stand_beside_nothing():
    assert before(Period(2026, Kind.AD_HOC)) == ()
    assert after(Period(2026, Kind.AD_HOC)) is None


def test_numbers_of_a_text_say_where_they_come_from():
    paragraphs = ((Sentence(Clause("Áp dụng ISO 9001 từ [a.b]")),),)
    text = "Áp dụng ISO 9001 từ {{fact:a.b}}. Xong {{fact:task:NV-1}}, thêm 12 việc, 9001 phiếu."
    words = {"a.b": "1.934", "task:NV-1": "Kế hoạch 19/KH-UBND"}
    found = numbers_of_text(text, "section-I.1", words, paragraphs=paragraphs, typed_by="Số gõ tay, Lê Thị Soạn")
    assert [(one.text, one.origin) for one in found] == [
        ("9001", Origin.FIXED), ("1.934", Origin.FACT), ("19", Origin.ROW), ("12", Origin.TYPED), ("9001", Origin.TYPED),
    ]  # fmt: skip
    assert found[3].source == "Số gõ tay, Lê Thị Soạn"
    assert Number.from_data(found[1].to_data()) == found[1]


def test_printed_number_that_nothing_accounts_for_is_found():
    numbers = [Number("section-I.1", "12", Origin.TYPED), Number("section-I.2", "5", Origin.FACT)]
    blocks = [("section-I.1", "Có 12 việc, 5 người"), ("section-I.2", "5 và 5"), ("report-window", "đến 14/3/2026")]
    assert [(one.place, one.text) for one in loose(blocks, numbers, ["ngày 14/3/2026"])] == [
        ("section-I.1", "5"), ("section-I.2", "5"),
    ]  # fmt: skip


def test_numbers_are_read_as_they_are_printed():
    assert numbers_in("1.934 hồ sơ, 99,68\u00a0%, ngày 14/3/2026, số 19/KH-UBND, c4") == [
        "1.934", "99,68", "14/3/2026", "19", "4",
    ]  # fmt: skip
