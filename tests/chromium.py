"""A headless Chromium to drive, over a pipe: pages, keys, what they ask of the network, and pictures of them."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from fcntl import F_DUPFD, fcntl
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from select import select
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar

from peers import CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--lang=en",
    "--remote-debugging-pipe",
]
# Chromium reads commands from 3 and answers on 4, whatever numbers the pipes have here.
_LAUNCH = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
_PATIENCE = 60  # seconds
_FIRST_FREE = 10  # above 3 and 4
_CODES = {"Tab": 9, "Enter": 13, " ": 32, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38}


class PageError(AssertionError):
    """What went wrong in the page, or in the browser."""


class Browser:
    """The pipe to a browser: commands go out, answers and events come back."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = os.fdopen(commands, "wb"), os.fdopen(answers, "rb", buffering=0)
        self._rest, self._number = b"", 0
        self.events: list[dict[str, Any]] = []
        self.page_of: dict[str, str | None] = {}  # the session of a worker, and that of its page

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """Send a command, and return what comes back; what happens meanwhile is kept."""
        number = self._send(method, session, parameters)
        while True:
            said = self._next()
            if said.get("id") != number:
                self.events.append(said)
            elif "error" in said:
                raise PageError(method, said["error"])
            else:
                result: dict[str, Any] = said["result"]
                return result

    def _send(self, method: str, session: str | None, parameters: dict[str, Any] | None = None) -> int:
        self._number += 1
        command: dict[str, Any] = {"id": self._number, "method": method, "params": parameters or {}}
        if session is not None:
            command["sessionId"] = session
        self._commands.write(json.dumps(command).encode() + b"\0")
        self._commands.flush()
        return self._number

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select([self._answers], [], [], _PATIENCE)[0]:
                raise PageError("the browser said nothing", _PATIENCE)
            read = os.read(self._answers.fileno(), 1 << 20)
            if not read:
                raise PageError("the browser is gone")
            self._rest += read
        said, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(said)
        if message.get("method") == "Target.attachedToTarget":
            self._watch(message["params"]["sessionId"], message.get("sessionId"))
        return message

    def _watch(self, worker: str, page: str | None) -> None:
        """Watch what a worker asks of the network, from its start."""
        self.page_of[worker] = page
        if page is not None:
            self._send("Network.enable", worker)
            self._send("Runtime.runIfWaitingForDebugger", worker)

    def close(self) -> None:
        self._commands.close()
        self._answers.close()


class Page:
    """One tab: what a person does in it, and what stands there."""

    def __init__(self, browser: Browser, *, width: int = 1280, height: int = 900, scheme: str = "light") -> None:
        self._browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._target = target
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=True)
        self.size(width, height)
        self.scheme(scheme)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **parameters)

    def size(self, width: int, height: int = 900) -> None:
        """Let the screen have a size; a small one is that of a phone."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.call("Emulation.setDeviceMetricsOverride", **size)

    def scheme(self, name: str) -> None:
        """Let the person like a light or a dark scheme."""
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def open(self, address: str) -> None:
        self.call("Page.navigate", url=address)

    def run(self, script: str) -> Any:
        """Return the value of a JavaScript expression, or of its promise."""
        done = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in done:
            raise PageError(script, done["exceptionDetails"])
        return done["result"].get("value")

    def wait(self, script: str, seconds: float = 30) -> Any:
        """Return the value of an expression as soon as it is true."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if value := self.run(script):
                return value
            time.sleep(0.02)
        raise PageError("not true in time", seconds, script)

    def text(self, selector: str) -> str:
        """Return the text of an element."""
        found = self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? null")
        if found is None:
            raise PageError("there is no such element", selector)
        return str(found)

    def fill(self, selector: str, value: str) -> None:
        """Put a value into a field, as typing does."""
        field, text = json.dumps(selector), json.dumps(value)
        typed = "field.dispatchEvent(new Event('input', {bubbles: true}))"
        self.run(f"{{ const field = document.querySelector({field}); field.value = {text}; {typed}; }}")

    def click(self, selector: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key where the focus is."""
        code = _CODES.get(key, ord(key[0].upper()))
        what = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        text = {"Enter": "\r", " ": " "}.get(key)
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self.call("Input.dispatchKeyEvent", **what, **down)
        self.call("Input.dispatchKeyEvent", **what, type="keyUp")

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.call("Input.insertText", text=text)

    def asked(self) -> list[str]:
        """Return the address of each request so far of the page and of its workers, those that were refused too."""
        self.run("0")
        ours = {self._session, *[worker for worker, page in self._browser.page_of.items() if page == self._session]}
        return [
            event["params"]["request"]["url"]
            for event in self._browser.events
            if event.get("method") == "Network.requestWillBeSent" and event.get("sessionId") in ours
        ]

    def complaints(self) -> list[str]:
        """Return what the console says of errors, and of what the page was not allowed to do."""
        self.run("0")
        found = []
        for event in self._browser.events:
            if event.get("sessionId") != self._session or "method" not in event:
                continue
            said = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                found.append(str(said["exceptionDetails"]))
            elif event["method"] == "Log.entryAdded" and said["entry"]["level"] in ("error", "warning"):
                found.append(said["entry"]["text"])
            elif event["method"] == "Runtime.consoleAPICalled" and said["type"] in ("error", "warning"):
                found.append(str(said["args"]))
        return found

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """Write what the page looks like."""
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def close(self) -> None:
        self._browser.call("Target.closeTarget", targetId=self._target)


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder, and keeps what it is asked for."""

    asked: ClassVar[list[str]]

    def send_head(self) -> Any:
        self.asked.append(self.path)
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder as any plain web server does; give its address, and the paths that it is asked for."""
    asked: list[str] = []
    handler = partial(type("_Keeping", (_Handler,), {"asked": asked}), directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def running(profile: Path) -> Iterator[Browser]:
    """Run Chromium with a profile of its own."""
    (read_commands, commands), (answers, write_answers) = os.pipe(), os.pipe()
    theirs = [fcntl(end, F_DUPFD, _FIRST_FREE) for end in (read_commands, write_answers)]
    os.close(read_commands)
    os.close(write_answers)
    launch = [sys.executable, "-c", _LAUNCH, *map(str, theirs), str(CHROMIUM)]
    process = subprocess.Popen(  # noqa: S603 - our own words
        [*launch, *_FLAGS, f"--user-data-dir={profile}"],
        pass_fds=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for end in theirs:
        os.close(end)
    browser = Browser(commands, answers)
    try:
        yield browser
    finally:
        browser.call("Browser.close")
        browser.close()
        process.wait(timeout=30)
