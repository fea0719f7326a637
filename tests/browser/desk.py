"""机: one person's browser page, with what went wrong on it, and the hands that work through a step."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

PDF = {"name": "控え.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 receipt"}
FIGURE = "48"


class Desk:
    """机 of a person. `troubles` gathers console errors (a broken CSP is one) and requests to anywhere else."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.troubles: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("request", self._watch)

    def _hear(self, message: ConsoleMessage) -> None:
        refused = "422" in message.text and "Failed to load resource" in message.text  # a form that came back
        if message.type == "error" and not refused:
            self.troubles.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in {"data", "blob"} and f"{where.scheme}://{where.netloc}" != self.home:
            self.troubles.append(f"request: {request.url}")

    def go(self, path: str) -> None:
        self.page.goto(path)

    def press(self, name: str, within: Locator | None = None) -> None:
        """A button by its words, and wait until the answer stands on the page."""
        button = (within or self.page).get_by_role("button", name=name, exact=True)
        with self.answered():
            button.click()

    @contextmanager
    def answered(self) -> Iterator[None]:
        """The POST inside is answered and what it brought is on the page."""
        with self.page.expect_response(lambda response: response.request.method == "POST"):
            yield
        self.page.wait_for_load_state()
        expect(self.page.locator(".htmx-request, .htmx-settling")).to_have_count(0)

    @property
    def step(self) -> Locator:
        return self.page.locator("#step")

    @property
    def heading(self) -> str:
        return self.page.locator("#step-h").inner_text()

    def attach_all(self) -> None:
        """書類: a paper into every place that asks for one."""
        missing = self.page.locator(".files li", has=self.page.locator(".sub", has_text="まだ"))
        while missing.count():
            self.page.set_input_files("#at-file", PDF)
            self.press("添える")

    def fill_all(self, **figures: str) -> None:
        """確かめること: every one of the step answered, whatever its kind; `figures` by the key of the check."""
        form = self.page.locator("#f-step")
        for box in form.get_by_role("checkbox").all():
            self.tick(box)
        for choices in form.locator("fieldset").all():
            choices.locator("label").first.click()
        for line in form.locator("input.input").all():
            asks_day = line.get_attribute("placeholder") == "11/25"
            is_number = "num" in (line.get_attribute("class") or "").split()
            key = (line.get_attribute("id") or "").removeprefix("c-")
            line.fill(figures.get(key) or ("11/25" if asks_day else FIGURE if is_number else "16日 15時"))

    def tick(self, box: Locator) -> None:
        if box.is_checked():
            return
        if self.page.evaluate("() => typeof htmx === 'undefined'"):
            box.check()
            return
        with self.answered():
            box.check()

    def finish_step(self, **figures: str) -> None:
        self.attach_all()
        self.fill_all(**figures)
        self.press("この工程を終える")
