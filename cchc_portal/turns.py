"""What the turn strip and the timeline say of an item: sentences and acts made from the workflow's answers."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime

from cchc_portal import wording
from organisations.roles import Capability as C
from workflow import clock, queries, rules
from workflow.flows import flow_of
from workflow.models import Event, Item, MeasuredBy
from workflow.states import ACTIONS, STATES, Step

# Capabilities whose holders act on a page of their own: the strip leads there instead of acting.
_OWN_PAGE = {C.SUBMIT: ("submit",), C.SIGN: ("sign", "return", "open"), C.REVIEW: (), C.CONCLUDE: (), C.ISSUE: ()}
_STEP_WORDS = {"done": "done", "current": "current", "ahead": "todo"}
_MEASURES = {MeasuredBy.ISSUED: "ban hành", MeasuredBy.SENT: "gửi"}
_BUTTONS: dict[str, str] = {
    C.SUBMIT: "Soạn tiếp",
    C.SIGN: "Xem, duyệt",
    C.REVIEW: "Rà soát",
    C.CONCLUDE: "Xem, kết luận",
    C.ISSUE: "Cấp số, ban hành",
}
# Kinds whose deadline is measured by a word of their own.
_MEASURES_OF = {"task": "hoàn thành"}
# What the holder of a capability does, as the end of "Đang chờ: Phạm Văn Toàn …".
_DOES: dict[str, str] = {
    C.SUBMIT: "soạn và trình",
    C.CHECK_CONTENT: "kiểm tra nội dung",
    C.CHECK_FORM: "kiểm tra thể thức",
    C.SIGN: "duyệt",
    C.ISSUE: "cấp số, ban hành",
    C.REVIEW: "rà soát",
    C.CONCLUDE: "kết luận",
    "to_acknowledge": "xác nhận đã tiếp nhận",
    "not_started": "thực hiện",
    "in_progress": "thực hiện",
    "ongoing": "thực hiện",
    "to_confirm": "xác nhận hoàn thành",
    "returned_by_check": "sửa và trình lại",
    "returned_by_chairman": "sửa và trình lại",
    "returned_by_reviewer": "sửa và gửi lại",
    "passed": "trình Chủ tịch ký",
    "replacement_asked": "lập bản thay thế",
    "correction_asked": "lập công văn đính chính",
}
# What an event is called in "Diễn biến" where it is not an act of workflow.states.
_EVENTS = {
    "start": ("Lập hồ sơ", "pencil"),
    "bin": ("Bỏ vào thùng rác", "trash"),
    "restore": ("Khôi phục từ thùng rác", "history"),
    "finish_part": ("Xong một phần số liệu", "circle-check"),
    "remark": ("Góp ý", "message"),
    "answer": ("Trả lời ý kiến", "message-reply"),
    "resolve": ("Xác nhận ý kiến đã xử lý", "check"),
    "reopen": ("Hỏi lại ý kiến", "message"),
    "attach": ("Thêm tệp", "plus"),
    "detach": ("Bỏ tệp", "trash"),
    "link_metric": ("Gắn chỉ số để đo chỉ tiêu", "link"),
    "hand": ("Giao người thực hiện", "user-check"),
    "product_off": ("Bỏ sản phẩm", "trash"),
    "receive": ("Nơi nhận xác nhận đã nhận", "inbox"),
    "call.create": ("Lập đợt", "pencil"),
    "call.open": ("Mở đợt", "send"),
    "call.add": ("Thêm đơn vị vào đợt", "plus"),
    "call.change": ("Sửa đợt", "pencil"),
    "call.tell": ("Báo cho các đơn vị", "bell"),
    "call.remind": ("Đôn đốc", "bell-ringing"),
    "call.files": ("Tải các bản đã ban hành", "download"),
    "call.join": ("Thêm cơ quan cùng rà soát", "plus"),
    "call.leave": ("Bỏ cơ quan cùng rà soát", "trash"),
    "call.assign": ("Giao chuyên viên theo dõi", "user-check"),
    "call.extend": ("Gia hạn", "clock"),
    "call.want_time": ("Đề nghị gia hạn", "clock"),
    "call.refuse_time": ("Không gia hạn", "clock"),
    "call.skip": ("Miễn cho đơn vị", "circle-minus"),
    "call.close": ("Khóa đợt", "lock"),
    "report.consolidate": ("Chốt bản tổng hợp", "check"),
    "report.draw": ("Lập báo cáo của cơ quan từ bản tổng hợp", "file-text"),
    "report.cover": ("Lập công văn gửi báo cáo", "file-text"),
}


def since(at: datetime) -> str:
    """ "từ 8:15 hôm nay", "từ 23/02, 16:20"."""
    local, today = localtime(at), clock.today()
    words = wording.moment(local, today=today)
    return f"từ {words} hôm nay" if local.date() == today else f"từ {words}"


def does(capability: str | None, state: str) -> str:
    """What is done by whoever holds ``capability`` while an item stands in ``state``."""
    return _DOES.get(state) or _DOES.get(str(capability), "")


def act_word(item: Item) -> str:
    """What the item's deadline measures: "ban hành", "gửi", of a task "hoàn thành"."""
    return _MEASURES_OF.get(item.kind) or _MEASURES[MeasuredBy(item.measured_by)]


def strip(item: Item, user, *, situation: rules.Situation | None = None) -> dict:
    """Context of templates/components/turn_strip.html for one item and one reader."""
    at = situation or rules.Situation(user, [item])
    turn = queries.turn(item, at)
    steps = [{"label": label, "state": _STEP_WORDS[state]} for label, state in turn.stops]
    return {
        "steps": steps,
        "mine": turn.mine,
        "label": _label(item, turn),
        "sentence": _sentence(item, turn, at),
        "actions": acts(item, at),
    }


def _label(item: Item, turn: queries.Turn) -> str:
    if turn.mine:
        return "Đến lượt tôi:"
    return "Đang chờ:" if STATES[item.state].turn or item.state == "approved" else turn.state_word


def _sentence(item: Item, turn: queries.Turn, at: rules.Situation) -> str:
    state = STATES[item.state]
    if state.final:
        return f"{since(item.state_since)}. Không cần làm gì thêm."
    who, asked = turn.who, does(state.turn, item.state)
    if item.state == "approved":
        who, asked = tuple(at.people.names(item.unit_id, C.ISSUE)), does(C.ISSUE, item.state)
    people = "" if turn.mine else f"{', '.join(who[:2]) or 'chưa giao cho ai'} "
    deadline = _deadline(item, turn)
    return f"{people}{asked}, {since(item.state_since)}.{f' {deadline}.' if deadline else ''}"


def _deadline(item: Item, turn: queries.Turn) -> str:
    if turn.due_on is None:
        return ""
    words = wording.due(turn.due_on, today=clock.today(), inclusive=turn.due_inclusive, act=act_word(item))
    said = words.wording or words.distance
    return said[:1].upper() + said[1:]


def acts(item: Item, at: rules.Situation) -> list[dict]:
    """Buttons for the reader: acts with their refusals, or the way to the page where the work is done."""
    steps = rules.available(at.user, [item], situation=at)[item.pk]
    found, led = [], set()
    for step, sentence in steps:
        led_to = next((need for need, own in _OWN_PAGE.items() if _leads(step, need, own)), None)
        if led_to is None and not _on_own_page(item, step):
            found.append(act(item, step, sentence))
        elif led_to is None:
            continue
        elif led_to not in led:
            led.add(led_to)
            lead = _lead(item, led_to)
            # A page that takes these acts itself needs no way to itself.
            if lead["url"].partition("#")[0] != flow_of(item).url(item):
                found.append(lead)
    return found


def _on_own_page(item: Item, step: Step) -> bool:
    """Whether the reading page of the item has the form of the act."""
    flow = flow_of(item)
    return step.action in flow.own_form and flow.work_url(item, step.needs) == flow.url(item)


def _leads(step: Step, need: str, own: tuple[str, ...]) -> bool:
    return step.needs == need and (not own or step.action in own)


def _lead(item: Item, need: str) -> dict:
    return {"label": _BUTTONS[need], "url": flow_of(item).work_url(item, need), "kind": "primary"}


def act(item: Item, step: Step, sentence: str | None, *, url: str = "") -> dict:
    """One act as the components draw it: a sheet that asks or confirms, or grey with its sentence."""
    action = ACTIONS[step.action]
    return {
        "label": action.label,
        "kind": action.style,
        "icon": action.icon,
        "url": url or reverse("workflow:act", args=[item.kind, item.code, step.action]),
        "sheet": True,
        "refused": sentence or "",
    }


def timeline(events: Iterable[Event], links: Mapping[int, dict] | None = None) -> list[dict]:
    """Entries of templates/components/timeline.html, in the order given. links: more of an entry, by its event."""
    return [{**_entry(event), **(links or {}).get(event.pk, {})} for event in events]


def _entry(event: Event) -> dict:
    action = ACTIONS.get(event.action)
    what, icon = (
        (action.done, action.icon or "circle-dot")
        if action
        else _EVENTS.get(event.action, (event.action, "circle-dot"))
    )
    place = event.details.get("place", "")
    details = event.details
    notes = [f"Thay mặt {event.on_behalf}"] if event.on_behalf else []
    if officer := details.get("officer"):
        notes.append(f"Chuyên viên: {officer}")
    if number := details.get("number"):
        notes.append(f"Số {number}")
    if name := details.get("name"):
        notes.append(f"Tệp “{name}”")
    if person := details.get("person"):
        notes.append(f"Người thực hiện: {person}")
    if document := details.get("document"):
        notes.append(f"Văn bản: {document}")
    if receiver := details.get("recipient"):
        notes.append(receiver)
    return {
        "icon": icon,
        "what": f"{what}: {place}" if place else what,
        "who": event.by_name,
        "title": event.by_title,
        "at": wording.moment(localtime(event.at), today=clock.today()),
        "comment": event.comment,
        "note": ". ".join(notes),
        "hash": details.get("file_hash", ""),
    }
