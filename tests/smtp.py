"""A small mail server on this machine, which takes mail, refuses it, puts it off, hangs or breaks off, as it is told."""

import socketserver
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread

MODES = ("accept", "refuse", "defer", "hang", "drop")


class Conversation(socketserver.StreamRequestHandler):
    """One connection. `drop` takes the mail and is gone before it says so; `hang` says nothing more until the sender gives up."""

    server: "MailServer"

    def handle(self) -> None:
        self.server.callers.append(self.client_address)
        self.say("220 mail.example.org")
        for line in self.rfile:
            command = line.decode("ascii", "replace").strip().upper()
            if self.server.mode == "hang":
                self.hold()
                break
            if command.startswith("DATA"):
                if not self.take():
                    break
            elif command.startswith("QUIT"):
                self.say("221 Goodbye")
                break
            else:
                self.say(self.answer(command))

    def hold(self) -> None:
        self.server.held.add(self.client_address)
        self.rfile.read()
        self.server.held.remove(self.client_address)

    def answer(self, command: str) -> str:
        if command.startswith("RCPT"):
            return {"refuse": f"550 {command[8:]} is unknown here", "defer": "451 Come back later"}.get(self.server.mode, "250 OK")
        return "250 OK"

    def take(self) -> bool:
        """Read one mail; whether the conversation goes on."""
        self.say("354 Go on")
        lines: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        else:
            return False  # the sender died in the middle: nothing has been taken
        self.server.received.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if self.server.mode == "drop":
            return False
        time.sleep(self.server.pause)
        self.say("250 Taken")
        return True

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """`received` holds every mail that was taken, in order; `mode` is one of `MODES` and may change at any moment.

    `callers` are all that ever opened a connection, `held` those of them that it keeps hanging now (address and port).
    `pause` is how long it takes over each mail, in seconds.
    """

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, pause: float) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.pause = pause
        self.mode = "accept"
        self.received: list[EmailMessage] = []
        self.callers: list[tuple[str, int]] = []
        self.held: set[tuple[str, int]] = set()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """As `EMAIL_URL` wants it."""
        return f"smtp://127.0.0.1:{self.port}"

    def copies(self) -> Counter[tuple[str, str]]:
        """How often each mail was taken: by recipient and Message-ID."""
        return Counter((str(mail["To"]), str(mail["Message-ID"])) for mail in self.received)

    def handle_error(self, *_: object) -> None:
        """Whoever talks to it may be killed at any moment."""


@contextmanager
def mail_server(*, pause: float = 0) -> Iterator[MailServer]:
    with MailServer(pause) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
