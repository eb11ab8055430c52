#!/usr/bin/env python3
"""How fast the outbox is sent, as a ratio to a bare loop that only hands over the same bytes.

    smtp_rate.py PROGRAM [MAILS]

Both go to the same mail server (`aiosmtpd`, in a process of its own) over as many connections. The program claims, makes each mail
from current facts with its calendar file, hands it over and marks it sent, on SQLite; the loop (`smtplib`) does nothing but hand over.
What counts is the time from the first to the last mail that arrives. Prints rates and ratio, medians of three.
"""

import multiprocessing
import os
import pathlib
import smtplib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from aiosmtpd.controller import Controller

LISTS = pathlib.Path(__file__).resolve().parents[1] / "fixtures" / "projekt-arbeitsmappe.xlsx"
CONNECTIONS = 4
ROUNDS = 3


class Clock:
    """When the first mail and the last came, how many there were, and one of them."""

    def __init__(self):
        self.first = self.last = self.number = 0
        self.sample = b""

    async def handle_DATA(self, server, session, envelope):
        self.last = time.monotonic()
        self.first = self.first or self.last
        self.number += 1
        self.sample = envelope.original_content
        return "250 taken"


class Server(Controller):
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def serve(line):
    """Tells its port, then answers each question with what came since the last one."""
    clock = Clock()
    server = Server(clock, hostname="127.0.0.1", port=0)
    server.start()
    line.send(server.port)
    while line.recv():
        line.send((clock.number, clock.last - clock.first, clock.sample))
        clock.first = clock.last = clock.number = 0


def rate(line):
    line.send(True)
    number, seconds, sample = line.recv()
    return number, (number - 1) / seconds, sample


def loop(port, mails, text):
    def some(number):
        with smtplib.SMTP("127.0.0.1", port) as client:
            for _ in range(number):
                client.sendmail("lotsenwerk@example.org", "lotse@example.org", text)

    threads = [threading.Thread(target=some, args=(mails // CONNECTIONS,)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program, mails = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 2000
    line, other = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(other,), daemon=True)
    server.start()
    port = line.recv()
    with tempfile.TemporaryDirectory() as folder:
        database = pathlib.Path(folder) / "office.db"
        settings = {"TRANSPORT": "smtp", "SMTP__HOST": "127.0.0.1", "SMTP__PORT": str(port), "SMTP__TLS": "none"}
        settings |= {"SMTP__CONNECTIONS": str(CONNECTIONS), "PER_RECIPIENT_PER_DAY": "0"}
        environment = {f"LOTSENWERK__MAIL__{key}": value for key, value in settings.items()} | dict(os.environ)
        environment |= {"DATABASE_URL": f"sqlite://{database}", "LOTSENWERK__JOBS__NIGHTLY_AT": ""}

        def run(*arguments):
            subprocess.run([program, "--quiet", *arguments], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)

        run("import", "lotsen", LISTS, "--carrier", "Projekt", "--create-carrier", "--skip-faulty")
        run("import", "requests", LISTS, "--skip-faulty")
        run("match", "--now", "2026-12-01T08:00")
        rate(line)
        with sqlite3.connect(database) as connection:
            # The offers stand for as long as the measurement takes, whatever the day.
            connection.execute("UPDATE offers SET expires_at = 4102444800000000")
            columns = [row[1] for row in connection.execute("PRAGMA table_info(outbox)")]
            fresh = {"id": "randomblob(16)", "message_id": "lower(hex(randomblob(16))) || '@example.org'", "state": "'queued'"}
            fresh |= {"attempts": "0", "sent_at": "NULL", "claimed_at": "NULL", "claim_token": "NULL", "next_attempt_at": "0", "last_error": "NULL"}
            connection.execute("CREATE TABLE kept AS SELECT * FROM outbox WHERE kind = 'offer'")
            copy = f"INSERT INTO outbox ({', '.join(columns)}) SELECT {', '.join(fresh.get(name, name) for name in columns)} FROM kept"
        rates, ratios = {"outbox": [], "loop": []}, []
        for _ in range(ROUNDS):
            with sqlite3.connect(database) as connection:
                connection.execute("DELETE FROM outbox")
                connection.execute("DELETE FROM jobs")
                job = "INSERT INTO jobs (id, kind, payload, state, attempts, max_attempts, run_at, created_at) VALUES "
                connection.execute(job + "(randomblob(16), 'send_mails', '{}', 'queued', 0, 20, 0, 0)")
                while connection.execute("SELECT count(*) FROM outbox").fetchone()[0] < mails:
                    connection.execute(copy)
            run("worker", "--until-idle")
            number, outbox, sample = rate(line)
            if number < mails:
                sys.exit(f"WRONG: {number} of {mails} mails arrived")
            loop(port, mails, sample)
            _, bare, _ = rate(line)
            rates["outbox"].append(outbox)
            rates["loop"].append(bare)
            ratios.append(outbox / bare)
        outbox, bare = (statistics.median(rates[name]) for name in ("outbox", "loop"))
        print(f"{mails} mails of {len(sample)} bytes, {CONNECTIONS} connections: outbox {outbox:.0f} a second, bare loop {bare:.0f} a second, ratio {statistics.median(ratios):.2f} (of {', '.join(f'{ratio:.2f}' for ratio in sorted(ratios))})")


if __name__ == "__main__":
    main()
