#!/usr/bin/env python3
"""The REST interface as a foreign program sees it: schemathesis reads the served contract and tries what it says.

    contract.py PROGRAM [EXAMPLES [ROLE ...]]

A made-up installation is served on a free port. For each role named, or for three, a token is made, and schemathesis sends requests that fit
the contract and requests that do not: no answer may be a fault of the server (5xx), none may be outside the contract, and what does
not fit must be refused; and there must be 2,000 cases or more. EXAMPLES is the number of made-up requests for each operation and role.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from http.cookies import SimpleCookie
from pathlib import Path

# Fewer cases would prove little.
LEAST = 2000
ROLES = ["coordinator", "requester", "operator"]
# What fits the contract may still name a record that is not there, or meet one that stands elsewhere.
CONFIG = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", "304", "401", "403", "404", "409", "412", "422", "428", "429"]
negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428", "429"]
missing_required_header.expected-statuses = ["400", "401", "403", "404", "406", "412", "422", "428"]
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def call(base, method, path, body=None, token=None):
    request = urllib.request.Request(f"{base}{path}", method=method)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, data=json.dumps(body).encode() if body is not None else None) as answer:
        text = answer.read().decode()
        return (json.loads(text) if text else None), answer.headers


def token_of(base, email, password):
    _, headers = call(base, "POST", "/api/v1/session", {"email": email, "password": password})
    cookie = next(iter(SimpleCookie(headers["Set-Cookie"]).values())).value
    myself, _ = call(base, "GET", "/api/v1/session", token=cookie)
    # People alone invite people; no token can.
    scopes = [permission for permission in myself["permissions"] if permission != "users.write"]
    wanted = {"name": "contract", "scopes": scopes}
    made, _ = call(base, "POST", "/api/v1/tokens", wanted, token=cookie)
    return made["secret"]


def main():
    program = str(Path(sys.argv[1]).resolve())
    examples = sys.argv[2] if len(sys.argv) > 2 else "20"
    schemathesis = str(Path(sys.executable).parent / "schemathesis")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "--quiet", "demo", "--lotsen", "60", "--requests", "30"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        accounts = {}
        for line in Path(folder, "lotsenwerk-demo/accounts.txt").read_text().splitlines():
            # Three columns, with two spaces or more between them; a password may have single spaces.
            role, email, rest = re.split(r"\s+", line, maxsplit=2)
            accounts[role] = (email, re.split(r"\s{2,}", rest)[0])
        base = f"http://127.0.0.1:{free_port()}"
        settings = ["--config", "lotsenwerk-demo/lotsenwerk.toml"]
        # Many ask at once from one address here, and that is meant.
        environment = dict(os.environ, **generous())
        serving = subprocess.Popen([program, *settings, "serve", "--listen", base.removeprefix("http://")], cwd=folder,
                                   env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            serving.stdout.readline()
            Path(folder, "schemathesis.toml").write_text(CONFIG)
            total = 0
            for role in sys.argv[3:] or ROLES:
                token = token_of(base, *accounts[role])
                begun = time.monotonic()
                done = subprocess.run(
                    [schemathesis, "run", f"{base}/api/openapi.json", "--checks", "all", "--max-examples", examples,
                     "--seed", "1", "--header", f"Authorization: Bearer {token}", "--suppress-health-check", "all",
                     "--request-timeout", "60", "--exclude-path-regex", "/progress$"],
                    cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                plain = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
                cases = [int(number.replace(",", "")) for number in re.findall(r"Test cases:\s*\n?\s*([\d,]+) generated", plain)]
                total += sum(cases)
                print(f"{role}: exit code {done.returncode}, {sum(cases)} cases, {time.monotonic() - begun:.0f} s")
                if done.returncode != 0:
                    print(plain)
                    return 1
            print(f"{total} cases, no fault of the server, nothing outside the contract")
            if total < LEAST:
                print(f"at least {LEAST} were wanted")
            return 0 if total >= LEAST else 1
        finally:
            serving.terminate()
            serving.wait(30)


def generous():
    """Settings under which nobody is told to come again later."""
    limits = ["ADDRESS_PER_SECOND", "ADDRESS_BURST", "CREDENTIAL_PER_SECOND", "CREDENTIAL_BURST"]
    return {f"LOTSENWERK__WEB__LIMITS__{limit}": "100000" for limit in limits}


if __name__ == "__main__":
    sys.exit(main())
