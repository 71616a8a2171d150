"""The usual ways of an item through an office of the invented province: to the chairman, out, accepted."""

from datetime import date

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
