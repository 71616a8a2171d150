"""A plan from before the portal is replaced in mid-year with its tasks; a plan is rolled forward to the next year."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from documents.models import KnownDocument
from plans.models import Plan, PlanBasis, Target, Task, TaskProgress
from tests.cast import Cast
from tests.journeys import chapters
from tests.journeys.people import PHONE, Arrival, Person
from tests.pages.walks import handed_in, issued
from tests.workflow.items import plan
from workflow.actions import take
from workflow.clock import at, set_to, today

KEPT, DROPPED, ADDED = "Niêm yết thủ tục tại bộ phận một cửa", "Sửa phòng họp", "Công khai tiến độ giải quyết hồ sơ"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_registered_plan_is_replaced_in_mid_year_and_its_tasks_go_on(
    cast: Cast, arrives: Arrival, tmp_path: Path
) -> None:
    year = today().year
    upper = KnownDocument.objects.create(
        type_name="Kế hoạch", number="137/KH-UBND", number_key="137/KH-UBND", issuer="UBND tỉnh Thử",
        issued_on=date(year, 6, 20), subject="cải cách hành chính trong năm",
    )  # fmt: skip
    clerk = arrives(cast.focal)
    old = registered(clerk, tmp_path, year=year)
    work = {row.task.content: row for row in TaskProgress.objects.filter(task__plan=old).select_related("task")}
    assert set(work) == {KEPT, DROPPED}
    take("note", work[KEPT], by=cast.focal, comment="Đã niêm yết ở 3 thôn")

    new = successor(clerk, old, upper)
    mapped(clerk, new)
    clerk.open(f"/ke-hoach/{new.code}/soan/tthc/")
    clerk.press("Thêm nhiệm vụ")
    clerk.autosave("Nhiệm vụ 2, nhiệm vụ", ADDED)
    handed_in_by(clerk, cast, new)
    chapters.sign_on_phone(arrives(cast.chairman, size=PHONE), "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH")
    chapters.issue(arrives(cast.records), number=58, day=f"{today():%d/%m/%Y}")

    kept, dropped = (TaskProgress.objects.get(pk=work[words].pk) for words in (KEPT, DROPPED))
    assert (kept.task.plan, kept.notes.get().text) == (new, "Đã niêm yết ở 3 thôn")
    assert (dropped.task.plan, dropped.state) == (old, "not_done")
    assert TaskProgress.objects.get(task__plan=new, task__content=ADDED).state == "not_started"
    old.refresh_from_db()
    assert old.state == "superseded"
    clerk.open(f"/ke-hoach/{new.code}/")
    clerk.reads("12/KH-UBND")
    clerk.open(f"/ke-hoach/{old.code}/")
    clerk.reads("Đã được thay thế", "58/KH-UBND")
    clerk.open(f"/nhiem-vu/{kept.code}/")
    clerk.reads("Đã niêm yết ở 3 thôn", "Chuyển tiếp từ")


def registered(clerk: Person, folder: Path, *, year: int) -> Plan:
    """Base data, two tasks in the normal editor, the signed file, and the act."""
    clerk.open("/ke-hoach/dang-ky/")
    clerk.write("Năm (năm đầu của giai đoạn)", str(year))
    clerk.write("Số, ký hiệu", "12 /KH-UBND")
    clerk.write("Ngày ban hành", f"01/02/{year}")
    clerk.write("Người ký", "Phạm Văn Tịch")
    clerk.press("Sang bước nhập nội dung")
    expect(clerk.page).to_have_url(re.compile("/ke-hoach/KH[^/]+/dang-ky/"))
    code = clerk.path.split("/")[2]
    for number, words in enumerate((KEPT, DROPPED), start=1):
        clerk.open(f"/ke-hoach/{code}/soan/tthc/")
        clerk.press("Thêm nhiệm vụ")
        clerk.autosave(f"Nhiệm vụ {number}, nhiệm vụ", words)
    clerk.open(f"/ke-hoach/{code}/dang-ky/")
    signed = folder / "ke-hoach-12.pdf"
    signed.write_bytes(PDF)
    clerk.page.locator("input[type=file]").set_input_files(signed)
    clerk.press("Thêm bản đã ký")
    clerk.reads("ke-hoach-12.pdf")
    chapters.act(clerk, "Đăng ký")
    found = Plan.objects.get(code=code)
    assert (found.state, found.known_document.number) == ("registered", "12/KH-UBND")
    return found


def successor(clerk: Person, old: Plan, upper: KnownDocument) -> Plan:
    """The draft that replaces it, because of the plan from above."""
    clerk.open(f"/ke-hoach/{old.code}/thay-the/?tim=137")
    clerk.field("Lý do").fill("Tỉnh ban hành kế hoạch mới")
    clerk.page.get_by_label(re.compile("137/KH-UBND")).check()
    clerk.press("Lập bản thay thế")
    clerk.told("Đã lập bản nháp thay thế")
    new = Plan.objects.get(replaces=old)
    assert [row.document for row in PlanBasis.objects.filter(plan=new, is_trigger=True)] == [upper]
    assert {row.carried_from.content for row in Task.objects.filter(plan=new)} == {KEPT, DROPPED}
    return new


def mapped(clerk: Person, new: Plan) -> None:
    """One old task goes on, the other does not, with its reason."""
    clerk.open(f"/ke-hoach/{new.code}/chuyen-tiep/")
    row = clerk.page.locator("tr", has=clerk.page.locator("th", has_text=DROPPED))
    row.locator("select").select_option(label="Không chuyển tiếp")
    row.locator("input.form-control").fill("Đã làm xong trước khi có kế hoạch này")
    with clerk.page.expect_navigation():
        clerk.press("Lưu bảng chuyển tiếp")
    clerk.reads("Không chuyển tiếp")
    assert not Task.objects.filter(plan=new, content=DROPPED).exists()


def handed_in_by(clerk: Person, cast: Cast, new: Plan) -> None:
    """What else the plan needs is completed by hand of the rows; then it goes to the chairman."""
    complete(cast, new)
    handed_in(cast, Plan.objects.get(pk=new.pk))


def complete(cast: Cast, new: Plan) -> None:
    """Fill what the checks ask for, as a dull clerk would."""
    model = plan(cast, year=new.year + 7)
    for task in Task.objects.filter(plan=new):
        twin = Task.objects.filter(plan=model, area=task.area).first()
        for name in ("product_text", "lead", "lead_text", "timing", "timing_text", "starts_on", "ends_on"):
            setattr(task, name, getattr(twin, name))
        task.save()
    kinds = ("targets", "tasks", "responsibilitys", "planrecipients", "planbasiss")
    for kind in kinds:
        for row in getattr(model, kind).all():
            if kind != "tasks" or row.area.code != "TTHC":
                row.pk, row.plan, row._state.adding = None, new, True
                row.save()
    for text in new.plantexts.all():
        text.body = text.body or "Làm đúng kế hoạch."
        text.save()


def test_a_year_is_rolled_forward_with_its_open_work(cast: Cast, arrives: Arrival) -> None:
    with set_to(at(date(2024, 2, 1), 8)):
        old = issued(cast, handed_in(cast, plan(cast, year=2024)))
        done = TaskProgress.objects.filter(task__plan=old).order_by("pk").first()
        take("report_done", done, by=cast.focal, no_product_reason="Không có văn bản riêng")
    done.refresh_from_db()
    assert done.state == "to_confirm"
    take("confirm", done, by=cast.focal)
    clerk = arrives(cast.focal)
    clerk.open("/ke-hoach/")
    clerk.page.locator("summary", has_text="Lập kế hoạch").click()
    clerk.page.get_by_role("link", name=re.compile("Kế thừa từ năm trước")).click()
    clerk.reads("Lập kế hoạch năm 2025 từ năm 2024")
    expect(clerk.page.locator(f"#task-{done.task_id}")).to_have_count(0)
    chosen = clerk.page.locator("input[data-counted]:checked").count()
    clerk.page.get_by_role("button", name=re.compile(f"Tạo bản nháp.*{chosen} mục")).click()
    clerk.told("Đã lập bản nháp Kế hoạch CCHC năm 2025")

    new = Plan.objects.get(year=2025)
    assert (new.inherited_from, new.state, new.issued_on) == (old, "draft", None)
    tasks, targets = Task.objects.filter(plan=new), Target.objects.filter(plan=new)
    assert tasks.count() + targets.count() == chosen
    assert done.task not in {row.inherited_from for row in tasks}
    assert {(row.timing_text, row.starts_on, row.ends_on) for row in tasks} == {
        ("Quý II", date(2025, 4, 1), date(2025, 6, 30))
    }
    assert not TaskProgress.objects.filter(task__plan=new).exists()
    clerk.open(f"/ke-hoach/{new.code}/")
    clerk.reads("Kế thừa từ", "Kế hoạch CCHC năm 2024")
