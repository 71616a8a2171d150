"""The sentences of refusals and locks, one place each (ux section 5, M47 to M51, M63, M64)."""

from datetime import datetime

from organisations.clock import ZONE, today
from organisations.roles import Capability
from workflow.states import STATES, steps_from

# What each capability is called in "… do … thực hiện".
_WORK = {
    Capability.DRAFT: "Soạn thảo do người được phân công soạn thực hiện",
    Capability.SUBMIT: "Trình do đầu mối CCHC của đơn vị thực hiện",
    Capability.CHECK_CONTENT: "Kiểm tra nội dung do phụ trách bộ phận soạn thảo thực hiện",
    Capability.CHECK_FORM: "Kiểm tra thể thức do văn thư thực hiện",
    Capability.SIGN: "Duyệt do Chủ tịch, thủ trưởng hoặc người được giao ký thực hiện",
    Capability.ISSUE: "Cấp số, ban hành do văn thư thực hiện",
    Capability.REVIEW: "Rà soát do chuyên viên của cơ quan theo dõi thực hiện",
    Capability.CONCLUDE: "Kết luận do lãnh đạo cơ quan theo dõi thực hiện",
    Capability.CALL: "Mở đợt do cơ quan theo dõi thực hiện",
    Capability.ADMINISTER: "Quản trị do người quản trị của đơn vị thực hiện",
    Capability.VIEW: "Hồ sơ này ngoài phạm vi được xem",
}


def moment(at: datetime) -> str:
    """A moment as people say it: "8:15", "16:20 hôm qua", then "23/02, 16:20" (ux 3.5)."""
    local = at.astimezone(ZONE)
    clock = f"{local.hour}:{local.minute:02d}"
    days = (today() - local.date()).days
    if days == 0:
        return clock
    if days == 1:
        return f"{clock} hôm qua"
    year = "" if local.year == today().year else f"/{local.year}"
    return f"{clock} ngày {local.day:02d}/{local.month:02d}{year}"


def done_by(capability: str, names: list[str]) -> str:
    """Who does this instead; names the people, or says whom to ask when nobody holds it."""
    who = ", ".join(names[:3]) if names else "chưa giao cho ai, hỏi quản trị của đơn vị"
    return f"{_WORK[Capability(capability)]}: {who}."


def moved_on(item, flow) -> str:
    """The item stands elsewhere now, so the act does not apply."""
    state = STATES[item.state]
    return (
        f"{flow.title(item)} đang ở bước “{state.word()}” từ {moment(item.state_since)} "
        "nên không làm việc này được nữa. Tải lại trang để xem việc tiếp theo."
    )


def already_done(event, at: datetime) -> str:
    """M64."""
    return f"Việc này đã làm xong lúc {moment(event.at)}. Không gửi lần thứ hai."


def already_open(item) -> str:
    """The office has pressed "Bắt đầu xem" before."""
    return f"{item.opened_by.display_name} đã mở xem lúc {moment(item.opened_at)}."


def opened_above(item) -> str:
    """M47 second form and M49: opened, so it can no longer be taken back."""
    return (
        f"{item.opened_by.display_name} đã mở xem lúc {moment(item.opened_at)} nên không tự rút "
        "lại được. Cần sửa thì đề nghị người đang xem trả lại."
    )


def other_officer(officer) -> str:
    """The unit is assigned to a colleague."""
    return f"Đơn vị này do {officer.display_name} theo dõi. Đề nghị người đó hoặc lãnh đạo quyết định."


def own_paper(others: list[str]) -> str:
    """M51: two persons."""
    ways = ", ".join(others[:3]) if others else "người được phân công ký thay"
    return f"Người soạn, người trình không tự duyệt văn bản của mình. Chuyển người khác duyệt: {ways}."


def unanswered(count: int) -> str:
    """M28."""
    return f"Còn {count} ý kiến chưa trả lời. Trả lời đủ thì gửi lại được."


def still_missing(found: list[str]) -> str:
    """What the item misses, the first sentence in full."""
    if len(found) == 1:
        return found[0]
    return f"Còn {len(found)} mục phải xong trước. {found[0]}"


def call_over(call, names: list[str]) -> str:
    """M48: the call has locked; who can open it again."""
    return f"Đợt “{call.title}” đã khóa. Người mở lại được: {', '.join([*names[:2], str(call.unit)])}."


def binned() -> str:
    """The draft lies in the bin."""
    return "Hồ sơ đang ở thùng rác. Khôi phục rồi mới sửa được."


def locked(item, people) -> str:
    """Why the text is locked: M47 (waiting), M50 (issued)."""
    if item.issued_on is not None or item.state == "superseded":
        return "Văn bản đã ban hành nên giữ nguyên. Muốn thay đổi, lập bản thay thế; bản cũ vẫn đọc được."
    state = STATES[item.state]
    names = people.names(item.unit_id, state.turn) if state.turn and state.side == "own" else []
    whom = f" ({', '.join(names[:2])})" if names else ""
    back = any(step.action == "withdraw" for step in steps_from(item.road, item.state))
    way = "Cần sửa ngay thì rút lại." if back and item.opened_at is None else "Cần sửa thì đề nghị trả lại."
    if item.state in ("approved", "passed", "released"):
        way = "Cần sửa thì hỏi văn thư hoặc Chủ tịch của đơn vị."
    word = state.word()
    return f"{word}{whom} từ {moment(item.state_since)} nên tạm khóa. {way}"


def other_area(names: list[str]) -> str:
    """The area is drafted by somebody else."""
    who = ", ".join(names[:2]) if names else "đầu mối CCHC của đơn vị"
    return f"Lĩnh vực này do người khác soạn. Hỏi {who}."
