"""Groups of addressees as papers name them, as dated rows: what they mean changed with the tiers on 01/7/2025."""

from datetime import date

from directives.models import AddresseeGroup
from organisations.models import Unit

_K, _AREA, _OWN = Unit.Kind, AddresseeGroup.Below.AREA, AddresseeGroup.Below.OWN
# Luật Tổ chức chính quyền địa phương 2015 until Luật 72/2025/QH15.
THREE_TIERS, LAST_DAY, TWO_TIERS = date(2016, 1, 1), date(2025, 6, 30), date(2025, 7, 1)

# Each row: code, name as papers print it, kinds of units, where they stand, first day, last day.
GROUPS: tuple[tuple[str, str, tuple[str, ...], str, date, date | None], ...] = (
    ("departments", "Các sở, ban, ngành", (_K.DEPARTMENT,), _AREA, THREE_TIERS, None),
    ("districts", "UBND các huyện, thành phố", (_K.DISTRICT,), _AREA, THREE_TIERS, LAST_DAY),
    ("communes", "UBND các xã, phường, thị trấn", (_K.COMMUNE, _K.WARD, _K.TOWNSHIP), _AREA, THREE_TIERS, LAST_DAY),
    ("communes", "UBND các xã, phường, đặc khu", (_K.COMMUNE, _K.WARD, _K.SPECIAL_ZONE), _AREA, TWO_TIERS, None),
    ("communes-townships", "UBND các xã, thị trấn", (_K.COMMUNE, _K.TOWNSHIP), _AREA, THREE_TIERS, LAST_DAY),
    ("communes-wards", "UBND các xã, phường", (_K.COMMUNE, _K.WARD), _AREA, THREE_TIERS, None),
    ("district-rooms", "Các cơ quan, đơn vị thuộc huyện", (_K.DIVISION, _K.OFFICE), _OWN, THREE_TIERS, LAST_DAY),
    ("own-rooms", "Các phòng, trung tâm thuộc cơ quan", (_K.DIVISION, _K.OFFICE), _OWN, TWO_TIERS, None),
    ("own-posts", "Cán bộ, công chức, các bộ phận chuyên môn", (_K.POST, _K.OFFICE, _K.DIVISION), _OWN, THREE_TIERS,
     None),
    ("own-bodies", "Ban Chỉ đạo, Tổ cải cách hành chính", (_K.BODY,), _OWN, THREE_TIERS, None),
)  # fmt: skip


def load() -> int:
    """Write or refresh the groups; returns how many rows were written anew."""
    fresh = 0
    for order, (code, name, kinds, below, since, until) in enumerate(GROUPS, start=1):
        _, created = AddresseeGroup.objects.update_or_create(
            code=code,
            valid_from=since,
            defaults={
                "name": name,
                "kinds": [str(kind) for kind in kinds],
                "below": below,
                "valid_to": until,
                "order": order,
            },
        )
        fresh += created
    return fresh
