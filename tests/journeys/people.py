"""Persons at their browsers: they sign in, open pages, write into fields by label and press buttons by name.

Everything a walk does goes through these few verbs, so that a walk reads like the day it tells. Whatever the
console, the network or the server complains about meanwhile is noted in ``complaints``.
"""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from organisations.models import User

DESK, PHONE, NARROW = (1366, 768), (390, 844), (320, 640)
# A machine with other work answers late; what never comes still fails.
PATIENCE = 30_000
PASSWORD = "mật khẩu của vai 2026"


def with_password(user: User) -> User:
    """The user, able to sign in with PASSWORD."""
    user.set_password(PASSWORD)
    user.save()
    return user


class Person:
    """One person at one browser of their own."""

    def __init__(self, context: BrowserContext, url: str, *, size: tuple[int, int] = DESK):
        self.url = url
        self.context = context
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _heard(self, message) -> None:
        # The browser says of every refusal that a resource failed to load; the walk itself looks at those.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"{self.path}: {message.text}")

    def _asked(self, request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:", "about:")):
            self.complaints.append(f"{self.path} asks {request.url}")

    def _answered(self, response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.url} answers {response.status}")

    # --- Where ---------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        """The address of the open page, without host."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def open(self, path: str):
        """Open a page; the answer."""
        return self.page.goto(self.url + path)

    def sign_in(self, user: User | str, password: str = PASSWORD) -> "Person":
        """By name and password, on the page for it."""
        self.open("/dang-nhap/")
        self.write("Tên đăng nhập hoặc thư điện tử", user if isinstance(user, str) else user.username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password)
        self.press("Đăng nhập")
        expect(self.page.locator(".account")).to_be_visible()
        return self

    def sign_out(self) -> None:
        """By the menu of the account."""
        self.page.locator(".account summary").click()
        self.press("Đăng xuất")
        expect(self.page.get_by_label("Mật khẩu", exact=True)).to_be_visible()

    # --- What ----------------------------------------------------------------------------------------

    @property
    def _place(self) -> Page | Locator:
        """The open sheet, else the page: what lies behind a sheet cannot be pressed."""
        sheet = self.page.locator("dialog[open]")
        return sheet if sheet.count() else self.page

    def field(self, label: str | re.Pattern) -> Locator:
        """The field of that label, which may say of itself that it need not be filled."""
        exact = rf"^\s*{re.escape(label)}(\s*\(không bắt buộc\))?\s*$" if isinstance(label, str) else label
        wanted = re.compile(exact)
        return self._place.get_by_label(wanted).first

    def write(self, label: str, text: str) -> None:
        """Type into a field."""
        self.field(label).fill(text)

    def choose(self, label: str | re.Pattern, words: str) -> None:
        """Choose an option of a select by (the beginning of) its words."""
        select = self.field(label)
        options = [option.strip() for option in select.locator("option").all_inner_texts()]
        select.select_option(label=next(option for option in options if option.startswith(words)))

    def press(self, name: str) -> None:
        """Press the button or link of that name."""
        place = self._place
        exact = re.compile(rf"^\s*{re.escape(name)}\s*$")
        place.get_by_role("button", name=exact).or_(place.get_by_role("link", name=exact)).first.click()

    def autosave(self, label: str, text: str) -> None:
        """Type into a field that saves itself, and wait for the word that it is saved."""
        field = self.field(label)
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            field.fill(text)
            field.blur()
        assert answer.value.status == 200, (label, text, answer.value.status, answer.value.text()[:300])
        expect(self.page.locator("#save-state")).to_have_text(re.compile(r"^Đã lưu lúc \d{1,2}:\d\d$"))

    def download(self, name: str, to: Path) -> Path:
        """Keep the file behind the link of that name."""
        address = self.page.get_by_role("link", name=name).first.get_attribute("href")
        answer = self.context.request.get(self.url + address)
        assert answer.ok, (address, answer.status)
        to.write_bytes(answer.body())
        return to

    # --- What is seen --------------------------------------------------------------------------------

    def reads(self, *sentences: str) -> None:
        """Every sentence stands on the page."""
        for sentence in sentences:
            expect(self.page.locator("body")).to_contain_text(sentence)

    def told(self, sentence: str) -> None:
        """The receipt above the page."""
        expect(self.page.locator("#message")).to_contain_text(sentence)

    def fits(self) -> None:
        """Nothing scrolls sideways."""
        self.page.wait_for_load_state()
        wide = self.page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
        assert wide <= 0, f"{self.path} is {wide} px too wide"


Arrival = Callable[..., Person]
