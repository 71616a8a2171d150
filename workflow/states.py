"""Roads and states as tables a manager can read (design section 4, ux section 3.4).

A State says whose turn it is and which word each audience reads. A Step says which act leads from
where to where, which capability it needs, and what must hold. Nothing else decides how work moves.
"""

from dataclasses import dataclass, field

from organisations.roles import Capability as C
from workflow.models.items import Road

# Audiences, in the order of the columns of ux 3.4.
AUTHOR, CHAIRMAN, CLERK, REVIEWER, HEAD = "author", "chairman", "clerk", "reviewer", "head"


@dataclass(frozen=True)
class State:
    """One state. ``words`` are in the order author, chairman, clerk, reviewer, head.

    turn: the capability that must act next (None: nobody); side: whose office that is;
    pill and icon: colour and picture that repeat the word.
    """

    key: str
    words: tuple[str, str, str, str, str]
    pill: str
    icon: str
    turn: str | None = None
    side: str = "own"
    editable: bool = False
    final: bool = False
    api: str = ""

    def word(self, audience: str = AUTHOR) -> str:
        """What ``audience`` calls the state."""
        return self.words[(AUTHOR, CHAIRMAN, CLERK, REVIEWER, HEAD).index(audience)]


def _same(word: str, authority: str | None = None) -> tuple[str, str, str, str, str]:
    above = authority or word
    return (word, word, word, above, above)


# fmt: off
_STATES = (
    State("draft", ("Đang soạn", "Đang soạn", "Đang soạn", "Chưa gửi", "Chưa gửi"),
          "neutral", "pencil", C.SUBMIT, editable=True),
    State("content_check", _same("Chờ kiểm tra", "Chưa gửi"), "blue", "list-check", C.CHECK_CONTENT),
    State("form_check", ("Chờ kiểm tra thể thức", "Chờ kiểm tra thể thức", "Cần kiểm tra thể thức",
                         "Chưa gửi", "Chưa gửi"), "blue", "list-check", C.CHECK_FORM),
    State("awaiting_chairman", ("Chờ Chủ tịch duyệt", "Chờ tôi duyệt", "Sắp đến lượt", "Chưa gửi",
                                "Chưa gửi"), "blue", "signature", C.SIGN),
    State("returned_by_check", _same("Kiểm tra trả lại", "Chưa gửi"), "amber", "arrow-back-up",
          C.SUBMIT, editable=True),
    State("returned_by_chairman", ("Chủ tịch trả lại", "Đã trả lại", "Chủ tịch trả lại", "Chưa gửi",
                                   "Chưa gửi"), "amber", "arrow-back-up", C.SUBMIT, editable=True),
    State("approved", ("Chờ ban hành", "Đã duyệt, chờ ban hành", "Cần cấp số", "Chưa gửi",
                       "Chưa gửi"), "blue", "rubber-stamp"),
    State("issued", ("Đã gửi", "Đã gửi", "Đã ban hành", "Cần rà soát", "Chờ chuyên viên"),
          "blue", "send", C.REVIEW, side="authority"),
    State("submitted", ("Đã gửi xin ý kiến", "Đã gửi xin ý kiến", "Đã gửi xin ý kiến",
                        "Cần cho ý kiến", "Chờ chuyên viên"), "blue", "inbox", C.REVIEW,
          side="authority"),
    State("under_review", ("Đang được rà soát", "Đang được rà soát", "Đã ban hành", "Đang rà soát",
                           "Đang rà soát"), "violet", "eye", C.REVIEW, side="authority"),
    State("concluding", ("Đang được rà soát", "Đang được rà soát", "Đã ban hành", "Chờ kết luận",
                         "Chờ tôi quyết định"), "violet", "hourglass", C.CONCLUDE,
          side="authority"),
    State("returned_by_reviewer", ("Cấp trên trả lại", "Cấp trên trả lại", "Cấp trên trả lại",
                                   "Đã trả lại", "Đã trả lại"), "amber", "arrow-back-up", C.SUBMIT,
          editable=True),
    State("passed", ("Được thông qua, chờ trình ký", "Được thông qua, chờ trình ký",
                     "Được thông qua", "Đã thông qua", "Đã thông qua"), "blue", "check", C.SUBMIT),
    State("replacement_asked", ("Cấp trên đề nghị thay thế", "Cấp trên đề nghị thay thế",
                                "Cấp trên đề nghị thay thế", "Đã đề nghị thay thế",
                                "Đã đề nghị thay thế"), "amber", "replace", C.SUBMIT),
    State("correction_asked", ("Cấp trên đề nghị đính chính", "Cấp trên đề nghị đính chính",
                               "Cấp trên đề nghị đính chính", "Đã đề nghị đính chính",
                               "Đã đề nghị đính chính"), "amber", "arrow-back-up", C.SUBMIT),
    State("accepted", _same("Đã được tiếp nhận", "Đã tiếp nhận"), "green", "circle-check",
          final=True),
    State("superseded", _same("Đã được thay thế"), "neutral", "replace", final=True),
    State("released", _same("Đã ban hành"), "green", "circle-check", final=True),
    # The issue road (NĐ 30/2020 Đ.18.1).
    State("to_number", ("Chờ ban hành", "Chờ ban hành", "Cần cấp số", "Chưa gửi", "Chưa gửi"),
          "blue", "rubber-stamp", C.ISSUE),
    State("numbered", ("Đã cấp số", "Đã cấp số", "Cần ký, đóng dấu", "Chưa gửi", "Chưa gửi"),
          "blue", "rubber-stamp", C.ISSUE),
    State("sealed", ("Đang lập bản phát hành", "Đang lập bản phát hành", "Đang lập bản phát hành",
                     "Chưa gửi", "Chưa gửi"), "blue", "rubber-stamp", C.ISSUE),
    State("sent_out", _same("Đã ban hành"), "blue", "send", C.ISSUE),
    State("delivered", _same("Đã gửi các nơi nhận"), "green", "circle-check", final=True),
    # A directive at one of its addressees (ux 3.4).
    State("to_acknowledge", _same("Chưa tiếp nhận"), "blue", "inbox", C.DRAFT),
    State("acknowledged", _same("Đã tiếp nhận"), "neutral", "check", final=True),
    # A task on its way from plan to product (ux 3.4).
    State("not_started", _same("Chưa bắt đầu"), "neutral", "clock", C.DRAFT),
    State("in_progress", _same("Đang thực hiện"), "blue", "pencil", C.DRAFT),
    State("ongoing", _same("Thường xuyên"), "neutral", "repeat", C.DRAFT),
    State("awaiting_trigger", _same("Chờ điều kiện"), "neutral", "hourglass"),
    State("to_confirm", _same("Chờ xác nhận"), "blue", "hourglass", C.SUBMIT),
    State("done", _same("Hoàn thành"), "green", "circle-check"),
    State("not_done", _same("Không thực hiện"), "neutral", "circle-minus"),
    # A paper issued before the portal, entered with its number, day and signed file.
    State("registered", _same("Đã ban hành, đăng ký trên cổng"), "green", "circle-check", final=True),
)
# fmt: on
STATES: dict[str, State] = {state.key: state for state in _STATES}
EDITABLE = tuple(key for key, state in STATES.items() if state.editable)


@dataclass(frozen=True)
class Step:
    """One act: from ``source`` to ``target`` by who holds ``needs``.

    comment: a reason is compulsory. guards: names of conditions in ``workflow.rules.GUARDS`` under
    which the step exists at all. two_persons: the actor differs from who sent and changed it.
    internal: taken by the portal on behalf of another act, never by a door.
    """

    action: str
    source: str
    target: str
    needs: str
    comment: bool = False
    guards: tuple[str, ...] = ()
    two_persons: bool = False
    internal: bool = False
    blockers: bool = False


@dataclass(frozen=True)
class Action:
    """How an act is called on its button, what it says when done, which colour its button has."""

    key: str
    label: str
    done: str
    style: str = "secondary"
    icon: str = ""
    asks: str = ""
    extra: dict = field(default_factory=dict, hash=False)


# fmt: off
_ACTIONS = (
    Action("submit", "Trình", "Đã trình", "primary", "send"),
    Action("send_to_sign", "Trình Chủ tịch ký", "Đã trình Chủ tịch", "primary", "signature"),
    Action("withdraw", "Rút lại", "Đã rút lại", icon="arrow-back-up"),
    Action("open", "Bắt đầu xem", "Đã mở xem", icon="eye"),
    Action("pass_content", "Đạt về nội dung", "Đã kiểm tra nội dung", "primary", "check"),
    Action("pass_form", "Đạt, trình Chủ tịch ký", "Đã kiểm tra thể thức", "primary", "signature"),
    Action("pass_checks", "Đạt, trình Chủ tịch ký", "Đã kiểm tra nội dung, thể thức", "primary",
           "signature"),
    Action("return", "Trả lại", "Đã trả lại", icon="arrow-back-up",
           asks="Ghi lý do trả lại để người soạn biết cần sửa gì."),
    Action("sign", "Duyệt", "Đã duyệt", "primary", "signature"),
    Action("issue", "Ban hành", "Đã ban hành", icon="send"),
    Action("begin_review", "Bắt đầu rà soát", "Đang rà soát", "primary", "eye"),
    Action("propose", "Đề xuất kết luận", "Đã đề xuất", "primary", "hourglass",
           asks="Ghi nội dung đề xuất để lãnh đạo kết luận."),
    Action("send_back", "Yêu cầu rà soát lại", "Đã chuyển lại chuyên viên", icon="arrow-back-up",
           asks="Ghi nội dung cần rà soát lại."),
    Action("pass", "Thông qua", "Đã thông qua", "primary", "check"),
    Action("accept", "Tiếp nhận", "Đã tiếp nhận", "primary", "circle-check"),
    Action("ask_replacement", "Đề nghị thay thế", "Đã đề nghị thay thế", icon="replace",
           asks="Ghi lý do đề nghị thay thế để xã biết cần thay nội dung gì."),
    Action("ask_correction", "Đề nghị đính chính", "Đã đề nghị đính chính", icon="arrow-back-up",
           asks="Ghi lỗi cần đính chính."),
    Action("correct", "Đã đính chính", "Đã đính chính"),
    Action("supersede", "Thay thế", "Đã được thay thế", icon="replace"),
    Action("number", "Cấp số", "Đã cấp số", "primary", "rubber-stamp"),
    Action("seal", "Ghi cách ký, đóng dấu", "Đã ký, đóng dấu", icon="rubber-stamp"),
    Action("send_out", "Ban hành", "Đã ban hành", "primary", "send"),
    Action("deliver", "Gửi các nơi nhận", "Đã gửi các nơi nhận", icon="send"),
    Action("acknowledge", "Xác nhận đã tiếp nhận", "Đã tiếp nhận", "primary", "check"),
    Action("begin", "Bắt đầu thực hiện", "Đã bắt đầu thực hiện", icon="pencil"),
    Action("note", "Cập nhật", "Đã cập nhật", icon="pencil",
           asks="Ghi đã làm được gì, vướng gì."),
    Action("report_done", "Đã xong", "Đã báo xong", "primary", "circle-check"),
    Action("confirm", "Xác nhận hoàn thành", "Đã xác nhận hoàn thành", "primary", "circle-check"),
    Action("not_yet", "Chưa đạt", "Đã chuyển lại người thực hiện", icon="arrow-back-up",
           asks="Ghi vì sao chưa đạt để người thực hiện biết cần làm gì thêm."),
    Action("drop", "Không thực hiện", "Đã ghi không thực hiện", icon="circle-minus",
           asks="Ghi lý do không thực hiện."),
    Action("reopen", "Mở lại", "Đã mở lại", icon="arrow-back-up", asks="Ghi lý do mở lại."),
    Action("carry_over", "Chuyển sang kế hoạch thay thế", "Đã chuyển sang kế hoạch thay thế",
           icon="replace"),
    Action("leave_out", "Không chuyển tiếp", "Kế hoạch thay thế không còn nhiệm vụ này",
           icon="circle-minus"),
    Action("register", "Đăng ký", "Đã đăng ký", "primary", "check"),
)
# fmt: on
ACTIONS: dict[str, Action] = {action.key: action for action in _ACTIONS}


def _from(sources: str, action: str, target: str, needs: str, **more) -> tuple[Step, ...]:
    return tuple(Step(action, source, source if target == "=" else target, needs, **more) for source in sources.split())


# fmt: off
_CHECKING = (
    *_from("content_check form_check awaiting_chairman", "withdraw", "draft", C.SUBMIT,
           guards=("not_opened",)),
    *_from("content_check", "open", "=", C.CHECK_CONTENT, guards=("not_opened",)),
    *_from("form_check", "open", "=", C.CHECK_FORM, guards=("not_opened",)),
    *_from("awaiting_chairman", "open", "=", C.SIGN, guards=("not_opened",)),
    Step("pass_content", "content_check", "form_check", C.CHECK_CONTENT, guards=("two_checks",)),
    Step("pass_checks", "content_check", "awaiting_chairman", C.CHECK_CONTENT,
         guards=("single_check",)),
    Step("pass_form", "form_check", "awaiting_chairman", C.CHECK_FORM),
    Step("return", "content_check", "returned_by_check", C.CHECK_CONTENT, comment=True),
    Step("return", "form_check", "returned_by_check", C.CHECK_FORM, comment=True),
)
_SIGNING = (
    Step("return", "awaiting_chairman", "returned_by_chairman", C.SIGN, comment=True),
    Step("sign", "awaiting_chairman", "approved", C.SIGN, two_persons=True, blockers=True),
)

SIGN_THEN_SEND = (
    *_from("draft returned_by_check returned_by_chairman", "submit", "content_check", C.SUBMIT,
           blockers=True),
    *_CHECKING,
    *_SIGNING,
    Step("issue", "approved", "issued", C.ISSUE, internal=True),
    *_from("issued", "begin_review", "under_review", C.REVIEW),
    Step("propose", "under_review", "concluding", C.REVIEW, comment=True, guards=("two_step",)),
    Step("send_back", "concluding", "under_review", C.CONCLUDE, comment=True),
    Step("accept", "under_review", "accepted", C.REVIEW, guards=("one_step",), two_persons=True),
    Step("accept", "concluding", "accepted", C.CONCLUDE, two_persons=True),
    *_from("under_review", "ask_replacement", "replacement_asked", C.REVIEW, comment=True,
           guards=("one_step",)),
    *_from("concluding", "ask_replacement", "replacement_asked", C.CONCLUDE, comment=True),
    *_from("under_review", "ask_correction", "correction_asked", C.REVIEW, comment=True,
           guards=("one_step",)),
    *_from("concluding", "ask_correction", "correction_asked", C.CONCLUDE, comment=True),
    Step("correct", "correction_asked", "under_review", C.ISSUE, internal=True),
    *_from("issued under_review concluding replacement_asked correction_asked accepted",
           "supersede", "superseded", C.ISSUE, internal=True),
)
REVIEW_THEN_SIGN = (
    *_from("draft returned_by_reviewer returned_by_chairman", "submit", "submitted", C.SUBMIT,
           blockers=True),
    Step("withdraw", "submitted", "draft", C.SUBMIT, guards=("not_opened",)),
    Step("begin_review", "submitted", "under_review", C.REVIEW),
    Step("propose", "under_review", "concluding", C.REVIEW, comment=True, guards=("two_step",)),
    Step("send_back", "concluding", "under_review", C.CONCLUDE, comment=True),
    Step("return", "under_review", "returned_by_reviewer", C.REVIEW, comment=True,
         guards=("one_step",)),
    Step("return", "concluding", "returned_by_reviewer", C.CONCLUDE, comment=True),
    Step("pass", "under_review", "passed", C.REVIEW, guards=("one_step",), two_persons=True),
    Step("pass", "concluding", "passed", C.CONCLUDE, two_persons=True),
    Step("send_to_sign", "passed", "awaiting_chairman", C.SUBMIT),
    Step("withdraw", "awaiting_chairman", "passed", C.SUBMIT, guards=("not_opened",)),
    Step("open", "awaiting_chairman", "awaiting_chairman", C.SIGN, guards=("not_opened",)),
    *_SIGNING,
    Step("issue", "approved", "issued", C.ISSUE, internal=True),
    Step("accept", "issued", "accepted", C.REVIEW, guards=("one_step",), two_persons=True),
    Step("accept", "issued", "accepted", C.CONCLUDE, guards=("two_step",), two_persons=True),
    Step("ask_replacement", "issued", "replacement_asked", C.REVIEW, comment=True,
         guards=("one_step",)),
    Step("ask_replacement", "issued", "replacement_asked", C.CONCLUDE, comment=True,
         guards=("two_step",)),
    *_from("issued replacement_asked accepted", "supersede", "superseded", C.ISSUE, internal=True),
)
LETTER = (
    *_from("draft returned_by_check returned_by_chairman", "submit", "content_check", C.SUBMIT,
           blockers=True),
    *_CHECKING,
    *_SIGNING,
    Step("issue", "approved", "released", C.ISSUE, internal=True),
)
ISSUING = (
    Step("number", "to_number", "numbered", C.ISSUE, blockers=True),
    Step("seal", "numbered", "sealed", C.ISSUE),
    Step("send_out", "sealed", "sent_out", C.ISSUE, internal=True),
    Step("deliver", "sent_out", "delivered", C.ISSUE, internal=True),
)
RECEIVING = (Step("acknowledge", "to_acknowledge", "acknowledged", C.DRAFT),)
_WAITING, _WORKING = "not_started awaiting_trigger", "not_started in_progress ongoing awaiting_trigger"
CARRYING_OUT = (
    *_from(_WAITING, "begin", "in_progress", C.DRAFT),
    *_from(_WORKING, "note", "=", C.DRAFT, comment=True),
    *_from(_WORKING, "report_done", "to_confirm", C.DRAFT),
    Step("confirm", "to_confirm", "done", C.SUBMIT),
    Step("not_yet", "to_confirm", "in_progress", C.SUBMIT, comment=True),
    *_from(_WORKING, "drop", "not_done", C.SUBMIT, comment=True),
    *_from("done not_done", "reopen", "in_progress", C.SUBMIT, comment=True),
    *_from(f"{_WORKING} to_confirm done not_done", "carry_over", "=", C.ISSUE, internal=True),
    *_from(f"{_WORKING} to_confirm", "leave_out", "not_done", C.ISSUE, internal=True),
)
REGISTRATION = (
    Step("register", "draft", "registered", C.SUBMIT, blockers=True),
    Step("supersede", "registered", "superseded", C.ISSUE, internal=True),
)
ROADS: dict[str, tuple[Step, ...]] = {
    Road.SIGN_THEN_SEND: SIGN_THEN_SEND,
    Road.REVIEW_THEN_SIGN: REVIEW_THEN_SIGN,
    Road.LETTER: LETTER,
    Road.ISSUING: ISSUING,
    Road.RECEIVING: RECEIVING,
    Road.CARRYING_OUT: CARRYING_OUT,
    Road.REGISTRATION: REGISTRATION,
}
# fmt: on
FIRST_STATE: dict[str, str] = {
    Road.SIGN_THEN_SEND: "draft",
    Road.REVIEW_THEN_SIGN: "draft",
    Road.LETTER: "draft",
    Road.ISSUING: "to_number",
    Road.RECEIVING: "to_acknowledge",
    Road.CARRYING_OUT: "not_started",
    Road.REGISTRATION: "draft",
}

# The stops that the turn strip shows, per road: word of the stop, states that stand on it.
# fmt: off
STOPS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Road.SIGN_THEN_SEND: (
        ("Soạn", ("draft", "returned_by_check", "returned_by_chairman")),
        ("Kiểm tra", ("content_check", "form_check")),
        ("Chủ tịch duyệt", ("awaiting_chairman",)),
        ("Ban hành", ("approved",)),
        ("Rà soát", ("issued", "under_review", "concluding", "replacement_asked",
                     "correction_asked")),
        ("Tiếp nhận", ("accepted", "superseded")),
    ),
    Road.REVIEW_THEN_SIGN: (
        ("Soạn", ("draft", "returned_by_reviewer", "returned_by_chairman")),
        ("Xin ý kiến", ("submitted", "under_review", "concluding")),
        ("Trình ký", ("passed",)),
        ("Chủ tịch duyệt", ("awaiting_chairman",)),
        ("Ban hành", ("approved",)),
        ("Tiếp nhận", ("issued", "replacement_asked", "accepted", "superseded")),
    ),
    Road.LETTER: (
        ("Soạn", ("draft", "returned_by_check", "returned_by_chairman")),
        ("Kiểm tra", ("content_check", "form_check")),
        ("Chủ tịch duyệt", ("awaiting_chairman",)),
        ("Ban hành", ("approved", "released")),
    ),
    Road.ISSUING: (
        ("Cấp số", ("to_number",)),
        ("Ký, đóng dấu", ("numbered",)),
        ("Lập bản phát hành", ("sealed",)),
        ("Gửi", ("sent_out", "delivered")),
    ),
    Road.RECEIVING: (("Tiếp nhận", ("to_acknowledge", "acknowledged")),),
    Road.CARRYING_OUT: (
        ("Chưa bắt đầu", ("not_started", "awaiting_trigger")),
        ("Thực hiện", ("in_progress", "ongoing")),
        ("Xác nhận", ("to_confirm",)),
        ("Hoàn thành", ("done", "not_done")),
    ),
    Road.REGISTRATION: (
        ("Nhập", ("draft",)),
        ("Đăng ký", ("registered", "superseded")),
    ),
}

# fmt: on


def states_on(road: str) -> tuple[str, ...]:
    """Every state that the road can be in, first state first."""
    found = dict.fromkeys([FIRST_STATE[road]])
    for step in ROADS[road]:
        found.update(dict.fromkeys([step.source, step.target]))
    return tuple(found)


def steps_from(road: str, state: str) -> tuple[Step, ...]:
    """Steps of the road that leave ``state``."""
    return tuple(step for step in ROADS[road] if step.source == state)
