#!/usr/bin/env python3
"""How long readers wait while many log in, as a ratio to how long they wait otherwise.

    login_storm.py PROGRAM [CLIENTS]

Starts the program on a new SQLite database and asks it, a hundred times a second, for the regions (which takes no database) and for
who somebody is (which takes one). Half of the time nobody else is there; in the other half CLIENTS (32) log in, each again as soon as
it has an answer. Each answer's time counts from when it was due to be asked for, so a server that stands still is seen for as long
as it does. Prints the 99th percentiles, their ratio, and how the log-ins were answered. Takes some 20 seconds.
"""

import collections
import http.client
import json
import math
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

EMAIL, PASSWORD = "storm@example.org", "sieben Quitten im Anorak"
ROUNDS, SECONDS, RATE = 2, 4, 100
PATHS = ["/api/v1/regions", "/api/v1/session"]


def log_in(connection):
    body = json.dumps({"email": EMAIL, "password": PASSWORD})
    connection.request("POST", "/api/v1/session", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    return answer


def storm(address, clients, stop, results):
    """Clients that log in, each on a connection of its own."""
    answers = collections.Counter()

    def client():
        connection = http.client.HTTPConnection(address, timeout=30)
        while not stop.is_set():
            answers[log_in(connection).status] += 1

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(dict(answers))


def read(address, path, cookie, seconds, results):
    """Asks at a fixed pace and tells how long each answer took, in milliseconds."""
    connection = http.client.HTTPConnection(address, timeout=30)
    times = []
    begin = time.monotonic()
    for number in range(seconds * RATE):
        due = begin + number / RATE
        time.sleep(max(0.0, due - time.monotonic()))
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        times.append((time.monotonic() - due) * 1000)
    results.put((path, times))


def readers(address, cookie):
    """Both readers at once; their times by path."""
    results = multiprocessing.Queue()
    working = [multiprocessing.Process(target=read, args=(address, path, cookie, SECONDS, results)) for path in PATHS]
    for process in working:
        process.start()
    times = dict(results.get(timeout=SECONDS + 60) for _ in working)
    for process in working:
        process.join()
    return times


def p99(times):
    return sorted(times)[math.ceil(len(times) * 0.99) - 1]


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else 32
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": f"sqlite://{folder}/storm.db",
            "LOTSENWERK__WEB__LISTEN": "127.0.0.1:0",
            # All of them come from one address and mean one account.
            "LOTSENWERK__ACCOUNTS__ATTEMPTS_PER_ACCOUNT": "1000000",
            "LOTSENWERK__ACCOUNTS__ATTEMPTS_PER_ADDRESS": "1000000",
            "LOTSENWERK__WEB__LIMITS__ADDRESS_PER_SECOND": "0",
            "LOTSENWERK__WEB__LIMITS__CREDENTIAL_PER_SECOND": "0",
        }
        run = {"env": environment, "cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
        subprocess.run([program, "admin", "create", "--email", EMAIL], **run)
        subprocess.run([program, "admin", "set-password", "--email", EMAIL], input=PASSWORD.encode() + b"\n", **run)
        server = subprocess.Popen(
            [program, "serve", "--no-worker", "--json"], env=environment, cwd=folder, stdout=subprocess.PIPE, text=True
        )
        try:
            address = json.loads(server.stdout.readline())["address"]
            measure(address, clients)
        finally:
            server.terminate()
            server.wait()


def measure(address, clients):
    entered = log_in(http.client.HTTPConnection(address, timeout=30))
    if entered.status != 200:
        raise SystemExit(f"the log-in was answered {entered.status}")
    cookie = entered.getheader("Set-Cookie").split(";")[0]
    alone, beside, answers = collections.defaultdict(list), collections.defaultdict(list), collections.Counter()
    for _ in range(ROUNDS):
        for path, times in readers(address, cookie).items():
            alone[path] += times
        stop, results = multiprocessing.Event(), multiprocessing.Queue()
        storming = multiprocessing.Process(target=storm, args=(address, clients, stop, results))
        storming.start()
        for path, times in readers(address, cookie).items():
            beside[path] += times
        stop.set()
        answers.update(results.get(timeout=60))
        storming.join()
    for path in PATHS:
        first, second = p99(alone[path]), p99(beside[path])
        print(f"{path}: p99 {first:.1f} ms alone, {second:.1f} ms beside {clients} who log in: {second / first:.1f} times")
    print(f"log-ins by status, in {ROUNDS * SECONDS} seconds: {dict(answers)}")


if __name__ == "__main__":
    main()
