"""Words that pages of directives share: acts in the history, marks of items, states."""

from datetime import date

from directives.models import Directive, DirectiveItem

# What the log calls an act on a directive, with its icon.
ACTS = {
    "register": ("Vào sổ văn bản giao việc", "inbox"),
    "change": ("Sửa thông tin văn bản", "pencil"),
    "attach": ("Thêm tệp", "paperclip"),
    "detach": ("Bỏ tệp", "trash"),
    "cite": ("Ghi văn bản viện dẫn", "link"),
    "uncite": ("Bỏ văn bản viện dẫn", "trash"),
    "add_item": ("Thêm mục", "plus"),
    "change_item": ("Sửa mục", "pencil"),
    "move_item": ("Chuyển chỗ mục", "list"),
    "remove_item": ("Xóa mục", "trash"),
    "assign": ("Ghi phân công", "user"),
    "unassign": ("Bỏ phân công", "trash"),
    "set_target": ("Ghi chỉ tiêu", "flag"),
    "remove_target": ("Bỏ chỉ tiêu", "trash"),
    "add_recipient": ("Thêm nơi nhận", "plus"),
    "remove_recipient": ("Bỏ nơi nhận", "trash"),
    "send_out": ("Gửi các nơi nhận", "send"),
    "remind": ("Đôn đốc tiếp nhận", "bell-ringing"),
    "answer": ("Xử lý việc giao", "user-check"),
    "finish_answer": ("Ghi kết quả việc đã giao", "circle-check"),
    "withdraw_answer": ("Rút lại cách xử lý", "arrow-back-up"),
    "amend_item": ("Ghi sửa đổi mục", "refresh-alert"),
    "withdraw_item": ("Ghi bãi bỏ mục", "circle-minus"),
    "withdraw": ("Thu hồi văn bản", "circle-minus"),
    "acknowledge": ("Tiếp nhận", "inbox"),
    "start": ("Gửi đến nơi nhận", "send"),
}


def act_words(action: str) -> tuple[str, str]:
    """Words and icon of an act."""
    return ACTS.get(action, (action, "circle-dot"))


def head(directive: Directive) -> str:
    """ "Công văn số 118/SNV-CCHC": what a directive is called in headings."""
    document = directive.document
    return f"{document.type_name} số {document.number}" if document.number else f"{document.type_name} chưa ghi số"


def pill_of(directive: Directive, receipts: list) -> tuple[str, str, str]:
    """Kind, icon and word of the pill: withdrawn, replaced, then how far the reader's own receipt is."""
    if directive.withdrawn_on is not None:
        return ("neutral", "circle-minus", "Đã thu hồi")
    if directive.document.replaced_by_id is not None:
        return ("neutral", "replace", "Đã được thay thế")
    if any(row.state == "to_acknowledge" for row in receipts):
        return ("blue", "inbox", "Chưa tiếp nhận")
    if receipts:
        return ("neutral", "check", "Đã tiếp nhận")
    if directive.sent_out_at is not None:
        return ("blue", "send", "Đã gửi")
    return ("neutral", "pencil", "Chưa gửi")


def item_title(item: DirectiveItem) -> str:
    """What an item is called in a tree: its heading, else the beginning of its words."""
    words = item.heading or " ".join(item.text.split())
    return words if len(words) <= 90 else f"{words[:88].rsplit(' ', 1)[0]}…"


def due_words(row) -> str:
    """The paper's own words of a date with the day that was read from them."""
    if row.due_on is None:
        return row.timing_text
    day = f"{row.due_on:%d/%m/%Y}"
    return f"{row.timing_text} (đến hết {day})" if row.timing_text and day not in row.timing_text else day


def nearest(days: list[date]) -> str:
    """ "gần nhất 31/3" of a line in the register, "" without a day."""
    return f"gần nhất {min(days):%d/%m/%Y}" if days else ""
