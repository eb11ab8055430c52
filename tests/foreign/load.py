#!/usr/bin/env python3
"""How quick the REST interface is with many rows, beside the least that could be done.

    load.py PROGRAM BARE [--postgres URL] [--lotsen N] [--requests N] [--seconds S] [--one-pool]

PROGRAM fills a database (`bench fill`) and serves it; BARE is the example `bare`, one actix-web handler that gives bytes of the same
length; wrk asks both over the loopback. Beside them stand the rows themselves, read or written by SQL alone: through Python's sqlite3
on SQLite, by pgbench on the PostgreSQL server of the URL, in a database that is made and dropped. Everything is asked by one client for
the times, and by sixteen for the rate. Prints medians and 99th percentiles in milliseconds, and the ratios of the medians.
"""

import argparse
import datetime
import json
import math
import os
import pathlib
import re
import sqlite3
import statistics
import subprocess
import tempfile
import time
import urllib.request
import uuid
from http.cookies import SimpleCookie

CHILDREN = ["languages", "modes", "sittings", "windows", "qualifications", "lotsen"]
PROFILE = ["modes", "services", "languages", "qualifications", "topics", "availability", "absences", "blocks"]
SETTINGS = """
[database]
url = "{url}"
[web.limits]
address_per_second = 0
credential_per_second = 0
[accounts]
second_factor_for = []
"""
LIST = "state=open&language={language}&from={day}T00:00&sort=newest&limit=50"


# --- the service ------------------------------------------------------------------------------------------------------


class Service:
    def __init__(self, program, folder, url):
        self.program, self.folder = program, folder
        (folder / "lotsenwerk.toml").write_text(SETTINGS.format(url=url))

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments, "--json"], cwd=self.folder, stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout)

    def begin(self):
        command = [self.program, "serve", "--no-worker", "--listen", "127.0.0.1:0", "--json"]
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.base = f"http://{json.loads(self.process.stdout.readline())['address']}"
        self.api = f"{self.base}/api/v1"

    def end(self):
        self.process.terminate()
        self.process.wait()

    def log_in(self, account):
        wanted = {"email": account["email"], "password": account["password"]}
        _, headers = self.call("POST", "/session", wanted)
        self.cookie = next(iter(SimpleCookie(headers["Set-Cookie"]).values())).value

    def call(self, method, path, body=None):
        request = urllib.request.Request(self.api + path, method=method, headers={"Content-Type": "application/json"})
        if hasattr(self, "cookie"):
            request.add_header("Authorization", f"Bearer {self.cookie}")
        with urllib.request.urlopen(request, data=json.dumps(body).encode() if body else None) as answer:
            return json.loads(answer.read() or "null"), answer.headers

    def memory(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", text)[1]) // 1024


# --- who asks ---------------------------------------------------------------------------------------------------------

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def wrk(url, seconds, clients, token, body=None):
    """Median and 99th percentile in milliseconds, and answers a second."""
    command = ["wrk", "--latency", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s"]
    command += ["-H", f"Authorization: Bearer {token}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if body is not None:
            script.write('wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n')
            script.write(f"wrk.body = [==[{json.dumps(body)}]==]\n")
        script.flush()
        told = subprocess.run([*command, "-s", script.name, url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"{url} was refused:\n{told}")

    def time_of(share):
        number, unit = re.search(rf"{share}%\s+([\d.]+)(us|ms|s)", told).groups()
        return float(number) * UNITS[unit]

    return time_of(50), time_of(99), float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def bare(program, answer, seconds, clients, token, folder, body=None):
    """The same of a handler that does nothing, with an answer of the same length."""
    (folder / "answer").write_bytes(answer)
    process = subprocess.Popen([program, folder / "answer"], stdout=subprocess.PIPE, text=True)
    try:
        return wrk(f"http://{process.stdout.readline().strip()}/", seconds, clients, token, body)
    finally:
        process.terminate()
        process.wait()


def quantiles(times):
    times = sorted(times)
    return statistics.median(times), times[math.ceil(len(times) * 0.99) - 1]


# --- SQL alone --------------------------------------------------------------------------------------------------------


def statements(names, request, pool_of, day, language):
    """For each question, what reads or writes its rows and no more. `names` says how the engine writes an identity."""
    one = [f"SELECT * FROM requests WHERE id = {names(request)}"]
    one += [f"SELECT * FROM request_{child} WHERE request_id = {names(request)}" for child in CHILDREN]
    chosen = (
        "SELECT r.id FROM requests r WHERE r.state = 'open' AND r.carrier_id = {carrier} AND r.first_begin >= '{day} 00:00:00' AND EXISTS"
        " (SELECT 1 FROM request_languages n WHERE n.request_id = r.id AND n.language = '{language}')"
        " ORDER BY r.posted_at DESC, r.id DESC LIMIT 50"
    ).format(carrier=names(pool_of), day=day, language=language)
    these = f"IN (SELECT id FROM ({chosen}) AS chosen)"
    page = [f"SELECT * FROM requests WHERE id {these}"]
    page += [f"SELECT * FROM request_{child} WHERE request_id {these}" for child in CHILDREN]
    serving = "SELECT organisation_id FROM organisation_regions WHERE region IN"
    serving += f" (SELECT region FROM organisation_regions WHERE organisation_id = {names(pool_of)})"
    profiles = [f"SELECT * FROM lotsen WHERE organisation_id IN ({serving})"]
    of_pool = f"IN (SELECT id FROM lotsen WHERE organisation_id IN ({serving}))"
    profiles += [f"SELECT * FROM lotse_{child} WHERE lotse_id {of_pool}" for child in PROFILE]
    return {"one": one, "list": page, "candidates": profiles}


def copies(columns, new, old):
    """A request like another: the row and what hangs on it."""
    kept = ", ".join("'draft'" if name == "state" else name for name in columns["requests"] if name not in ("id", "list_number"))
    named = ", ".join(name for name in columns["requests"] if name not in ("id", "list_number"))
    yield f"INSERT INTO requests (id, {named}) SELECT {new}, {kept} FROM requests WHERE id = {old}"
    for child in ["languages", "modes", "sittings"]:
        rest = ", ".join(name for name in columns[f"request_{child}"] if name != "request_id")
        table = f"request_{child}"
        yield f"INSERT INTO {table} (request_id, {rest}) SELECT {new}, {rest} FROM {table} WHERE request_id = {old}"


class Sqlite:
    name = "SQLite"

    def __init__(self, folder):
        self.file = folder / "load.db"
        self.url = f"sqlite://{self.file}"

    def identity(self, text):
        return f"x'{uuid.UUID(text).hex}'"

    def open(self):
        connection = sqlite3.connect(self.file, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    def columns(self, table):
        return [row[1] for row in self.open().execute(f"PRAGMA table_info({table})")]

    def time(self, sql, seconds):
        connection, times = self.open(), []
        end = time.monotonic() + seconds
        while time.monotonic() < end or len(times) < 5:
            begun = time.perf_counter()
            connection.execute("BEGIN")
            for statement in sql:
                connection.execute(statement).fetchall()
            connection.execute("COMMIT")
            times.append((time.perf_counter() - begun) * 1000)
        return quantiles(times)

    def time_writing(self, columns, request, seconds):
        connection, times = self.open(), []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            new = f"x'{uuid.uuid4().hex}'"
            begun = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            for statement in copies(columns, new, self.identity(request)):
                connection.execute(statement)
            connection.execute("COMMIT")
            times.append((time.perf_counter() - begun) * 1000)
        return quantiles(times)

    def drop(self):
        pass


class Postgres:
    name = "PostgreSQL"

    def __init__(self, folder, server):
        self.folder, self.server = folder, server
        self.database = f"lotsenwerk_load_{os.getpid()}"
        self.url = re.sub(r"/[^/]*$", f"/{self.database}", server)
        self.psql(server, f"CREATE DATABASE {self.database}")

    def psql(self, url, sql):
        return subprocess.run(["psql", "-XqAt", url, "-c", sql], check=True, capture_output=True, text=True).stdout

    def identity(self, text):
        return f"'{text}'::uuid"

    def columns(self, table):
        told = self.psql(self.url, f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position")
        return told.split()

    def pgbench(self, text, seconds):
        script = self.folder / "script.sql"
        script.write_text(text)
        for old in self.folder.glob("pgbench_log*"):
            old.unlink()
        programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
        command = [str(programs[-1]) if programs else "pgbench", "-n", "-M", "prepared", "-c1", f"-T{seconds}", "--log", "-f", script, self.url]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        lines = [line.split() for file in self.folder.glob("pgbench_log*") for line in file.read_text().splitlines()]
        return quantiles([int(line[2]) / 1000 for line in lines])

    def time(self, sql, seconds):
        self.psql(self.url, "ANALYZE")
        return self.pgbench("BEGIN;\n" + "".join(f"{statement};\n" for statement in sql) + "COMMIT;\n", seconds)

    def time_writing(self, columns, request, seconds):
        parts = list(copies(columns, "(SELECT gen_random_uuid())", self.identity(request)))
        first, rest = parts[0], list(copies(columns, "new.id", self.identity(request)))[1:]
        hung = [f"x{number} AS ({re.sub(' FROM ', ' FROM new, ', statement)})" for number, statement in enumerate(rest)]
        # Keys refer to a row of the same statement, which is checked at its end.
        return self.pgbench(f"WITH new AS ({first} RETURNING id), {', '.join(hung)} SELECT 1;\n", seconds)

    def drop(self):
        self.psql(self.server, f"DROP DATABASE {self.database} WITH (FORCE)")


# --- the measurement --------------------------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("bare")
    parser.add_argument("--postgres")
    parser.add_argument("--lotsen", default="100000")
    parser.add_argument("--requests", default="100000")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--one-pool", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        engine = Postgres(folder, given.postgres) if given.postgres else Sqlite(folder)
        try:
            measure(given, folder, engine)
        finally:
            engine.drop()


def measure(given, folder, engine):
    service = Service(str(pathlib.Path(given.program).resolve()), folder, engine.url)
    begun = time.monotonic()
    pool = ["--one-pool"] if given.one_pool else []
    filled = service.run("bench", "fill", "--lotsen", given.lotsen, "--requests", given.requests, *pool)
    counts = ", ".join(f"{filled[what]} {what}" for what in ["organisations", "lotsen", "requests"])
    print(f"{engine.name}: {counts}; filled in {time.monotonic() - begun:.0f} s", flush=True)
    service.begin()
    try:
        ask(given, folder, engine, service, filled)
        print(f"most memory of the service: {service.memory()} MiB")
    finally:
        service.end()


def ask(given, folder, engine, service, filled):
    service.log_in(next(one for one in filled["accounts"] if one["role"] == "coordinator"))
    session, _ = service.call("GET", "/session")
    own = next(one["organisation"] for one in session["memberships"] if one["role"] == "coordinator")
    first = service.call("GET", "/requests?state=open&limit=1")[0]["items"][0]
    request, language = first["id"], first["languages"][0]["language"]
    day = datetime.date.today().isoformat()
    listing = "/requests?" + LIST.format(language=language, day=day)
    wanted = {key: first[key] for key in ("organisation", "service", "modes", "topic", "languages", "appointments")}
    wanted |= {"place": {"postcode": first["place"]["postcode"]}, "priority": "normal"}
    columns = {table: engine.columns(table) for table in ["requests", *(f"request_{child}" for child in CHILDREN)]}
    sql = statements(engine.identity, request, own, day, language)
    questions = {
        "one": (f"/requests/{request}", None),
        "list": (listing, None),
        "candidates": (f"/requests/{request}/candidates?limit=20", None),
        "post": ("/requests", wanted),
    }
    print(f"{'':<11}{'one client: median, p99':>25}{'bare handler':>18}{'ratio':>8}{'SQL alone':>18}{'ratio':>8}{'16 clients: a second, p99':>28}")
    for name, (path, body) in questions.items():
        answer, _ = service.call("POST" if body else "GET", path, body)
        shown = json.dumps(answer).encode()
        median, p99, _ = wrk(service.api + path, given.seconds, 1, service.cookie, body)
        least, least_p99, _ = bare(given.bare, shown, given.seconds, 1, service.cookie, folder, body)
        if body:
            rows, rows_p99 = engine.time_writing(columns, request, given.seconds)
        else:
            rows, rows_p99 = engine.time(sql[name], given.seconds)
        _, crowd_p99, rate = wrk(service.api + path, given.seconds, 16, service.cookie, body)
        print(
            f"{name:<11}{median:>16.2f} {p99:>8.2f}{least:>10.3f} {least_p99:>7.3f}{median / least:>8.1f}"
            f"{rows:>10.2f} {rows_p99:>7.2f}{median / rows:>8.1f}{rate:>18.0f} {crowd_p99:>9.2f}   {len(shown)} bytes",
            flush=True,
        )


if __name__ == "__main__":
    main()
