"""Capabilities, roles and which role grants what: one table, read by every rule.

A capability is a verb of the office; a role is a bundle of them that a person holds over a unit
through a Membership. Nothing else in the portal asks for a role by name (design section 3).
"""

from django.db.models import TextChoices


class Capability(TextChoices):
    """Verbs that a person may hold over a unit."""

    VIEW = "view", "Xem"
    DRAFT = "draft", "Soạn"
    SUBMIT = "submit", "Trình"
    CHECK_CONTENT = "check_content", "Kiểm tra nội dung"
    CHECK_FORM = "check_form", "Kiểm tra thể thức"
    SIGN = "sign", "Duyệt, ký"
    ISSUE = "issue", "Cấp số, ban hành"
    REVIEW = "review", "Rà soát"
    CONCLUDE = "conclude", "Kết luận rà soát"
    CALL = "call", "Mở đợt"
    ADMINISTER = "administer", "Quản trị"


class Role(TextChoices):
    """What a person is, over a unit, from a day to a day."""

    FIELD_OFFICIAL = "field_official", "Công chức phụ trách lĩnh vực"
    FOCAL_POINT = "focal_point", "Đầu mối CCHC"
    OFFICE_HEAD = "office_head", "Phụ trách bộ phận soạn thảo"
    RECORDS_CLERK = "records_clerk", "Văn thư"
    CHAIRMAN = "chairman", "Chủ tịch, thủ trưởng"
    REVIEWER = "reviewer", "Chuyên viên theo dõi"
    REVIEW_HEAD = "review_head", "Lãnh đạo cơ quan theo dõi"
    VIEWER = "viewer", "Lãnh đạo xem"
    ADMINISTRATOR = "administrator", "Quản trị"
    SERVICE = "service", "Hệ thống kết nối"


_C = Capability
GRANTS: dict[str, frozenset[str]] = {
    Role.FIELD_OFFICIAL: frozenset({_C.VIEW, _C.DRAFT}),
    Role.FOCAL_POINT: frozenset({_C.VIEW, _C.DRAFT, _C.SUBMIT}),
    Role.OFFICE_HEAD: frozenset({_C.VIEW, _C.CHECK_CONTENT}),
    Role.RECORDS_CLERK: frozenset({_C.VIEW, _C.CHECK_FORM, _C.ISSUE}),
    Role.CHAIRMAN: frozenset({_C.VIEW, _C.SIGN}),
    Role.REVIEWER: frozenset({_C.VIEW, _C.REVIEW}),
    Role.REVIEW_HEAD: frozenset({_C.VIEW, _C.CONCLUDE, _C.CALL}),
    Role.VIEWER: frozenset({_C.VIEW}),
    Role.ADMINISTRATOR: frozenset({_C.VIEW, _C.CALL, _C.ADMINISTER}),
    Role.SERVICE: frozenset({_C.VIEW}),
}

# Capabilities exercised from inside the unit that owns the item; the others are the authority's.
OWN_SIDE = frozenset({_C.DRAFT, _C.SUBMIT, _C.CHECK_CONTENT, _C.CHECK_FORM, _C.SIGN, _C.ISSUE})
AUTHORITY_SIDE = frozenset({_C.REVIEW, _C.CONCLUDE})


def roles_granting(capability: str) -> tuple[str, ...]:
    """Roles whose holders have ``capability``, in the order of the table."""
    return tuple(role for role, verbs in GRANTS.items() if capability in verbs)
