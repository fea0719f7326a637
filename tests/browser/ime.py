"""変換: Japanese typed through a real composition, as an IME does it."""

from playwright.sync_api import Page

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
        key = {"windowsVirtualKeyCode": PROCESS, "key": "Process", "code": "Enter"}
        self._devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
        self._devtools.send("Input.insertText", {"text": text})
        self._devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})

    def write(self, text: str) -> None:
        self.compose(text)
        self.confirm(text)
