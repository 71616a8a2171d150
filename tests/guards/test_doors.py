"""Every door of everything that hangs on an item × every state in which it is locked: refused, nothing changed."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.actions import add_cite, attach
from documents.actions.attachments import Upload
from documents.models import Attachment, KnownDocument, NamedBasis, NamedClause
from plans import queries
from plans.models import (
    Condition,
    LeftOut,
    Milestone,
    PlanArea,
    PlanBasis,
    PlanRecipient,
    PlanText,
    ReportDeadline,
    Responsibility,
    Target,
    Task,
    TaskPartner,
    TaskTag,
    Waiver,
)
from plans.views.cells import KINDS
from plans.workbook import plan_rows_workbook
from tests.documents.named_papers import law, named_paper
from tests.guards.reports import MODELS as REPORTS
from tests.guards.test_walk import everything
from tests.guards.world import PNG, rows_of_every_kind
from tests.workflow.items import in_state, letter, plan
from workflow import actions
from workflow.models import Child, Item, Road
from workflow.rules import edit_refusal
from workflow.states import STATES, states_on

pytestmark = pytest.mark.django_db

# (who knocks) address, what is posted: given the plan and the row that hangs on it.
Door = tuple[str, dict[str, str]]


def _first(model, item):
    return model.objects.filter(plan=item).order_by("pk").first()


def _row_doors(item: Item) -> list[Door]:
    """Every door of every kind of row: its form, one field, removing, restoring, moving, copying, adding."""
    doors: list[Door] = []
    field = {
        PlanText: "body",
        PlanArea: "heading",
        PlanBasis: "as_written",
        Target: "phrase",
        Task: "content",
        Responsibility: "body",
        ReportDeadline: "due_on",
        PlanRecipient: "name",
    }
    for kind, model in KINDS.items():
        row = _first(model, item)
        name = field[model]
        value = "31/12/2026" if name == "due_on" else "Lời khác"
        said = {name: value, "version": str(row.version)}
        address = reverse("plans:row", args=[item.code, kind, row.pk])
        doors.append((address, {**said, "fields": name}))
        doors.append((address + "#tự lưu", {**said, "field": name}))
        doors.append((address, {**said, "fields": name, f"{name}-chon": "mine"}))
        if model in (PlanText, PlanArea):
            continue
        doors += [
            (reverse("plans:row_change", args=[item.code, kind, row.pk, verb]), {})
            for verb in ("xoa", "hoan-tac", "len", "xuong")
        ]
        if kind != "can-cu":
            more = {"area": row.area.code} if model in (Target, Task) else {}
            said = {"period": "q1"} if model is ReportDeadline else {}
            doors.append((reverse("plans:row_add", args=[item.code, kind]), {name: value, **more, **said}))
        if model in (Target, Task):
            doors.append((reverse("plans:row_change", args=[item.code, kind, row.pk, "nhan-doi"]), {}))
            pasted = {"area": row.area.code, "text": "Việc dán vào", "them": "1"}
            doors.append((reverse("plans:paste", args=[item.code, kind]), pasted))
            # A version that nobody can have changed since.
            parted = {"parts": "Một việc\nViệc khác", "version": "999"}
            doors.append((reverse("plans:row_split", args=[item.code, kind, row.pk]), parted))
    return doors


def _plan_doors(item: Item) -> list[Door]:
    """The doors of the plan's own fields, conditions, bases, citations and reasons."""
    target = Condition.objects.get(target__plan=item).target
    law = KnownDocument.objects.get(number="76/NQ-CP")
    conditions = {
        "version": str(target.version),
        "dk-TOTAL_FORMS": "1",
        "dk-INITIAL_FORMS": "0",
        "dk-0-operator": "gte",
        "dk-0-value": "90",
        "dk-0-unit_label": "%",
    }
    fields = reverse("plans:plan_fields", args=[item.code])
    return [
        (fields, {"fields": "title", "title": "Tên khác"}),
        (fields + "#tự lưu", {"field": "title", "title": "Tên khác"}),
        (reverse("plans:conditions", args=[item.code, target.pk]), conditions),
        (reverse("plans:conditions", args=[item.code, target.pk]), {"again": "1"}),
        (reverse("plans:basis_add", args=[item.code]), {"document": str(law.pk)}),
        (reverse("plans:cite_add", args=[item.code]), {"document": str(law.pk)}),
        (reverse("plans:cite_drop", args=[item.code, "a"]), {}),
        (reverse("plans:task_tags", args=[item.code, _first(Task, item).pk]), {}),
        (reverse("plans:import", args=[item.code]), {"tep": SimpleUploadedFile("bang.xlsx", _workbook(item))}),
        (reverse("plans:attach", args=[item.code]), {"file": SimpleUploadedFile("anh.png", PNG, "image/png")}),
    ]


def _workbook(item: Item) -> bytes:
    return plan_rows_workbook(queries.content(item))


# Kind of row -> its doors, by name for the reader of a failure.
MODELS = {PlanText, PlanArea, PlanBasis, Target, Task, Responsibility, ReportDeadline, PlanRecipient}
LOCKED = [
    (road, state)
    for road in (Road.SIGN_THEN_SEND, Road.REVIEW_THEN_SIGN)
    for state in states_on(road)
    if not STATES[state].editable
]


def knock(client: Client, door: Door):
    """Post to a door; an address that ends in "#tự lưu" is a field that saves itself."""
    address, said = door
    alone = {"X-Autosave": "1"} if address.endswith("#tự lưu") else {}
    return client.post(address.removesuffix("#tự lưu"), said, headers=alone)


def signed_in(user) -> Client:
    """The browser of ``user``; signing in is an act of its own and comes before anything is compared."""
    client = Client()
    client.force_login(user)
    return client


def refused_everywhere(client: Client, sentence: str, doors: list[Door]) -> list[tuple]:
    """Doors that did not answer 403 with the sentence of the lock."""
    assert sentence
    told = []
    for door in doors:
        answer = knock(client, door)
        if answer.status_code != 403 or sentence not in answer.content.decode():
            told.append((door[0], answer.status_code))
    return told


def test_the_table_of_kinds_is_that_of_the_editor():
    assert set(KINDS.values()) == MODELS


def test_everything_that_hangs_on_an_item_has_doors_here():
    children = {model for model in _subclasses(Child) if not model._meta.abstract}
    # tests/guards/test_doors_lineage.py, tests/guards/test_doors_reports.py
    elsewhere = {Milestone, LeftOut, TaskTag} | REPORTS
    assert children == MODELS | elsewhere | {Condition, TaskPartner, Waiver, NamedClause, NamedBasis}


def _subclasses(model) -> set:
    return {one for child in model.__subclasses__() for one in {child} | _subclasses(child)}


class TestAPlan:
    @pytest.mark.parametrize(("road", "state"), LOCKED)
    def test_keeps_every_door_shut_while_it_is_locked(self, cast, road, state):
        item = in_state(cast, road, state)
        rows_of_every_kind(item, cast)
        doors, client = _row_doors(item) + _plan_doors(item), signed_in(cast.focal)
        before = everything()
        assert refused_everywhere(client, edit_refusal(cast.focal, item), doors) == []
        assert client.post(reverse("plans:to_bin", args=[item.code])).status_code == 403
        assert everything() == before

    def test_opens_these_doors_to_its_drafter_otherwise(self, cast):
        """The doors are real: the same posts change a draft, so that their refusal means something."""
        item = plan(cast)
        rows_of_every_kind(item, cast)
        client = signed_in(cast.focal)
        shut = [door[0] for door in _row_doors(item) + _plan_doors(item) if knock(client, door).status_code >= 403]
        assert [address for address in shut if "#tự lưu" not in address] == []

    @pytest.mark.parametrize("part", ["chairman", "reviewer", "viewer", "office_head", "service"])
    def test_that_is_a_draft_keeps_them_shut_to_those_who_do_not_draft(self, cast, part):
        item = plan(cast)
        rows_of_every_kind(item, cast)
        client = signed_in(getattr(cast, part))
        before = everything()
        answers = {knock(client, door).status_code for door in _row_doors(item) + _plan_doors(item)}
        assert answers <= {403, 404}
        assert everything() == before


def _letter_doors(item: Item) -> list[tuple[str, Callable[[], dict]]]:
    file = Attachment.objects.get(object_id=item.pk)
    form = {
        "title": "khác",
        "drafting_unit": "VP",
        "body": "Nội dung khác.",
        "version": "1",
        "gui-TOTAL_FORMS": "0",
        "gui-INITIAL_FORMS": "0",
        "noi-nhan-TOTAL_FORMS": "0",
        "noi-nhan-INITIAL_FORMS": "0",
    }
    return [
        (reverse("documents:letter_edit", args=[item.code]), lambda: form),
        (
            reverse("documents:letter_attach", args=[item.code]),
            lambda: {"file": SimpleUploadedFile("anh2.png", PNG + b"\0", "image/png")},
        ),
        (reverse("documents:letter_detach", args=[item.code, file.pk]), dict),
    ]


class TestALetter:
    @pytest.mark.parametrize("state", [state for state in states_on(Road.LETTER) if not STATES[state].editable])
    def test_keeps_its_fields_and_files_while_it_is_locked(self, cast, state):
        item = letter(cast)
        attach(item, by=cast.focal, upload=Upload("anh.png", PNG))
        _put(item, state)
        sentence = edit_refusal(cast.focal, item)
        client = signed_in(cast.focal)
        before = everything()
        for address, said in _letter_doors(item):
            answer = client.post(address, said())
            assert (address, answer.status_code, sentence in answer.content.decode()) == (address, 403, True)
        assert everything() == before


def _named_doors(item: Item) -> list[Door]:
    """Every door of a Quyết định: its head, its clauses, its bases, what it cites, its files."""
    head = {"title": "khác", "version": str(item.version)}
    head |= {"noi-nhan-TOTAL_FORMS": "0", "noi-nhan-INITIAL_FORMS": "0"}
    clause = NamedClause.objects.filter(document=item).order_by("pk").first()
    basis = NamedBasis.objects.filter(document=item).order_by("pk").first()
    doors: list[Door] = [
        (reverse("documents:named_head", args=[item.code]), head),
        (reverse("documents:clause_new", args=[item.code]), {"text": "Điều khác."}),
        (reverse("documents:clause", args=[item.code, clause.pk]), {"text": "khác", "version": str(clause.version)}),
        (reverse("documents:basis_new", args=[item.code]), {"text": "76/NQ-CP", "role": "basis"}),
        (reverse("documents:named_cite", args=[item.code]), {"text": "76/NQ-CP"}),
        (reverse("documents:named_cite_drop", args=[item.code, "vb1"]), {}),
        (
            reverse("documents:named_attach", args=[item.code]),
            {"file": SimpleUploadedFile("anh2.png", PNG + b"\0", "image/png")},
        ),
    ]
    for kind, row in (("muc", clause), ("can-cu", basis)):
        for verb in ("xuong", "len", "xoa", "hoan-tac"):
            doors.append((reverse("documents:named_part", args=[item.code, kind, row.pk, verb]), {}))
    return doors


class TestANamedPaper:
    @pytest.mark.parametrize("state", [state for state in states_on(Road.LETTER) if not STATES[state].editable])
    def test_keeps_its_words_rows_and_files_while_it_is_locked(self, cast, state):
        item = named_paper(cast, "QĐ")
        add_cite(item, by=cast.focal, known=law())
        _put(item, state)
        doors, client = _named_doors(item), signed_in(cast.focal)
        before = everything()
        assert refused_everywhere(client, edit_refusal(cast.focal, item), doors) == []
        assert everything() == before

    def test_opens_these_doors_to_its_drafter_otherwise(self, cast):
        item = named_paper(cast, "QĐ")
        add_cite(item, by=cast.focal, known=law())
        item.refresh_from_db()
        client = signed_in(cast.focal)
        assert [door[0] for door in _named_doors(item) if knock(client, door).status_code != 302] == []


def _put(item: Item, state: str) -> None:
    type(item).objects.filter(pk=item.pk).update(state=state, times_sent=1, version=2)
    item.refresh_from_db()


def test_the_lock_itself_is_the_one_all_doors_ask(cast):
    item = in_state(cast, Road.LETTER, "content_check")
    with pytest.raises(Exception, match="nên tạm khóa"), actions.editing(item, by=cast.focal):
        raise AssertionError("the body must not run")
