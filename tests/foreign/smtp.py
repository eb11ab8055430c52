#!/usr/bin/env python3
"""Has the program send offer mails to a mail server that is not ours, over STARTTLS and over TLS from the start.

    smtp.py PROGRAM

The server is `aiosmtpd` (PyPI). It wants a log-in and shows a certificate that its own authority (the file given to
`mail.smtp.authorities`) signs. First the password is wrong: no mail may be given up. Then it is right: every mail of the
outbox arrives once. Then nothing is left to send. Needs openssl. Prints what it saw; exits 1 on the first thing that is wrong.
"""

import collections
import email
import email.policy
import logging
import os
import pathlib
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

LISTS = pathlib.Path(__file__).resolve().parents[1] / "fixtures" / "projekt-arbeitsmappe.xlsx"
USER, PASSWORD = b"lotsen", b"open sesame"
# Before the appointments of the sample lists.
MORNING = "2026-12-01T08:00"


class Taker:
    """Keeps what arrives."""

    def __init__(self, implicit):
        self.implicit, self.texts, self.refused = implicit, [], 0

    async def handle_DATA(self, server, session, envelope):
        # Only STARTTLS is noted in the session; a port that speaks TLS alone has no other way in.
        if not (self.implicit or session.ssl) or not session.authenticated:
            return "530 not without encryption and log-in"
        self.texts.append((envelope.rcpt_tos, envelope.original_content))
        return "250 taken"

    def authenticate(self, server, session, envelope, mechanism, data):
        is_right = (data.login, data.password) == (USER, PASSWORD)
        self.refused += not is_right
        return AuthResult(success=is_right, handled=is_right)


class Server(Controller):
    """Port 0 is whatever is free; with STARTTLS or TLS from the start."""

    def __init__(self, taker, context, implicit):
        rules = {"authenticator": taker.authenticate, "auth_required": True, "auth_require_tls": not implicit}
        if not implicit:
            rules |= {"tls_context": context, "require_starttls": True}
        super().__init__(taker, hostname="localhost", port=0, ssl_context=context if implicit else None, **rules)

    def _trigger_server(self):
        # The base class connects to the port that was asked for, and that is 0.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def certificate(folder):
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
    made += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    # Without this it would be an authority, and those are not taken for servers.
    made += ["-addext", "basicConstraints=critical,CA:FALSE"]
    subprocess.run([*made, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def must(holds, said):
    if not holds:
        sys.exit(f"WRONG: {said}")


class Office:
    """A database of its own and the program with settings for the server."""

    def __init__(self, program, folder, port, tls):
        self.program, self.folder = program, folder
        settings = {"TLS": tls, "HOST": "localhost", "PORT": str(port), "USER": USER.decode()}
        settings["AUTHORITIES"] = str(folder / "cert.pem")
        self.environment = {f"LOTSENWERK__MAIL__SMTP__{key}": value for key, value in settings.items()}
        self.environment |= {"DATABASE_URL": f"sqlite://{folder / 'office.db'}", "LOTSENWERK__MAIL__TRANSPORT": "smtp"}
        self.environment |= {"LOTSENWERK__JOBS__NIGHTLY_AT": "", "LOTSENWERK__MAIL__PER_RECIPIENT_PER_DAY": "0"}
        self.environment |= {"PATH": os.environ.get("PATH", "")}
        if "LD_LIBRARY_PATH" in os.environ:
            self.environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]

    def run(self, *arguments, password=PASSWORD):
        environment = self.environment | {"LOTSENWERK__MAIL__SMTP__PASSWORD": password.decode()}
        return subprocess.run([self.program, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True)

    def good(self, *arguments, **more):
        ran = self.run(*arguments, **more)
        must(ran.returncode == 0, f"{arguments} ended with {ran.returncode}: {ran.stderr} {self.errors()}")

    def errors(self):
        return self.sql("SELECT DISTINCT last_error FROM outbox")

    def sql(self, text):
        with sqlite3.connect(self.folder / "office.db") as connection:
            return connection.execute(text).fetchall()


def check(program, implicit):
    name = "TLS" if implicit else "STARTTLS"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        taker = Taker(implicit)
        server = Server(taker, certificate(folder), implicit)
        server.start()
        try:
            office = Office(program, folder, server.port, "implicit" if implicit else "starttls")
            office.good("import", "lotsen", LISTS, "--carrier", "Projekt", "--create-carrier", "--skip-faulty")
            office.good("import", "requests", LISTS, "--skip-faulty")
            office.run("--quiet", "match", "--now", MORNING, password=b"wrong")
            states = office.sql("SELECT state, count(*), max(attempts) FROM outbox GROUP BY state")
            must(len(states) == 1 and states[0][1] > 2 and states[0][0] == "queued" and states[0][2] == 0, f"wrong password: {states}")
            must("535" in str(office.errors()), f"not the password: {office.errors()}")
            must(taker.refused > 0 and not taker.texts, f"{taker.refused} log-ins refused, {len(taker.texts)} mails")
            # Sends what waits, an hour later.
            office.good("--quiet", "match", "--now", "2026-12-01T09:00")
            rows = office.sql("SELECT message_id, recipient, state FROM outbox")
            must({row[2] for row in rows} == {"sent"}, f"not all were sent: {collections.Counter(row[2] for row in rows)}")
            arrived = {}
            for recipients, raw in taker.texts:
                mail = email.message_from_bytes(raw, policy=email.policy.default)
                must(not any(part.defects for part in mail.walk()), f"{mail['Message-ID']} has defects")
                must(mail["Message-ID"] not in arrived, f"{mail['Message-ID']} twice")
                must([mail["To"].addresses[0].addr_spec] == recipients, f"{recipients} is not {mail['To']}")
                arrived[mail["Message-ID"]] = recipients[0]
            wanted = {row[0]: row[1] for row in rows}
            wanted = {key if key.startswith("<") else f"<{key}>": value for key, value in wanted.items()}
            must(arrived == wanted, f"{len(arrived)} mails arrived, {len(wanted)} in the outbox")
            office.good("--quiet", "worker", "--until-idle")
            office.good("--quiet", "match", "--now", "2026-12-01T10:00")
            must(len(taker.texts) == len(wanted), "a second run sent something")
        finally:
            server.stop()
        print(f"{name}: {taker.refused} log-ins with a wrong password, no mail given up; then {len(wanted)} of {len(rows)} mails, each once")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    # On TLS from the start aiosmtpd does not see that it is encrypted and warns of each log-in.
    warnings.filterwarnings("ignore", module="aiosmtpd")
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    program = os.path.abspath(sys.argv[1])
    for implicit in (False, True):
        check(program, implicit)


if __name__ == "__main__":
    main()
