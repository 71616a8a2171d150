"""Questions of paper: is the number free, does the day fit, who may confirm receipt. No writing."""

import re
from datetime import date, timedelta

from documents import queries, signing
from documents.models import Delivery, IssuedDocument, KnownDocument, Letter, NamedDocument
from documents.named import NamedContent
from documents.reading.numbers import number_key, valid_number
from documents.reading.text import fold, nfc
from organisations.clock import ZONE
from organisations.rules import Powers, powers_of
from workflow import calendar
from workflow.clock import now, today

# A number taken this recently was free when the page was opened (M57), else it is simply used (M16).
JUST_NOW = timedelta(minutes=10)
HIGHEST_NUMBER = 99_999
_TYPE = NamedDocument.Type
_DIGITS = re.compile(r"\d+")


def read_number(typed: str | int | None, document: IssuedDocument) -> tuple[int | None, str | None]:
    """(number, sentence): what was typed as a number of the document's register; one of them is None.

    Accepts "16", "016" and the whole "16/KH-UBND" where the symbol is the document's own.
    """
    text = nfc(str("" if typed is None else typed)).strip()
    if not text:
        return None, "Ghi số văn bản."
    digits = text
    if not _DIGITS.fullmatch(text):
        kind, _, office = document.symbol.partition("-") if document.type_code else ("", "", "")
        wrong = valid_number(text, kind, office or document.symbol.partition("-")[0])
        own = number_key(text) is not None and number_key(text).partition("/")[2] == document.symbol.upper()
        if not own:
            return None, wrong or f"Ký hiệu của văn bản này là {document.symbol}. Ghi số, ví dụ 12."
        digits = number_key(text).partition("/")[0]
    if not digits.isdecimal() or int(digits) == 0:
        return None, "Số văn bản bắt đầu từ 01."
    if int(digits) > HIGHEST_NUMBER:
        return None, f"Số “{text}” quá lớn. Số văn bản có tối đa 5 chữ số."
    return int(digits), None


def number_fault(document: IssuedDocument, number: int, day: date) -> str | None:
    """Why the number cannot be given (M16, M57), or None: unique by issuer, symbol and year."""
    unit, symbol = document.unit, document.symbol
    held = queries.holder_of(unit, symbol, number, day.year, but=document.pk)
    if held is None:
        return None
    free = queries.free_number(unit, symbol, day.year, number)
    if held.given_at is not None and now() - held.given_at < JUST_NOW:
        return f"Số {number} vừa cấp cho văn bản khác. Chưa ban hành gì; số tiếp theo là {free}."
    return (
        f"Số {number:02d}/{symbol} năm {day.year} đã cấp ngày {held.day:%d/%m} cho {held.words}. "
        f"Số tiếp theo còn trống là {free}."
    )


def day_faults(document: IssuedDocument, day: date | None, signed_on: date | None) -> dict[str, str]:
    """What is wrong with the day of the document and of the signature, by field."""
    if day is None or signed_on is None:
        missing = {"day": ("Ghi ngày văn bản.", day), "signed_on": ("Ghi ngày ký.", signed_on)}
        return {name: sentence for name, (sentence, value) in missing.items() if value is None}
    if signed_on > today():
        return {"signed_on": f"Ngày ký {signed_on:%d/%m/%Y} chưa đến. Hôm nay là {today():%d/%m/%Y}."}
    if day > today():
        return {"day": f"Ngày văn bản {day:%d/%m/%Y} chưa đến. Hôm nay là {today():%d/%m/%Y}."}
    if day < signed_on:
        return {"day": f"Ngày văn bản {day:%d/%m/%Y} trước ngày ký {signed_on:%d/%m/%Y}. Ghi từ ngày ký trở đi."}
    approved = approved_on(document)
    if day < approved:
        return {"day": f"Ngày văn bản {day:%d/%m/%Y} trước ngày duyệt {approved:%d/%m/%Y}. Ghi từ ngày duyệt trở đi."}
    return {}


def approved_on(document: IssuedDocument) -> date:
    """The day on which the chairman approved: the issue road opens with the approval."""
    return document.created_at.astimezone(ZONE).date()


def late_issue(document: IssuedDocument, day: date) -> str:
    """Advice of Đ.18.1 where the day is later than the working day after the signature, else ""."""
    signed = document.signed_on or approved_on(document)
    last = calendar.next_working_day(signed)
    if day <= last:
        return ""
    return (
        f"Văn bản ký ngày {signed:%d/%m/%Y} thì phát hành chậm nhất ngày {last:%d/%m/%Y} "
        "(Nghị định 30/2020/NĐ-CP, Điều 18, khoản 1). Vẫn ban hành được."
    )


def weigh_number(
    document: IssuedDocument, *, number: str | int | None, day: date | None, signed_on: date | None
) -> tuple[int | None, dict[str, str]]:
    """The number that the document would get, and what is wrong by field: number, day, signed_on.

    Where the portal is the unit's register the next number is given and what was typed is not asked for.
    The answer holds only while the register is locked (``actions.issuing.give_number``).
    """
    faults = day_faults(document, day, signed_on)
    if day is not None and queries.portal_gives_numbers(document.unit, document.symbol, day):
        return queries.next_number(document.unit, document.symbol, day.year), faults
    wanted, sentence = read_number(number, document)
    if sentence is None and day is not None:
        sentence = number_fault(document, wanted, day)
    return wanted, {**({"number": sentence} if sentence else {}), **faults}


def signature_faults(document: IssuedDocument, *, signed_how: str, signer_name: str, scan) -> dict[str, str]:
    """What is wrong with how it was signed, by field."""
    if signed_how not in IssuedDocument.SignedHow.values:
        return {"signed_how": "Chọn cách ký văn bản."}
    if not signer_name.strip():
        return {"signer_name": "Ghi họ và tên người ký."}
    if document.signer_name and _same_name(signer_name) != _same_name(document.signer_name):
        return {
            "signer_name": f"Người ký in trên văn bản là {document.signer_name}. Người khác ký thì "
            "Chủ tịch hoặc người được giao phải duyệt lại."
        }
    if signed_how == IssuedDocument.SignedHow.PEN_SCAN and scan is None:
        return {"scan": "Tải bản quét của văn bản đã ký, hoặc chọn “Bản giấy lưu tại văn thư”."}
    return {}


def receive_refusal(user, delivery: Delivery, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not confirm that the delivery arrived, or None."""
    if delivery.recipient_unit_id is None:
        return "Nơi nhận này ở ngoài cổng nên không xác nhận ở đây được."
    if delivery.received_at is not None:
        return f"{delivery.received_by.display_name} đã xác nhận lúc {_moment(delivery.received_at)}."
    powers = powers or powers_of(user)
    for capability in ("issue", "submit", "review", "conclude"):
        for grant in powers.grants.get(capability, ()):
            sides = powers.reach.get((grant.office_id, delivery.recipient_unit_id), ())
            if grant.office_id == delivery.recipient_unit_id or any(side == "own" for _, side in sides):
                return None
    return f"Xác nhận đã nhận do văn thư hoặc đầu mối của {delivery.recipient} thực hiện."


def known_fault(*, number: str, issuer: str, issued_on: date | None) -> str | None:
    """Why a document cannot be added to the register: its number, issuer and day are there already."""
    key = number_key(number) or ""
    if not key:
        return None
    rows = KnownDocument.objects.filter(number_key=key, issued_on=issued_on)
    if any(fold(row.issuer) == fold(issuer) for row in rows):
        return "Văn bản này đã có trong sổ."
    return None


def letter_faults(letter: Letter) -> list[str]:
    """What a công văn still misses before it is handed in (NĐ 30/2020, Mẫu 1.5), as sentences."""
    wanted = (
        (letter.title.strip(), "Công văn chưa có trích yếu."),
        (letter.addressees, "Công văn chưa có nơi kính gửi."),
        (letter.body.strip(), "Công văn chưa có nội dung."),
        (letter.unit.issuer_name, f"{letter.unit.name} chưa khai tên cơ quan ban hành. Hỏi quản trị của đơn vị."),
    )
    return [sentence for value, sentence in wanted if not value]


def named_faults(content: NamedContent) -> list[str]:
    """What a Chỉ thị, Quyết định, Thông báo or Tờ trình still misses before it is handed in, as sentences."""
    document, noun = content.document, content.document.get_type_code_display()
    decision, proposal = document.type_code == _TYPE.DECISION, document.type_code == _TYPE.PROPOSAL
    wanted = (
        (document.title.strip(), f"{noun} chưa có trích yếu."),
        (not decision or content.bases, "Quyết định chưa có căn cứ."),
        (not decision or content.clauses, "Quyết định chưa có điều nào."),
        (decision or content.clauses or document.opening.strip(), f"{noun} chưa có nội dung."),
        (not proposal or document.addressees, "Tờ trình chưa có nơi kính gửi."),
        (
            document.unit.issuer_name,
            f"{document.unit.name} chưa khai tên cơ quan ban hành. Hỏi quản trị của đơn vị.",
        ),
    )
    found = [sentence for value, sentence in wanted if not value]
    for node in content.tree:
        if node.level == "section" and not node.row.heading:
            found.append(f"Mục {node.mark} chưa có tên mục.")
    found += [f"{place}: viện dẫn “{key}” chưa chọn văn bản." for place, key in content.unknown_keys()]
    if document.signer is not None:
        fault = signing.mandate_fault(document.signer, document.type_code, today())
        found += [f"{fault} Chọn lại tư cách ký."] if fault else []
    return found


def _same_name(name: str) -> str:
    return " ".join(nfc(name).casefold().split())


def _moment(at) -> str:
    return f"{at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
