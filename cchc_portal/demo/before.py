"""Kế hoạch số 12/KH-UBND of xã Tú Xuyên, issued on paper before the portal: entered, then replaced in mid-year.

The published plan names it and says no more of it; its few tasks are added for the demo and say so.
"""

from dataclasses import replace
from datetime import date

from cchc_portal.demo import seed003, writing
from cchc_portal.demo.content import COMPLETED, PlanContent
from cchc_portal.demo.telling import Teller
from documents.actions.attachments import Upload, attach
from documents.layout.parts import Signature
from documents.render import render_pdf
from plans import actions
from plans.checks.registration import SIGNED
from plans.models import Area, Plan, PlanText, Task
from plans.paper import paper_of
from plans.queries import content

DAY, NUMBER, SIGNER = date(2023, 2, 1), 12, "Lý Thành Công"
REASON = "Cấp trên ban hành kế hoạch năm sau khi xã đã có kế hoạch"
# The first task of each area in its older words.
TASKS = (
    ("CD", "Ban hành chương trình, kế hoạch và văn bản chỉ đạo về CCHC trong năm"),
    ("TC", "Triển khai các luật, chỉ thị về xây dựng và thi hành pháp luật"),
    ("TTHC", "Thực hiện Đề án cải cách TTHC của huyện giai đoạn 2021 - 2025; kiện toàn Bộ phận Một cửa"),
    ("CV", "Đánh giá, xếp loại cán bộ, công chức cuối năm"),
    ("CQS", "Thực hiện các kế hoạch về chuyển đổi số trên địa bàn xã"),
)


def enter(teller: Teller) -> Plan:
    """The focal point enters the signed paper; the entry counts at once."""
    by = teller.user("hanh")
    document = next(row for row in seed003.DOCUMENTS if row.key == seed003.AS_PRINTED.replaces)
    writing.known(document, by=by)
    plan = actions.register_plan(
        unit=teller.unit("tu-xuyen"), year=2023, by=by, number=document.number, day=DAY, signer=SIGNER, is_demo=True
    )
    for code, words in TASKS:
        area = Area.objects.get(template=plan.template_id, code=code)
        actions.add_row(plan=plan, model=Task, area=area, by=by, content=words)
    closing = PlanText.objects.get(plan=plan, section="closing")
    note = f"Các nhiệm vụ của Kế hoạch này {COMPLETED}"
    actions.save_field(row=closing, field="body", value=note, version=closing.version, by=by)
    attach(plan, by=by, upload=Upload("Kế hoạch 12-KH-UBND.pdf", _scan(plan)), purpose=SIGNED)
    return plan


def _scan(plan: Plan) -> bytes:
    """The signed paper as a file."""
    signature = Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name=SIGNER)
    paper = paper_of(content(Plan.objects.get(pk=plan.pk)), signature, year=plan.year)
    return render_pdf(replace(paper, number=str(NUMBER), day=DAY))


def replaced_by(plan: Plan, said: PlanContent, *, by) -> Plan:
    """The draft that replaces it because of what the province issued since."""
    documents = {row.key: row for row in said.documents}
    triggers = [writing.known(documents[key], by=by) for key in said.carries_out]
    return actions.open_successor(plan=plan, by=by, reason=REASON, triggers=triggers)
