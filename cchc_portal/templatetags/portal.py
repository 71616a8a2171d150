"""The parts every page is built of, as template tags that take plain values (catalogue: /he-thong/thanh-phan/).

A tag with a form in it passes the CSRF token on by itself; `{% include … only %}` of the same file does not.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from cchc_portal import wording
from cchc_portal.findings import things_in
from workflow import clock

register = template.Library()

PILL_KINDS = ("neutral", "blue", "violet", "amber", "green", "red")
BUTTON_KINDS = ("secondary", "primary", "danger", "quiet")
OUTLINE_STATES = {
    "complete": ("circle-check", "Đã đủ"),
    "must": ("alert-circle", "Phải sửa"),
    "should": ("alert-triangle", "Nên xem lại"),
    "empty": ("circle-dashed", "Chưa có"),
}


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "") -> SafeString:
    """An icon of the sprite; `label` names it for screen readers where no word stands beside it."""
    return _icon(static("icons/sprite.svg"), name, size, label)


@lru_cache(maxsize=500)
def _icon(sprite: str, name: str, size: int, label: str) -> SafeString:
    """A page draws the same few icons hundreds of times."""
    small = " icon-16" if size == 16 else ""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon{}" {}><use href="{}#{}"></use></svg>', small, spoken, sprite, name)


@register.inclusion_tag("components/pill.html")
def pill(kind: str, icon: str, word: str) -> dict:
    """A state: colour kind of PILL_KINDS, icon and word; colour never speaks alone."""
    if kind not in PILL_KINDS:
        raise ValueError(f"pill kind {kind!r} is not one of {PILL_KINDS}")
    return {"kind": kind, "icon": icon, "word": word}


@register.inclusion_tag("components/due.html")
def due(
    on: date | None,
    *,
    inclusive: bool = True,
    act: str = "",
    done_on: date | None = None,
    send_by: date | None = None,
    today: date | None = None,
    stacked: bool = False,
) -> dict:
    """A deadline in words (see `wording.due`); `stacked` puts the wording under the distance."""
    words = wording.due(
        on, today=today or clock.today(), inclusive=inclusive, act=act, done_on=done_on, send_by=send_by
    )
    return {"due": words, "stacked": stacked}


@register.inclusion_tag("components/button.html")
def button(label: str, **options: object) -> dict:
    """A link (with `href`) or a submit button; see components/button.html for the options."""
    if (kind := options.get("kind", "secondary")) not in BUTTON_KINDS:
        raise ValueError(f"button kind {kind!r} is not one of {BUTTON_KINDS}")
    return {"label": label, **options}


@register.inclusion_tag("components/acts.html", takes_context=True)
def acts(context: template.Context, actions: Iterable[Mapping]) -> dict:
    """A row of acts. Each is a mapping: label, url, and optionally kind, icon, method ("post" makes a small form),
    name, value, sheet (True opens the linked page as a sheet), refused (the sentence why not now).
    """
    return {"actions": actions, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/turn_strip.html", takes_context=True)
def turn_strip(
    context: template.Context, steps: Iterable[Mapping], sentence: str, mine: bool = False, actions: Iterable = ()
) -> dict:
    """Whose turn it is. steps: mappings label, state ("done", "current", "todo"); sentence: what follows
    "Đang chờ: " or "Đến lượt tôi: "; actions: see `acts`.
    """
    return {
        "steps": steps,
        "sentence": sentence,
        "mine": mine,
        "actions": actions,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/work_row.html", takes_context=True)
def work_row(context: template.Context, row: Mapping, first: bool = False) -> dict:
    """One row of "Việc của tôi" as an `<li>`. row: title, url, why, due (keywords of `due`) and act (see `acts`)."""
    deadline = {"on": None, **(row.get("due") or {})}
    words = wording.due(deadline.pop("on"), today=deadline.pop("today", None) or clock.today(), **deadline)
    return {"row": row, "first": first, "due": words, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    *,
    label: str = "",
    hint: str = "",
    autosave: str = "",
    version: int | str = "",
    rows: int = 3,
    suffix: str = "",
) -> dict:
    """A form field: label above, hint, error, control. `autosave` is the address that takes the changed field alone."""
    widget = bound.field.widget
    shape = _shape(widget)
    hint = hint or bound.help_text
    described = [f"{bound.auto_id}-goi-y"] * bool(hint) + [f"{bound.auto_id}-loi"] * bool(bound.errors)
    attrs: dict[str, object] = {"class": f"{_CONTROL_CLASS.get(shape, 'form-control')} {_width(bound)}".strip()}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if autosave:
        attrs |= {"data-autosave": autosave, "data-version": version}
    if shape == "text_area":
        attrs["rows"] = rows
    if isinstance(bound.field, forms.DateField):
        attrs |= {"inputmode": "numeric", "autocomplete": "off", "data-date": "", "maxlength": 10}
    if isinstance(bound.field, forms.IntegerField) and shape == "text":
        # Browsers read a number field by their own language, which is often not Vietnamese. Decimals are of this kind too.
        widget = forms.TextInput(attrs=widget.attrs)
        whole = not isinstance(bound.field, forms.DecimalField | forms.FloatField)
        attrs |= {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
    grouped = shape in ("radios", "boxes")
    return {
        "bound": bound,
        "shape": "group" if grouped else shape,
        "label": label or bound.label,
        "hint": hint,
        "suffix": suffix,
        "control": "" if grouped else bound.as_widget(widget=widget, attrs=attrs),
    }


_CONTROL_CLASS = {"select": "form-select", "check": "form-check-input", "file": "form-control"}


def _shape(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "boxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.Select):
        return "select"
    if isinstance(widget, forms.Textarea):
        return "text_area"
    return "file" if isinstance(widget, forms.FileInput) else "text"


def _width(bound: BoundField) -> str:
    if isinstance(bound.field, forms.DateField):
        return "w-date"
    return "w-number" if isinstance(bound.field, forms.IntegerField) else ""


@register.inclusion_tag("components/error_summary.html")
def error_summary(*bound_forms: forms.BaseForm, errors: Iterable[Mapping] = ()) -> dict:
    """Everything that is wrong, at once, in the order of the fields, with links. errors: further mappings text, href (for grids and formsets)."""
    found = [
        {
            "text": text if name == "__all__" else f"{form[name].label}: {text}",
            "href": "" if name == "__all__" else f"#{form[name].id_for_label or form[name].auto_id}",
        }
        for form in bound_forms
        if form is not None
        for name in ("__all__", *form.fields)
        for text in form.errors.get(name, ())
    ]
    return {"errors": [*found, *errors]}


@register.inclusion_tag("components/finding_list.html", takes_context=True)
def finding_list(
    context: template.Context,
    must: Iterable[Mapping],
    should: Iterable[Mapping] = (),
    empty: str = "Không còn nội dung nào phải bổ sung.",
) -> dict:
    """Findings: each a mapping sentence, links (acts: label, url, sheet), waived (the reason given), words (text to read
    first), act (name, value, label of a button that posts to the page), parts (findings that it stands for), open.
    """
    must, should = list(must), list(should)
    return {
        "must": must,
        "should": should,
        "must_count": things_in(must),
        "should_count": things_in(should),
        "empty": empty,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/thread.html", takes_context=True)
def thread(context: template.Context, remark: Mapping) -> dict:
    """One remark and its answers. remark: id, number, place, text, who, at, state ("open", "answered", "resolved",
    "internal"), replies (who, at, text), actions (see `acts`), reply_url (shows the answer form), quote.
    """
    return {"remark": remark, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page, noun: str = "") -> dict:
    """ "1–50 trong 98 đơn vị" with links that keep the filters of the address (parameter `trang`)."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else None

    def address(number: int) -> str:
        if query is None:
            return f"?trang={number}"
        query["trang"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "noun": noun,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("components/bars.html")
def bars(rows: Iterable[Mapping], caption: str, width: int = 120) -> dict:
    """Progress by category: horizontal bars to one scale. rows: label, done, total; width in px of the largest."""
    rows = list(rows)
    scale = max((row["total"] for row in rows), default=0) or 1
    drawn = [
        {**row, "width": round(width * row["total"] / scale), "filled": round(width * row["done"] / scale)}
        for row in rows
    ]
    return {"rows": drawn, "caption": caption, "width": width + 2}


@register.inclusion_tag("components/outline_item.html")
def outline_item(item: Mapping) -> dict:
    """One entry of an outline as an `<li>`. item: label, url, state of OUTLINE_STATES, amount, below, current,
    presence (initials and a sentence), id.
    """
    name, spoken = OUTLINE_STATES[item["state"]]
    return {"item": item, "icon": name, "spoken": spoken}


@register.simple_block_tag(end_name="endsheet")
def sheet(content: str, name: str, title: str) -> SafeString:
    """A dialog on a desk, a bottom sheet on a phone; opened by any element with `data-dialog="name"`."""
    return format_html(
        '<dialog class="sheet" id="{0}" aria-labelledby="{0}-ten"><div class="sheet-body">'
        '<h2 id="{0}-ten" tabindex="-1">{1}</h2>{2}</div></dialog>',
        name,
        title,
        content,
    )


register.filter("short_day", lambda value: wording.short_day(value) if value else "")
register.filter("day", lambda value: wording.day(value) if value else "")
register.filter("official_day", lambda value: wording.official_day(value) if value else "")
register.filter("long_day", lambda value: wording.long_day(value) if value else "")
register.filter("weekday", lambda value: wording.WEEKDAYS[value.weekday()] if value else "")


@register.filter
def moment(value: datetime | None) -> str:
    """A past moment, the nearer the shorter."""
    return wording.moment(localtime(value), today=clock.today()) if value else ""


@register.filter
def amount(value: Decimal | int | None) -> str:
    """1.934 and 98,71; an en dash where there is no figure."""
    return wording.number(value)
