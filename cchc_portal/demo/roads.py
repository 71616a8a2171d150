"""The usual ways of an item through an office of the invented province: to the chairman, out, accepted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from celery import current_app

from cchc_portal.demo.telling import Moving, Teller


def who(code: str) -> str:
    """How the accounts of a unit end: "tanlap" of "tan-lap"; those of the sở "snv"."""
    return "snv" if code.endswith("-snv") else code.replace("-", "")


def to_chairman(teller: Teller, item: Moving, code: str, day: date) -> Moving:
    """Submitted, checked for content and form, on the chairman's desk."""
    item = teller.take("submit", item, f"daumoi.{who(code)}", day, 8)
    if code == "cao-xa":
        return teller.take("pass_checks", item, f"truongphong.{who(code)}", day, 14)
    item = teller.take("pass_content", item, f"truongphong.{who(code)}", day, 10)
    return teller.take("pass_form", item, f"vanthu.{who(code)}", day, 14)


def sent(teller: Teller, item: Moving, code: str, day: date, signed: date, number: int) -> Moving:
    """To the chairman and out on the day of signing.

    What was put before the chairman is kept, and pressed by the worker: it has been issued since.
    """
    if not teller.told(signed):
        return to_chairman(teller, item, code, day)
    with _pressed_by_the_worker():
        item = to_chairman(teller, item, code, day)
        return issued(teller, item, code, signed, number, signed)


@contextmanager
def _pressed_by_the_worker() -> Iterator[None]:
    """No paper before a chairman is pressed here; every five minutes the worker presses what has no file
    (``documents.tasks.finish_waiting``). A report of fifteen pages takes longer than everything else about it."""
    press = current_app.tasks["documents.tasks.press"]
    press.apply_async = lambda *args, **options: None
    try:
        yield
    finally:
        del press.apply_async


def issued(teller: Teller, item: Moving, code: str, signed: date, number: int, day: date) -> Moving:
    """Signed and issued."""
    head = "giamdoc" if who(code) == "snv" else "chutich"
    item = teller.take("sign", item, f"{head}.{who(code)}", signed, 15)
    return teller.issue(item, f"vanthu.{who(code)}", number, day, 16 if signed == day else 10)


def accepted(
    teller: Teller,
    item: Moving,
    officer: str,
    began: date,
    concluded: date,
    words: str = "Đủ nội dung, đề xuất tiếp nhận.",
) -> Moving:
    """Reviewed by the officer, concluded by the head."""
    item = teller.take("begin_review", item, officer, began, 9)
    item = teller.take("propose", item, officer, began, 16, comment=words)
    return teller.take("accept", item, "phuc", concluded, 9, 40)
