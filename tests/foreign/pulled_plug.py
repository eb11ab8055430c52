#!/usr/bin/env python3
"""Pulls the plug: kills the program (SIGKILL) at random moments while it imports, matches, releases, sends and is answered, then
counts what is left.

    pulled_plug.py PROGRAM KILLS [SERVER] [--seed N]

Without SERVER on SQLite; SERVER is postgres://USER@HOST/DATABASE, on which a database is made and dropped (needs psql).

A mail server of others (`aiosmtpd`) takes the mails the whole time. Lotsen open the links that arrive and answer, again and again, while
the service dies and comes back. At the end everything is left to come to rest, and then:

- each offer to somebody who can be written to has its one mail, and no mail of the outbox waits, was given up, or was sent without
  arriving; what no longer held when its turn came stands as outdated;
- what arrived stands in the outbox; a mail that arrived twice has the same Message-ID each time;
- each accepted offer has its one assignment and its confirmations; no request has more Lotsen than places;
- every answer that was acknowledged holds, and the page says so;
- no job is left; no request waits for an offer or a proposal that is not there.

Prints the figures; exits 1 on the first thing that is wrong.
"""

import argparse
import collections
import csv
import datetime
import email
import email.policy
import io
import json
import logging
import os
import pathlib
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

from aiosmtpd.controller import Controller

FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "fixtures"
REQUESTS_A_ROUND = 6
LOTSEN_COPIES = 12
CLIENTS = 3


def must(holds, said):
    if not holds:
        sys.exit(f"WRONG: {said}")


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


class Taker:
    """Keeps what arrives: every Message-ID with how often it came, and the links in it."""

    def __init__(self, chance):
        self.chance, self.lock = chance, threading.Lock()
        self.arrived, self.links = collections.Counter(), []

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        text = mail.get_body(("plain",)).get_content()
        found = re.search(r"http://127\.0\.0\.1:\d+(/offers/\S+)", text)
        with self.lock:
            is_new = mail["Message-ID"] not in self.arrived
            self.arrived[mail["Message-ID"]] += 1
            if found and is_new:
                self.links.append(found.group(1))
        return "250 taken"


class Server(Controller):
    def _trigger_server(self):
        # The base class connects to the port that was asked for, and that is 0.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Base:
    """The database, asked past the program. Identities come as 32 hexadecimal digits."""

    def __init__(self, folder, server):
        self.server, self.name = server, f"lotsenwerk_pulled_plug_{os.getpid()}"
        if server:
            self.admin(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)", f"CREATE DATABASE {self.name}")
            address, _, query = server.partition("?")
            self.url = f"{address.rsplit('/', 1)[0]}/{self.name}{'?' + query if query else ''}"
        else:
            self.file = folder / "office.db"
            self.url = f"sqlite://{self.file}"

    def admin(self, *statements):
        for statement in statements:
            subprocess.run(["psql", "-qX", self.server, "-c", statement], check=True, capture_output=True)

    def rows(self, text):
        """`{x}` in a statement stands for the identity in column x."""
        spelled = re.sub(r"\{([\w.]+)\}", r"replace(\1::text, '-', '')" if self.server else r"lower(hex(\1))", text)
        if self.server:
            asked = ["psql", "-qXAt", "--csv", self.url, "-c", spelled]
            out = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
            return [tuple(row) for row in csv.reader(io.StringIO(out))]
        with sqlite3.connect(self.file, timeout=30) as connection:
            return [tuple("" if cell is None else str(cell) for cell in row) for row in connection.execute(spelled)]

    def one(self, text):
        return int(self.rows(text)[0][0])

    def drop(self):
        if self.server:
            self.admin(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


class Lists:
    """The sample lists, made larger, with all dates some whole weeks from today on."""

    def __init__(self, folder):
        self.folder = folder
        text = (FIXTURES / "anfragen.csv").read_text("utf-8-sig")
        first = datetime.date(2026, 12, 7)
        weeks = (datetime.date.today() + datetime.timedelta(days=12) - first).days // 7 + 1

        def moved(found):
            try:
                day = datetime.datetime.strptime(found.group(), "%d.%m.%Y") + datetime.timedelta(weeks=weeks)
            except ValueError:
                # The sample has its mistakes.
                return found.group()
            return day.strftime("%d.%m.%Y")

        self.head, *self.rows = self.cells(re.sub(r"\d\d\.\d\d\.\d{4}", moved, text))
        self.taken = 0

    def lotsen(self):
        head, *rows = self.cells((FIXTURES / "lotsen-liste-utf8.csv").read_text("utf-8-sig"))
        number, address, hours = head.index("Nr."), head.index("E-Mail"), head.index("Stunden/Woche")
        copies = [head]
        for copy in range(LOTSEN_COPIES):
            for row in rows:
                cells = list(row)
                cells[number] += f"-{copy}"
                cells[address] = cells[address].replace("@", f"-{copy}@")
                cells[hours] = "40"
                copies.append(cells)
        return self.written("lotsen.csv", copies)

    def requests(self):
        some = [self.rows[(self.taken + n) % len(self.rows)] for n in range(REQUESTS_A_ROUND)]
        numbered = [[f"P{self.taken + n}", *row[1:]] for n, row in enumerate(some)]
        self.taken += REQUESTS_A_ROUND
        return self.written(f"requests-{self.taken}.csv", [self.head, *numbered])

    @staticmethod
    def cells(text):
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") if len(row) > 5]

    def written(self, name, rows):
        with open(self.folder / name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return name


class Office:
    """The program, its settings, and the service as long as it lives."""

    def __init__(self, program, folder, base, mail_port):
        self.program, self.folder, self.base = program, folder, base
        self.port = free_port()
        self.served = None
        settings = {
            "MAIL__TRANSPORT": "smtp",
            "MAIL__SMTP__HOST": "127.0.0.1",
            "MAIL__SMTP__PORT": str(mail_port),
            "MAIL__SMTP__TLS": "none",
            "MAIL__PER_RECIPIENT_PER_DAY": "0",
            "MAIL__CLAIM_SECONDS": "5",
            "JOBS__LEASE_SECONDS": "3",
            "JOBS__POLL_MILLISECONDS": "50",
            "JOBS__RETRY_SECONDS": "1",
            "JOBS__SEND_EVERY_SECONDS": "2",
            "JOBS__NIGHTLY_AT": "",
            "JOBS__NIGHTLY_RELEASE": "true",
            "MATCHING__TIME_LIMIT_SECONDS": "5",
            "WEB__PUBLIC_URL": f"http://127.0.0.1:{self.port}",
        }
        self.environment = {f"LOTSENWERK__{key}": value for key, value in settings.items()}
        self.environment |= {"DATABASE_URL": base.url, "PATH": os.environ.get("PATH", "")}
        if "LD_LIBRARY_PATH" in os.environ:
            self.environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]

    def begin(self, *arguments):
        said = subprocess.PIPE
        return subprocess.Popen([self.program, *arguments], cwd=self.folder, env=self.environment, stdout=said, stderr=said, text=True)

    def good(self, *arguments):
        ran = self.begin(*arguments)
        out, err = ran.communicate(timeout=120)
        must(ran.returncode == 0, f"{arguments} ended with {ran.returncode}: {out} {err}")

    def killed_after(self, seconds, *arguments):
        """Whether the command was killed before it was done."""
        ran = self.begin(*arguments)
        try:
            ran.communicate(timeout=seconds)
            return False
        except subprocess.TimeoutExpired:
            ran.kill()
            ran.communicate()
            return True

    def serve(self):
        self.served = self.begin("--json", "serve", "--listen", f"127.0.0.1:{self.port}")
        for line in self.served.stdout:
            if '"serving"' in line:
                break
        else:
            must(False, f"the service does not begin: {self.served.stderr.read()}")
        # What the worker says is read away, so that it never waits for a reader.
        threading.Thread(target=lambda out: collections.deque(out, maxlen=0), args=(self.served.stdout,), daemon=True).start()

    def kill(self):
        self.served.send_signal(signal.SIGKILL)
        self.served.wait()


class Lotsen(threading.Thread):
    """Open links and answer, whether or not anybody is there; what was acknowledged is remembered."""

    def __init__(self, office, taker, seed):
        super().__init__(daemon=True)
        self.office, self.taker, self.chance = office, taker, random.Random(seed)
        self.decided, self.acknowledged, self.cut = {}, {}, 0
        self.stop = threading.Event()

    def run(self):
        opener = urllib.request.build_opener(NoRedirect)
        while not self.stop.wait(self.chance.uniform(0, 0.02)):
            with self.taker.lock:
                links = self.taker.links
                link = self.chance.choice(links) if links else None
            if not link:
                continue
            answer = self.decided.setdefault(link, self.chance.choices(("accept", "decline", ""), (6, 3, 1))[0])
            try:
                opener.open(f"http://127.0.0.1:{self.office.port}{link}", timeout=10).read()
                if not answer:
                    continue
                posted = urllib.request.Request(f"http://127.0.0.1:{self.office.port}{link}/{answer}", data=b"", method="POST")
                try:
                    opener.open(posted, timeout=10).read()
                except urllib.error.HTTPError as answered:
                    must(answered.code in (303, 503), f"{answer} was answered by {answered.code}")
                    if answered.code == 303:
                        self.acknowledged.setdefault(link, answer)
            except (OSError, urllib.error.URLError, ValueError) as _:
                self.cut += 1


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def stand(office, link):
    with urllib.request.urlopen(f"http://127.0.0.1:{office.port}{link}", timeout=30) as page:
        return re.search(r'data-stand="(\w+)"', page.read().decode()).group(1)


def pull(office, base, lists, chance, kills):
    """Lives of the service, each ended by SIGKILL; returns what was cut off."""
    cut = collections.Counter()
    while cut["kills"] < kills:
        requests = lists.requests()
        # A command too is killed now and then, and given once more.
        if chance.random() < 0.3 and office.killed_after(chance.uniform(0.02, 0.4), "import", "requests", requests, "--skip-faulty"):
            cut["kills"] += 1
            cut["import"] += 1
        office.good("import", "requests", requests, "--skip-faulty")
        office.good("match", "--queue")
        office.serve()
        time.sleep(chance.choice((chance.uniform(0, 0.4), chance.uniform(0, 2.0), chance.uniform(2.0, 6.0))))
        office.kill()
        cut["kills"] += 1
        for kind, number in base.rows("SELECT kind, count(*) FROM jobs WHERE state = 'running' GROUP BY kind"):
            cut[f"job {kind}"] += int(number)
        cut["runs"] += base.one("SELECT count(*) FROM matching_runs WHERE state = 'running'") > cut["runs"]
        cut["mails in hand"] += base.one("SELECT count(*) FROM outbox WHERE state = 'queued' AND claim_token IS NOT NULL") > 0
        if cut["kills"] % 50 < 2:
            print(f"  {cut['kills']} kills, {base.one('SELECT count(*) FROM offers')} offers", flush=True)
    return cut


def rest(office, base):
    """Until nothing is left to do."""
    # A job whose worker was killed again and again stands as given up, for a person to see and try again: here is the person.
    dead = [row[0] for row in base.rows("SELECT {id} FROM jobs WHERE state = 'dead'")]
    for job in dead:
        office.good("jobs", "retry", job)
    office.serve()
    quiet = 0
    for _ in range(1200):
        time.sleep(0.25)
        busy = base.one("SELECT count(*) FROM jobs WHERE state = 'running' OR (state = 'queued' AND kind = 'match')")
        busy += base.one("SELECT count(*) FROM outbox WHERE state = 'queued'")
        quiet = 0 if busy else quiet + 1
        if quiet >= 8:
            return len(dead)
    must(False, f"it does not come to rest: {base.rows('SELECT kind, state, last_error FROM jobs')[:20]}")


def check(office, base, taker, lotsen):
    offers = {row[0]: row[1:] for row in base.rows("SELECT {id}, state, {request_id}, {lotse_id} FROM offers")}
    mails = base.rows("SELECT message_id, kind, {cause_id}, recipient, state, last_error FROM outbox")
    bracketed = lambda identity: identity if identity.startswith("<") else f"<{identity}>"

    of_offers = collections.Counter(mail[2] for mail in mails if mail[1] in ("offer", "offer_call"))
    # Neither the Lotse nor the project has an address: the list of offers tells whom to call.
    unreachable = {row[0] for row in base.rows("SELECT {l.id} FROM lotsen l JOIN organisations c ON c.id = l.organisation_id WHERE l.email IS NULL AND c.email IS NULL")}
    written = {offer for offer, row in offers.items() if row[2] not in unreachable}
    must(set(of_offers) == written and set(of_offers.values()) <= {1}, "offers and their mails are not the same")
    causes = collections.Counter((mail[1], mail[2], mail[3]) for mail in mails)
    must(max(causes.values()) == 1, f"decided on twice: {causes.most_common(3)}")
    moves = base.rows("SELECT {subject_id}, action FROM audit_events WHERE action IN ('offer.released', 'offer.accepted')")
    of_audit = {move: [one for one, action in moves if action == move] for move in ("offer.released", "offer.accepted")}
    must(sorted(of_audit["offer.released"]) == sorted(offers), "offers and their events are not the same")
    given_up = [mail for mail in mails if mail[4] == "dead"]
    must(not given_up, f"given up: {given_up[:3]}")
    outdated = [mail for mail in mails if mail[4] == "outdated"]
    must(all("so the mail was not sent" in mail[5] for mail in outdated), f"outdated: {outdated[:3]}")
    must({mail[4] for mail in mails} <= {"sent", "outdated"}, "mails wait")
    sent = {bracketed(mail[0]) for mail in mails if mail[4] == "sent"}
    must(sent <= set(taker.arrived), f"{len(sent - set(taker.arrived))} sent mails never arrived")
    known = {bracketed(mail[0]) for mail in mails}
    must(set(taker.arrived) <= known, f"{len(set(taker.arrived) - known)} mails arrived that nobody decided on")

    assignments = {row[0]: row[1:] for row in base.rows("SELECT {id}, state, {request_id}, {lotse_id} FROM assignments")}
    accepted = {offer for offer, row in offers.items() if row[0] == "accepted"}
    must(sorted(of_audit["offer.accepted"]) == sorted(accepted), "acceptances and their events are not the same")
    must(set(assignments) == accepted, f"{len(accepted)} accepted offers, {len(assignments)} assignments")
    must(all(assignments[one][1:] == offers[one][1:] for one in accepted), "an assignment is not its offer's")
    confirmed = collections.Counter(mail[2] for mail in mails if mail[1] == "confirmation_lotse")
    must(set(confirmed) == accepted & written, "confirmations and accepted offers are not the same")
    places = base.rows("SELECT {r.id}, r.lotsen_needed, (SELECT count(*) FROM assignments a WHERE a.request_id = r.id AND a.state = 'confirmed') FROM requests r")
    must(all(int(taken) <= int(needed) for _, needed, taken in places), "a place was given twice")

    must(base.one("SELECT count(*) FROM jobs WHERE state = 'dead'") == 0, f"dead jobs: {base.rows('SELECT kind, last_error FROM jobs WHERE state = ' + chr(39) + 'dead' + chr(39))}")
    must(base.one("SELECT count(*) FROM jobs WHERE state = 'running'") == 0, "a job is left")
    without = "SELECT count(*) FROM requests r WHERE r.state = '{}' AND NOT EXISTS (SELECT 1 FROM {} x WHERE x.request_id = r.id AND x.state = '{}')"
    for state, table, needed in (("offered", "offers", "open"), ("proposed", "proposals", "proposed"), ("assigned", "assignments", "confirmed")):
        must(base.one(without.format(state, table, needed)) == 0, f"a request is {state} and has none of {table} that is {needed}")
    open_offers = "SELECT count(*) FROM offers o JOIN requests r ON r.id = o.request_id WHERE o.state = 'open' AND r.state NOT IN ('offered', 'assigned')"
    must(base.one(open_offers) == 0, "an offer is open whose request has moved on")

    fits = {"accept": {"accepted", "withdrawn"}, "decline": {"declined", "withdrawn"}}
    answers = [(link, answer) for one in lotsen for link, answer in one.acknowledged.items()]
    # Two people may have the same link and say different things; the first one's answer holds then.
    said = collections.defaultdict(set)
    for link, answer in answers:
        said[link] |= fits[answer]
    for link, holds in said.items():
        must(stand(office, link) in holds, f"acknowledged as {holds}, and the page says {stand(office, link)}")
    states = collections.Counter(row[0] for row in offers.values())
    twice = sum(1 for number in taker.arrived.values() if number > 1)
    print(f"  {len(places)} requests, {len(offers)} offers ({', '.join(f'{n} {state}' for state, n in sorted(states.items()))}), {len(assignments)} assignments")
    print(f"  {len(mails)} mails decided on, {len(sent)} sent, {len(outdated)} outdated before they were sent; {sum(taker.arrived.values())} arrived, {twice} of them more than once under the same Message-ID")
    print(f"  {len(said)} answers acknowledged, all hold; {sum(one.cut for one in lotsen)} requests cut off or refused while the service was away")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("kills", type=int)
    parser.add_argument("server", nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        base = Base(folder, asked.server)
        taker = Taker(chance)
        server = Server(taker, hostname="127.0.0.1", port=0)
        server.start()
        try:
            office = Office(os.path.abspath(asked.program), folder, base, server.port)
            lists = Lists(folder)
            office.good("import", "lotsen", lists.lotsen(), "--carrier", "Projekt", "--create-carrier", "--skip-faulty")
            lotsen = [Lotsen(office, taker, asked.seed * 100 + n) for n in range(CLIENTS)]
            for one in lotsen:
                one.start()
            begun = time.monotonic()
            cut = pull(office, base, lists, chance, asked.kills)
            kills = cut.pop("kills")
            print(f"{'PostgreSQL' if asked.server else 'SQLite'}: {kills} kills in {time.monotonic() - begun:.0f} s; cut off: {', '.join(f'{n} {what}' for what, n in cut.most_common())}")
            for one in lotsen:
                one.stop.set()
                one.join()
            print(f"  {rest(office, base)} jobs were given up, because their workers never came back, and tried again")
            check(office, base, taker, lotsen)
            office.served.terminate()
            must(office.served.wait(60) == 0, "the service does not stop well")
        finally:
            if office.served and office.served.poll() is None:
                office.served.kill()
            server.stop()
            base.drop()


if __name__ == "__main__":
    main()
