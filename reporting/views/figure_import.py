"""Nhập từ Excel một cửa: the file of a one-stop system, mapped once, shown cell by cell, taken in whole (ux 4.12)."""

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents.spreadsheets import SIZE_LIMIT, Unreadable, too_large
from organisations.refusals import require
from reporting.actions.figures import TABLE_PART, FigureFaults
from reporting.actions.importing import Taken, import_figures, mapping_of, remember_mapping
from reporting.entering import cell_name, label_of
from reporting.locks import entering_refusal
from reporting.models import ImportMapping, Report
from reporting.queries.figures import Figures, figures_of
from reporting.queries.parts import area_of
from reporting.statistics.figures import Figure
from reporting.statistics.findings import Cell, check
from reporting.statistics.procedures import COLUMNS, TABLE
from reporting.statistics.sheet import Sheet
from reporting.views.sight import report_in_sight
from reporting.workbooks import Change, Reading, Template, Wanted, changes, read_table, summary
from reporting.workbooks.heads import LABELS

TRIAL_LASTS = 3600
STALE = "Bản xem trước đã quá một giờ hoặc không còn nguyên vẹn. Chọn lại tệp để xem trước lần nữa."
NO_FILE = "Chưa chọn tệp. Chọn tệp .xlsx xuất từ hệ thống một cửa."
UNDATED = "Tệp không ghi kỳ số liệu. Đánh dấu xác nhận đúng kỳ rồi đưa vào báo cáo."
ANEW = "Số liệu vừa đổi từ lúc xem trước nên chưa đưa số nào vào báo cáo. Dưới đây là kết quả đọc lại."
SYSTEM = "Hệ thống một cửa của tỉnh"


@dataclass(frozen=True)
class Upload:
    """A file on its way through the pages. mark: of what was shown."""

    name: str
    content: bytes
    system: str
    mark: str = ""

    @property
    def hash(self) -> str:
        """SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass
class Trial:
    """A file read for a report. found: what it would change; kept: cells of it that the portal carries itself."""

    figures: Figures
    template: Template
    reading: Reading
    found: list[Change]
    kept: list[str]

    @property
    def mark(self) -> str:
        """What was shown, as a short mark."""
        told = [(cell_name(one.cell), one.before.printed(), one.after.printed()) for one in self.found]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def import_file(request: HttpRequest, code: str) -> HttpResponse:
    """GET: where the file is chosen. POST: its preview; ``ghep`` maps names, ``dua`` takes it in."""
    report = report_in_sight(request.user, code)
    figures = figures_of(report)
    if figures is None or not figures.form.columns(TABLE):
        raise Http404("no table of files is asked for")
    require(entering_refusal(request.user, report, area=area_of(figures.form, TABLE_PART)))
    if request.method != "POST":
        return _chooser(request, report)
    try:
        upload = _carried(request, report) if "token" in request.POST else _uploaded(request)
        template = mapping_of(report.unit, upload.system)
        if "ghep" in request.POST:
            template = _mapped(request, report, upload, template)
    except Unreadable as fault:
        return _chooser(request, report, faults=fault.sentences)
    except signing.BadSignature:
        return _chooser(request, report, faults=[STALE])
    except ValidationError as fault:
        return _chooser(request, report, faults=fault.messages)
    trial = _tried(report, figures, upload, template)
    if "dua" not in request.POST or trial.reading.faults:
        return _preview(request, report, upload, trial)
    if trial.mark != upload.mark:
        return _preview(request, report, upload, trial, told=ANEW)
    if not trial.reading.dated and not request.POST.get("dung-ky"):
        return _preview(request, report, upload, trial, told=UNDATED)
    return _carry_out(request, report, upload, trial)


def _uploaded(request: HttpRequest) -> Upload:
    """The file that was chosen. Raises Unreadable."""
    file = request.FILES.get("tep")
    if file is None:
        raise Unreadable(NO_FILE)
    if file.size > SIZE_LIMIT:
        raise too_large(file.name)
    return Upload(file.name, file.read(), " ".join(request.POST.get("he-thong", "").split())[:80] or SYSTEM)


def _salt(request: HttpRequest, report: Report) -> str:
    return f"reporting.importing:{request.user.pk}:{report.pk}"


def _carried(request: HttpRequest, report: Report) -> Upload:
    """The file that travelled with the page. Raises BadSignature."""
    name, body, system, mark = signing.loads(request.POST["token"], salt=_salt(request, report), max_age=TRIAL_LASTS)
    return Upload(name, b64decode(body), system, mark)


def _mapped(request: HttpRequest, report: Report, upload: Upload, template: Template) -> Template:
    """The template with what the person has told: names of fields and of columns; remembered for the system."""
    fields = {code for code, _ in figures_of(report).fields}
    codes = {row.code for row in COLUMNS}
    at = 0
    while (name := request.POST.get(f"ten-{at}")) is not None:
        chosen = request.POST.get(f"la-{at}", "")
        if chosen in fields:
            template = template.with_field(name[:300], chosen)
        elif chosen in codes:
            template = template.with_head(name[:300], chosen)
        at += 1
    remember_mapping(report=report, system=upload.system, template=template, by=request.user)
    return template


def _tried(report: Report, figures: Figures, upload: Upload, template: Template) -> Trial:
    wanted = Wanted(report.period, report.window, {code: (name,) for code, name in figures.fields}, figures.form)
    reading = read_table(upload.name, upload.content, wanted, template)
    sheet = figures.view("actual")
    current = {Cell(code, line.key): figure for line in sheet.lines for code, figure in line.figures.items()}
    typed = {row.code for row in figures.form.columns(TABLE) if row.typed}
    found, kept = [], []
    for one in changes(reading, current, typed):
        start = figures.carried(figures.form.row(one.cell.code), one.cell.line)
        if start is None:
            found.append(one)
        elif start.figure.number != one.after.number:
            kept.append(
                f"Ô {one.place}: tệp ghi {one.after.printed()}, cột (6) giữ {start.figure.printed()}. {start.words}"
            )
    return Trial(figures, template, reading, found, kept)


def _carry_out(request: HttpRequest, report: Report, upload: Upload, trial: Trial) -> HttpResponse:
    back = reverse("reporting:figures", args=[report.code, TABLE_PART])
    if not trial.found:
        messages.success(request, summary([]))
        return redirect(back)
    cells = {cell_name(one.cell): one.after.printed() for one in trial.found}
    taken = Taken(upload.name, upload.hash, upload.system, trial.reading.as_of)
    try:
        saved = import_figures(report=report, cells=cells, taken=taken, by=request.user)
    except FigureFaults as wrong:
        places = {cell_name(one.cell): one.place for one in trial.found}
        return _chooser(
            request, report, faults=[f"Ô {places.get(name, '')}: {words}" for name, words in wrong.faults.items()]
        )
    except ValidationError as fault:
        return _chooser(request, report, faults=[*fault.messages, "Chưa đưa số nào vào báo cáo."])
    messages.success(request, f"Đã đưa {len(saved.changed)} ô vào báo cáo từ tệp “{upload.name}”.")
    return redirect(back)


def _chooser(request: HttpRequest, report: Report, *, faults: list[str] | None = None) -> HttpResponse:
    known = list(ImportMapping.objects.filter(unit=report.unit).values_list("system", flat=True))
    context = {
        "report": report,
        "errors": [{"text": words, "href": "#tep"} for words in faults or ()],
        "systems": list(dict.fromkeys([*known, SYSTEM])),
        "system": request.POST.get("he-thong", "") or (known[0] if known else SYSTEM),
        "back": reverse("reporting:figures", args=[report.code, TABLE_PART]),
        "past": report.figureimports.select_related("by__official").order_by("-pk")[:5],
    }
    return render(request, "reporting/figures/import.html", context, status=422 if faults else 200)


def _preview(request: HttpRequest, report: Report, upload: Upload, trial: Trial, *, told: str = "") -> HttpResponse:
    reading = trial.reading
    token = signing.dumps(
        (upload.name, b64encode(upload.content).decode(), upload.system, trial.mark), salt=_salt(request, report)
    )
    figures = trial.figures
    sheet = Sheet(figures.form, {}, reading.lines, reading.stated)
    context = {
        "report": report,
        "upload": upload,
        "token": token,
        "told": told,
        "faults": reading.faults,
        "unknown": _unknown(trial),
        "changes": [
            {
                "label": label_of(figures, one.cell),
                "place": one.place,
                "before": _shown(one.before),
                "after": _shown(one.after),
            }
            for one in trial.found
        ],
        "kept": trial.kept,
        "mismatches": [one.sentence for one in check(sheet)] if reading.lines else [],
        "button": summary(trial.found),
        "as_of": reading.as_of,
        "dated": reading.dated,
        "back": reverse("reporting:figures", args=[report.code, TABLE_PART]),
    }
    refused = bool(reading.faults or told == UNDATED)
    status = 422 if refused else 409 if told else 200
    return render(request, "reporting/figures/import_preview.html", context, status=status)


def _unknown(trial: Trial) -> list[dict]:
    """Names that nobody has told yet, each with what it may be."""
    fields = [{"name": name, "place": place, "options": trial.figures.fields} for name, place in trial.reading.unknown]
    known = {code for _, code in trial.reading.heads if code}
    missing = [(code, label) for code, label in LABELS.items() if code not in known]
    lacking = any("Thiếu cột" in fault.sentence for fault in trial.reading.faults)
    heads = [words for words, code in trial.reading.heads if not code] if lacking else []
    return [*fields, *({"name": words, "place": "tiêu đề cột", "options": missing} for words in heads)]


def _shown(figure: Figure) -> str:
    return figure.printed() or "trống"
