"""変換: Japanese typed through a real composition, as an IME does it."""

from playwright.sync_api import Page

ENTER = 13
PROCESS = 229  # what every key says while something is being composed


class Ime:
    """変換する: words appear letter by letter, and the Enter that confirms them belongs to the IME alone."""

    def __init__(self, page: Page) -> None:
        self._devtools = page.context.new_cdp_session(page)

    def compose(self, reading: str) -> None:
        for end in range(1, len(reading) + 1):
            said = {"text": reading[:end], "selectionStart": end, "selectionEnd": end}
            self._devtools.send("Input.imeSetComposition", said)

    def confirm(self, text: str) -> None:
        """Enter is called so by some systems while composing, and tells that it is the IME's by its number alone."""
        enter = {"key": "Enter", "code": "Enter"}
        self._devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "windowsVirtualKeyCode": PROCESS, **enter})
        self._devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", "windowsVirtualKeyCode": ENTER, **enter})
        self._devtools.send("Input.insertText", {"text": text})

    def write(self, text: str) -> None:
        self.compose(text)
        self.confirm(text)
