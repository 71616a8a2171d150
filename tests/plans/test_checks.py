"""Every finding of a plan: what brings it up, what settles it, whether it blocks, whether it may be waived."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import KnownDocument
from plans import actions, checks
from plans.models import Plan, PlanBasis, PlanRecipient, PlanText, ReportDeadline, Responsibility, Target, Task
from tests.cast import Cast

Act = Callable[[Plan, Cast], None]


def area(plan: Plan, code: str):
    return plan.template.areas.get(code=code)


def row(model, plan: Plan, code: str = "TTHC"):
    return model.objects.filter(plan=plan, area__code=code).first()


def put(name: str, value, model=Task) -> Act:
    def act(plan: Plan, cast: Cast) -> None:
        found = row(model, plan)
        actions.save_field(row=found, field=name, value=value, version=found.version, by=cast.focal)

    return act


def write(section: str, words: str) -> Act:
    def act(plan: Plan, cast: Cast) -> None:
        found = PlanText.objects.get(plan=plan, section=section)
        actions.save_field(row=found, field="body", value=words, version=found.version, by=cast.focal)

    return act


def drop(model, **which) -> Act:
    def act(plan: Plan, cast: Cast) -> None:
        for found in model.objects.filter(plan=plan, **which):
            actions.remove_row(row=found, by=cast.focal)

    return act


def drop_area(plan: Plan, cast: Cast) -> None:
    drop(Target, area__code="TCBM")(plan, cast)
    drop(Task, area__code="TCBM")(plan, cast)


def fill_area(plan: Plan, cast: Cast) -> None:
    actions.add_row(plan=plan, model=Target, by=cast.focal, area=area(plan, "TCBM"), phrase="100% đúng vị trí việc làm")


def no_annex(plan: Plan, cast: Cast) -> None:
    actions.set_annex(plan=plan, has_annex=False, by=cast.focal)
    write("closing", "Kế hoạch có phụ lục nhiệm vụ trọng tâm kèm theo.")(plan, cast)


def annex(plan: Plan, cast: Cast) -> None:
    actions.set_annex(plan=plan, has_annex=True, by=cast.focal)


def confirm(plan: Plan, cast: Cast) -> None:
    target = row(Target, plan)
    actions.set_conditions(
        target=target,
        version=target.version,
        by=cast.focal,
        conditions=[{"operator": "gte", "value": 55, "unit_label": "%", "measured": "kết quả được số hóa"}],
    )


def basis(plan: Plan, cast: Cast) -> None:
    actions.add_row(plan=plan, model=PlanBasis, by=cast.focal, document=KnownDocument.objects.first())


def no_signer(plan: Plan, cast: Cast) -> None:
    actions.change_plan(plan=plan, by=cast.focal, signer=None)
    cast.commune.appointments.update(is_head=False)


def a_head(plan: Plan, cast: Cast) -> None:
    cast.commune.appointments.update(is_head=True)


def past(plan: Plan, cast: Cast) -> None:
    actions.add_row(plan=plan, model=ReportDeadline, by=cast.focal, period="q1", due_on=date(2026, 2, 25))


def later(plan: Plan, cast: Cast) -> None:
    found = ReportDeadline.objects.get(plan=plan)
    actions.save_field(row=found, field="due_on", value=date(2099, 2, 25), version=found.version, by=cast.focal)


def twin(plan: Plan, cast: Cast) -> None:
    actions.copy_row(row=row(Target, plan), by=cast.focal)


def no_twin(plan: Plan, cast: Cast) -> None:
    actions.remove_row(row=Target.objects.filter(plan=plan, area__code="TTHC").last(), by=cast.focal)


def empty_task(plan: Plan, cast: Cast) -> None:
    actions.add_row(plan=plan, model=Task, by=cast.focal, area=area(plan, "CV"))


def no_empty_task(plan: Plan, cast: Cast) -> None:
    actions.remove_row(row=Task.objects.get(plan=plan, content=""), by=cast.focal)


def recipient(plan: Plan, cast: Cast) -> None:
    actions.add_row(plan=plan, model=PlanRecipient, by=cast.focal, name="Sở Nội vụ")


def overreach(plan: Plan, cast: Cast) -> None:
    found = Responsibility.objects.get(plan=plan)
    actions.save_field(
        row=found, field="body", value="Xếp hạng UBND các xã, thị trấn.", version=found.version, by=cast.focal
    )


def within_reach(plan: Plan, cast: Cast) -> None:
    found = Responsibility.objects.get(plan=plan)
    actions.save_field(row=found, field="body", value="Theo dõi các bộ phận.", version=found.version, by=cast.focal)


WRONG_ISSUER = "Thực hiện Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Thủ tướng Chính phủ."
RIGHT_ISSUER = "Thực hiện Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ."

# code, what brings it up, what settles it, blocks, waivable, area, the sentence as users read it.
TABLE = [
    ("area_missing", drop_area, fill_area, True, True, "TCBM",
     "Mục 4 Tổ chức bộ máy chưa có chỉ tiêu, nhiệm vụ nào. Công văn hướng dẫn yêu cầu đủ 6 nội dung."),
    ("task_product_missing", put("product_text", ""), put("product_text", "Báo cáo"), True, True, "TTHC",
     "Nhiệm vụ II.3.b.1 chưa có sản phẩm."),
    ("task_lead_missing", put("lead_text", ""), put("lead_text", "Tư pháp"), True, True, "TTHC",
     "Nhiệm vụ II.3.b.1 chưa có đơn vị chủ trì."),
    ("task_timing_missing", put("timing_text", ""), put("timing_text", "Tháng 3"), True, True, "TTHC",
     "Nhiệm vụ II.3.b.1 chưa có thời gian."),
    ("annex_missing", no_annex, annex, True, False, None,
     "Nội dung nhắc “phụ lục nhiệm vụ trọng tâm kèm theo” nhưng kế hoạch chưa có phụ lục."),
    ("basis_missing", drop(PlanBasis), basis, True, False, None, "Chưa có căn cứ nào."),
    ("recipients_missing", drop(PlanRecipient), recipient, True, True, None, "Chưa có nơi nhận nào."),
    ("signer_missing", no_signer, a_head, True, False, None, "Chưa chọn người ký."),
    ("target_two_values", put("phrase", "Số hóa kết quả đạt tỷ lệ tối thiểu tương ứng là 60%, 55%", Target), confirm,
     False, False, "TTHC", "Chỉ tiêu 3.a.1 có hai mức “60%, 55%” nhưng chưa rõ mức nào của cấp xã."),
    ("target_unmeasurable", put("phrase", "Giảm tối đa tỷ lệ trễ hẹn", Target),
     put("unmeasurable_reason", "Chưa thống kê được", Target), False, False, "TTHC",
     "Chỉ tiêu 3.a.1: Câu này chưa có con số nên chưa đo được. Vẫn giữ được trong kế hoạch, "
     "nhưng cuối năm không xét đạt hay không đạt."),
    ("target_duplicate", twin, no_twin, False, False, "TTHC",
     "Chỉ tiêu 3.a.2 trùng với chỉ tiêu 3.a.1. Giữ một chỉ tiêu."),
    ("deadline_past", past, later, False, False, None, "Hạn 25/02/2026 đã qua khi lập kế hoạch. Xem lại ngày."),
    ("citation_issuer", put("content", WRONG_ISSUER), put("content", RIGHT_ISSUER), False, False, "TTHC",
     "Nghị định 42/2022/NĐ-CP là của Chính phủ, đang ghi “của Thủ tướng Chính phủ”."),
    ("citation_number", put("content", "Thực hiện Thông tư số 14/20218/TT-BNV của Bộ Nội vụ"),
     put("content", "Thực hiện Thông tư số 14/2018/TT-BNV của Bộ Nội vụ"), False, False, "TTHC",
     "Năm “20218” trong số “14/20218/TT-BNV” không đúng. Năm viết bằng bốn chữ số."),
    ("citation_unknown", write("purpose", "Theo {{cite:nq99}}."), write("purpose", "Theo nghị quyết."), True, False,
     None, "Viện dẫn “nq99” chưa chỉ đến văn bản nào."),
    ("scope_words", overreach, within_reach, False, False, None,
     "Mục III.1 nhắc “UBND các xã, thị trấn”: các đơn vị này không thuộc xã. "
     "Có thể còn chữ của kế hoạch cấp trên."),
    ("row_empty", empty_task, no_empty_task, False, False, "CV", "Một dòng nhiệm vụ chưa có nội dung nên không in."),
]  # fmt: skip


def of_code(plan: Plan, code: str) -> list[checks.PlanFinding]:
    return [finding for finding in checks.check_plan(plan) if finding.code == code]


def test_a_full_plan_has_no_finding(full_plan: Plan) -> None:
    assert checks.check_plan(full_plan) == []


@pytest.mark.parametrize(
    ("code", "bring", "settle", "blocks", "waivable", "area_code", "sentence"), TABLE, ids=[line[0] for line in TABLE]
)
def test_each_finding_comes_and_goes(
    full_plan: Plan, cast: Cast, code, bring, settle, blocks, waivable, area_code, sentence
) -> None:
    assert of_code(full_plan, code) == []
    bring(full_plan, cast)
    (finding,) = of_code(full_plan, code)
    seen = (finding.blocks, finding.stops, finding.waivable, finding.area, finding.sentence)
    assert seen == (blocks, blocks, waivable, area_code, sentence)
    settle(full_plan, cast)
    assert of_code(full_plan, code) == []


def test_a_replacing_plan_keeps_past_deadlines(full_plan: Plan, cast: Cast) -> None:
    actions.change_plan(
        plan=full_plan, by=cast.focal, replaces_text="Kế hoạch số 12/KH-UBND ngày 01/02/2026 của UBND xã Một"
    )
    past(full_plan, cast)
    (finding,) = of_code(full_plan, "deadline_past")
    said = "Hạn 25/02/2026 đã qua khi lập kế hoạch thay thế. Giữ để theo dõi, không tính muộn."
    assert (finding.sentence, finding.blocks) == (said, False)


def test_a_reason_sets_a_missing_area_aside_and_closes_the_numbering(full_plan: Plan, cast: Cast) -> None:
    drop_area(full_plan, cast)
    actions.waive(
        plan=full_plan, code="area_missing", place="area-TCBM", reason="Xã không có đơn vị sự nghiệp", by=cast.focal
    )
    (finding,) = of_code(full_plan, "area_missing")
    assert (finding.waived, finding.stops) == ("Xã không có đơn vị sự nghiệp", False)
    assert checks.stopping(checks.check_plan(full_plan)) == []
    put("product_text", "", Task)(full_plan, cast)
    civil_service = row(Task, full_plan, "CV")
    actions.save_field(row=civil_service, field="product_text", value="", version=civil_service.version, by=cast.focal)
    places = [finding.place for finding in of_code(full_plan, "task_product_missing")]
    assert places == ["II.3.b.1", "II.4.b.1"]


def test_what_the_body_and_the_annex_both_print_is_said_once(full_plan: Plan, cast: Cast) -> None:
    put("content", "Rà soát phù hợp với thực tiễn của huyện")(full_plan, cast)
    assert [finding.place for finding in of_code(full_plan, "scope_words")] == ["II.3.b"]


def test_the_number_of_queries_does_not_grow_with_plans_or_tasks(full_plan: Plan, cast: Cast) -> None:
    with CaptureQueriesContext(
        connection,
    ) as one:
        checks.findings([full_plan])
    plans = [full_plan]
    for year in range(2027, 2030):
        plans.append(actions.create_plan(unit=cast.commune, year=year, by=cast.focal))
    for _ in range(10):
        actions.copy_row(row=row(Task, full_plan), by=cast.focal)
    with CaptureQueriesContext(connection) as many:
        checks.findings(plans)
    assert len(many) == len(one)
