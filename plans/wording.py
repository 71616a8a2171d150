"""How a plan names documents, places and itself: plain functions over rows already read."""

from documents.citing import full_citation as full_citation
from documents.citing import lower_first as lower_first
from documents.citing import short_citation as short_citation
from documents.reading.citations import find_citations
from documents.reading.dates import format_date_short
from documents.reading.operators import chip, explain
from organisations.models import Unit
from plans.models import Condition, Plan

# What a unit of each kind is called when it is spoken of ("không thuộc xã").
_NOUNS = {
    Unit.Kind.COMMUNE: "xã",
    Unit.Kind.WARD: "phường",
    Unit.Kind.TOWNSHIP: "thị trấn",
    Unit.Kind.SPECIAL_ZONE: "đặc khu",
    Unit.Kind.DISTRICT: "huyện",
    Unit.Kind.PROVINCE: "tỉnh",
}
COMMUNE_KINDS = frozenset({Unit.Kind.COMMUNE, Unit.Kind.WARD, Unit.Kind.TOWNSHIP, Unit.Kind.SPECIAL_ZONE})


def noun(unit: Unit) -> str:
    """What the unit is: "xã", "huyện"; "đơn vị" for offices."""
    return _NOUNS.get(unit.kind, "đơn vị")


def level(unit: Unit) -> str:
    """The level of the unit in words: "cấp xã"."""
    return "cấp xã" if unit.kind in COMMUNE_KINDS else f"cấp {_NOUNS.get(unit.kind, 'đơn vị')}"


def brief(text: str) -> str:
    """The document that words cite, in few words: "Kế hoạch 12/KH-UBND ngày 01/02/2023"."""
    cited = next(iter(find_citations(text)), None)
    if cited is None or not cited.number:
        return text
    day = f" ngày {format_date_short(cited.date)}" if cited.date else ""
    return f"{cited.type_name} {cited.number}{day}"


def issuer_in_text(unit: Unit) -> str:
    """The office inside a sentence: "UBND xã Tú Xuyên"."""
    return unit.issuer_short or unit.issuer_name or unit.name


def span(plan: Plan) -> str:
    """The years of a plan: "năm 2026", "giai đoạn 2021-2025"."""
    return years_in_words(plan.year, plan.year_to)


def years_in_words(year: int, year_to: int | None = None) -> str:
    """ "năm 2026", "giai đoạn 2021-2025"."""
    return f"giai đoạn {year}-{year_to}" if year_to else f"năm {year}"


def plan_title(unit: Unit, year: int, year_to: int | None = None) -> str:
    """The trích yếu that a plan begins with."""
    return f"Cải cách hành chính {lower_first(unit.name)} {years_in_words(year, year_to)}"


def sub_title(upper: Plan, unit: Unit, *, area_name: str = "", holder_name: str = "") -> str:
    """The trích yếu of a plan below another: of an area, of a room, or of a unit that contributes."""
    when = span(upper)
    if area_name:
        return f"{area_name} {lower_first(unit.name)} {when}"
    if holder_name:
        return f"Cải cách hành chính {when} của {holder_name}, {lower_first(unit.name)}"
    whose = f"kế hoạch của {issuer_in_text(upper.unit)}" if upper.unit_id != unit.pk else "kế hoạch năm"
    return f"Cải cách hành chính {lower_first(unit.name)} {when}, phần đưa vào {whose}"


def closing_words(plan: Plan) -> str:
    """The last paragraph that a plan begins with."""
    what = lower_first(plan.title) if plan.scope == Plan.Scope.SUB else f"cải cách hành chính {span(plan)}"
    whose = "" if plan.scope == Plan.Scope.SUB else f" của {issuer_in_text(plan.unit)}"
    return f"Trên đây là Kế hoạch {what}{whose}; các bộ phận, cá nhân được giao nhiệm vụ nghiêm túc thực hiện."


def condition_chip(condition: Condition) -> str:
    """The short reading of a condition: "> 99 %"."""
    return chip(condition.operator, _goal(condition), condition.value2, unit=_unit_words(condition))


def condition_sentence(condition: Condition) -> str:
    """The sentence by which a person checks a condition."""
    than = condition.baseline_text or (
        "" if condition.comparator == Condition.Comparator.NUMBER else condition.get_comparator_display()
    )
    return explain(
        condition.operator,
        _goal(condition),
        condition.value2,
        unit=_unit_words(condition),
        measured=lower_first(condition.measured),
        than=than,
    )


def _goal(condition: Condition):
    return condition.by_date if condition.operator in ("by", "before") else condition.value


def _unit_words(condition: Condition) -> str:
    if condition.comparator == Condition.Comparator.AUTHORITY_MEAN:
        return f"mức bình quân {condition.scope}".strip()
    return condition.unit_label


def template_title(template) -> str:
    """A version of a template in one line: name, number, whose."""
    whose = template.unit.name if template.unit_id else "dùng chung"
    number = f", bản {template.number}" if template.published_at else ", đang soạn" if template.unit_id else ""
    return f"{template.name}{number} ({whose})"
