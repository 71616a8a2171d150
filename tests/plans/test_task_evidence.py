"""Evidence from the unit's store, and big files that come piece by piece."""

import hashlib
import os
import time
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents import pieces, tasks
from documents.actions.attachments import Upload, attach, keep_again
from documents.models import Attachment
from organisations.clock import at, set_to
from plans.actions import evidence
from plans.actions import progress as acts
from plans.models import Plan, TaskProgress
from plans.queries.evidence import stored_files, with_places
from tests.cast import Cast
from tests.guards.world import PNG
from tests.plans.test_progress import in_force
from workflow.rules import Refused

pytestmark = pytest.mark.django_db

BIG = PNG + bytes(range(256)) * 10_000
PART = pieces.PIECE


@pytest.fixture
def tasks_in_force(full_plan: Plan, cast: Cast):
    """Work under way of a plan that holds one file itself."""
    attach(full_plan, by=cast.focal, upload=Upload("bang-so-lieu.png", PNG + b"1"))
    with set_to(at(date(2026, 3, 2))):
        running = in_force(full_plan, cast)
        yield list(TaskProgress.objects.filter(task__plan=running).order_by("pk"))


@pytest.fixture(autouse=True)
def no_pieces(tmp_path, settings):
    settings.DATA_DIR = tmp_path


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def files_on(progress: TaskProgress) -> list[tuple[str, str]]:
    rows = Attachment.objects.filter(kind="task", object_id=progress.pk, removed_at=None)
    return list(rows.values_list("name", "sha256"))


# From the store


def test_a_stored_file_serves_another_task_without_a_second_copy(tasks_in_force, cast: Cast) -> None:
    one, other = tasks_in_force[:2]
    first = acts.add_evidence(one, by=cast.focal, upload=Upload("bien-ban.png", PNG))
    before = sorted(path.name for path in Path(settings.DATA_DIR).rglob("*") if path.is_file())
    row = evidence.pick_evidence(other, first, by=cast.field)
    assert (row.pk != first.pk, row.name, row.sha256, row.uploaded_by) == (
        True,
        "bien-ban.png",
        first.sha256,
        cast.field,
    )
    assert sorted(path.name for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()) == before
    acts.remove_evidence(one, first, by=cast.focal)
    assert client(cast.focal).get(f"/nhiem-vu/{other.code}/minh-chung/{row.pk}/").content == PNG


def test_the_store_shows_each_content_once_with_its_place_and_not_what_the_task_has(tasks_in_force, cast: Cast) -> None:
    one, other, third = tasks_in_force[:3]
    first = acts.add_evidence(one, by=cast.focal, upload=Upload("bien-ban.png", PNG))
    evidence.pick_evidence(other, first, by=cast.focal)
    shown = with_places(list(stored_files(third, cast.focal)))
    assert sorted((row.file.name, row.place.partition(":")[0]) for row in shown) == [
        ("bang-so-lieu.png", "Kế hoạch"),
        ("bien-ban.png", "Minh chứng của nhiệm vụ"),
    ]
    assert [row.name for row in stored_files(one, cast.focal)] == ["bang-so-lieu.png"]


def test_the_page_ticks_several_files_and_finds_them_by_name(tasks_in_force, cast: Cast) -> None:
    one, other = tasks_in_force[:2]
    acts.add_evidence(one, by=cast.focal, upload=Upload("bien-ban.png", PNG))
    url = f"/nhiem-vu/{other.code}/minh-chung/kho/"
    browser = client(cast.focal)
    assert "Chọn từ kho" in browser.get(f"/nhiem-vu/{other.code}/").content.decode()
    found = browser.get(url, {"tim": "bien"}).content.decode()
    assert ("bien-ban.png" in found, "bang-so-lieu.png" in found) == (True, False)
    answer = browser.post(url, {})
    assert (answer.status_code, "Chọn ít nhất một tệp." in answer.content.decode()) == (422, True)
    keys = [row.pk for row in stored_files(other, cast.focal)]
    assert browser.post(url, {"tep": keys})["Location"] == f"/nhiem-vu/{other.code}/#minh-chung"
    assert {name for name, _ in files_on(other)} == {"bien-ban.png", "bang-so-lieu.png"}
    assert "Kho của đơn vị chưa có tệp nào khác" in browser.get(url).content.decode()


def test_files_of_another_unit_are_not_offered_and_not_taken(tasks_in_force, cast: Cast) -> None:
    foreign = Attachment.objects.create(
        unit=cast.other_commune, kind="task", object_id=1, name="a.png", content_type="image/png", size=9,
        sha256="0" * 64, uploaded_at=at(date(2026, 3, 1)), uploaded_by=cast.other_focal,
    )  # fmt: skip
    one = tasks_in_force[0]
    assert foreign not in stored_files(one, cast.focal)
    with pytest.raises(Refused, match="Chọn một tệp trong danh sách"):
        evidence.pick_evidence(one, foreign, by=cast.focal)
    with pytest.raises(ValueError, match="stays with its unit"):
        keep_again(foreign, one, by=cast.focal)


# Piece by piece


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def put(user, progress: TaskProgress, data: bytes, offset: int, *, whole: bytes = BIG, name: str = "anh.png", said=""):
    typed = {
        "sha256": said or hash_of(whole),
        "size": len(whole),
        "name": name,
        "offset": offset,
        "piece": SimpleUploadedFile("piece", data),
    }
    return client(user).post(f"/nhiem-vu/{progress.code}/minh-chung/phan/", typed)


def state(user, progress: TaskProgress, whole: bytes = BIG):
    asked = {"sha256": hash_of(whole), "size": len(whole)}
    return client(user).get(f"/nhiem-vu/{progress.code}/minh-chung/phan/", asked)


def test_a_file_in_pieces_goes_on_where_it_stood_and_is_evidence_once_whole(tasks_in_force, cast: Cast) -> None:
    one = tasks_in_force[0]
    assert state(cast.focal, one).json() == {"received": 0}
    assert put(cast.focal, one, BIG[:PART], 0).json() == {"received": PART}
    assert files_on(one) == []
    assert state(cast.focal, one).json() == {"received": PART}
    again = put(cast.focal, one, BIG[:PART], 0)
    assert (again.status_code, again.json()) == (409, {"received": PART})
    assert put(cast.focal, one, BIG[PART : 2 * PART], PART).json() == {"received": 2 * PART}
    last = put(cast.focal, one, BIG[2 * PART :], 2 * PART).json()
    assert last == {"received": len(BIG), "url": f"/nhiem-vu/{one.code}/#minh-chung"}
    assert files_on(one) == [("anh.png", hash_of(BIG))]
    assert list((Path(settings.DATA_DIR) / "pieces").iterdir()) == []


def send_all(user, progress: TaskProgress, whole: bytes, **more):
    answer = None
    for offset in range(0, len(whole), PART):
        answer = put(user, progress, whole[offset : offset + PART], offset, whole=whole, **more)
    return answer


def test_a_file_that_is_not_the_announced_one_is_thrown_away(tasks_in_force, cast: Cast) -> None:
    answer = send_all(cast.focal, tasks_in_force[0], BIG, said=hash_of(b"other"))
    assert (answer.status_code, "không còn nguyên vẹn" in answer.json()["error"]) == (422, True)
    assert (files_on(tasks_in_force[0]), list((Path(settings.DATA_DIR) / "pieces").iterdir())) == ([], [])


WRONG = [
    ("ke-hoach.docx", BIG, "thực ra là ảnh"),
    ("chay.exe", BIG, "Không nhận tệp “chay.exe”"),
]


@pytest.mark.parametrize(("name", "whole", "sentence"), WRONG)
def test_pieces_are_judged_like_a_whole_file(tasks_in_force, cast: Cast, name, whole, sentence) -> None:
    answer = send_all(cast.focal, tasks_in_force[0], whole, name=name)
    assert (answer.status_code, sentence in answer.json()["error"]) == (422, True)
    assert files_on(tasks_in_force[0]) == []


def test_a_file_over_the_limit_is_refused_with_its_first_piece(tasks_in_force, cast: Cast, settings) -> None:
    settings.ATTACHMENT_MAX_SIZE = PART
    answer = put(cast.focal, tasks_in_force[0], BIG[:PART], 0)
    assert (answer.status_code, "tối đa 20 MB" in answer.json()["error"]) == (422, True)
    assert not (settings.DATA_DIR / "pieces").exists()


@pytest.mark.parametrize("data", [b"", b"x" * (PART + 1)])
def test_a_piece_is_neither_empty_nor_too_big(tasks_in_force, cast: Cast, data: bytes) -> None:
    assert put(cast.focal, tasks_in_force[0], data, 0).status_code == 422


def test_words_that_name_no_file_are_refused(tasks_in_force, cast: Cast) -> None:
    url = f"/nhiem-vu/{tasks_in_force[0].code}/minh-chung/phan/"
    browser = client(cast.focal)
    assert [browser.get(url).status_code, browser.post(url, {"sha256": "../../etc", "size": 1}).status_code] == [
        404,
        422,
    ]


def test_pieces_of_a_stranger_of_a_reader_and_for_a_locked_task_are_refused(tasks_in_force, cast: Cast) -> None:
    one = tasks_in_force[0]
    assert put(cast.stranger, one, BIG[:PART], 0).status_code == 404
    answer = put(cast.reviewer, one, BIG[:PART], 0)
    assert (answer.status_code, "Minh chứng do người thực hiện" in answer.json()["error"]) == (403, True)
    Plan.objects.filter(pk=one.task.plan_id).update(state="superseded")
    answer = put(cast.focal, one, BIG[:PART], 0)
    assert (answer.status_code, "đã được thay thế" in answer.json()["error"]) == (403, True)
    assert state(cast.focal, one).status_code == 403


def test_two_people_do_not_write_into_each_others_file(tasks_in_force, cast: Cast) -> None:
    one = tasks_in_force[0]
    put(cast.focal, one, BIG[:PART], 0)
    assert state(cast.field, one).json() == {"received": 0}
    assert put(cast.field, one, BIG[PART : 2 * PART], PART).status_code == 409


def test_what_nobody_went_on_with_is_cleared_at_night_and_before_the_next_file(tasks_in_force, cast: Cast) -> None:
    one = tasks_in_force[0]
    put(cast.focal, one, BIG[:PART], 0)
    (left,) = (Path(settings.DATA_DIR) / "pieces").iterdir()
    assert tasks.clear_pieces() == 0
    long_ago = time.time() - pieces.KEPT_FOR - 60
    os.utime(left, (long_ago, long_ago))
    put(cast.field, one, BIG[:PART], 0)
    assert not left.exists()
    assert state(cast.focal, one).json() == {"received": 0}
    (other,) = (Path(settings.DATA_DIR) / "pieces").iterdir()
    os.utime(other, (long_ago, long_ago))
    assert tasks.clear_pieces() == 1
