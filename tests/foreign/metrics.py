#!/usr/bin/env python3
"""Has a Prometheus client that is not ours read the program's metrics, over TLS that OpenSSL checks.

    metrics.py PROGRAM

The program serves with a certificate made by openssl; Python's `ssl` speaks to it, `prometheus_client` (PyPI) reads `/metrics`, and
`gzip` unpacks the stylesheet. Prints what it saw; exits 1 on the first thing that is wrong.
"""

import gzip
import json
import os
import pathlib
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

from prometheus_client.parser import text_string_to_metric_families

TOKEN = "a token of some length"
# Names without which a dashboard would be empty, each with its type.
WANTED = {
    "lotsenwerk_http_requests": "counter",
    "lotsenwerk_http_request_duration_seconds": "histogram",
    "lotsenwerk_http_requests_in_flight": "gauge",
    "lotsenwerk_use_case_wait_seconds": "histogram",
    "lotsenwerk_jobs": "gauge",
    "lotsenwerk_job_due_seconds": "gauge",
    "lotsenwerk_mails": "gauge",
    "lotsenwerk_requests": "gauge",
    "lotsenwerk_matching_runs": "gauge",
    "lotsenwerk_audit_unsealed": "gauge",
    "lotsenwerk_process_resident_memory_bytes": "gauge",
    "lotsenwerk_build_info": "gauge",
}


def must(holds, said):
    if not holds:
        sys.exit(f"WRONG: {said}")


def certificate(folder):
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
    made += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    made += ["-addext", "basicConstraints=critical,CA:FALSE"]
    subprocess.run([*made, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)


class Site:
    def __init__(self, base, context):
        self.base, self.context = base, context

    def ask(self, path, **headers):
        request = urllib.request.Request(self.base + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        try:
            with urllib.request.urlopen(request, context=self.context, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers, refused.read()


def check(site):
    must(site.ask("/healthz")[0] == 200 and site.ask("/readyz")[0] == 200, "the service is not well")
    status, _, page = site.ask("/nowhere", Accept_Encoding="gzip")
    must(status == 404 and page.startswith(b"<!doctype html>"), "a page was compressed, or there is none")
    style = re.search(rb'href="([^"]+\.css)"', page)[1].decode()
    plain, packed = site.ask(style)[2], site.ask(style, Accept_Encoding="gzip")
    must(packed[1]["Content-Encoding"] == "gzip" and gzip.decompress(packed[2]) == plain, "the stylesheet differs")
    must(site.ask("/metrics")[0] == 401, "the metrics are for everybody")
    status, headers, text = site.ask("/metrics", Authorization=f"Bearer {TOKEN}")
    must(status == 200 and headers["Content-Type"].startswith("text/plain; version=0.0.4"), headers)
    families = {family.name: family for family in text_string_to_metric_families(text.decode())}
    samples = sum(len(family.samples) for family in families.values())
    for name, kind in WANTED.items():
        must(name in families, f"{name} is missing in\n{text.decode()}")
        must(families[name].type == kind, f"{name} is a {families[name].type}")
        must(families[name].samples and families[name].documentation, f"{name} says nothing")
    unknown = [name for name, family in families.items() if family.type == "unknown" or not name.startswith("lotsenwerk_")]
    must(not unknown, f"without a type: {unknown}")
    print(f"{len(families)} metrics with {samples} samples, TLS and gzip understood")


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        certificate(folder)
        environment = {"PATH": os.environ.get("PATH", ""), "DATABASE_URL": f"sqlite://{folder / 'site.db'}"}
        environment |= {"LOTSENWERK__WEB__METRICS_TOKEN": TOKEN, "LOTSENWERK__WEB__TLS_CERTIFICATE": str(folder / "cert.pem")}
        environment |= {"LOTSENWERK__WEB__TLS_KEY": str(folder / "key.pem"), "LOTSENWERK__JOBS__NIGHTLY_AT": ""}
        if "LD_LIBRARY_PATH" in os.environ:
            environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
        command = [program, "--json", "serve", "--listen", "127.0.0.1:0"]
        serving = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            line = json.loads(serving.stdout.readline())
            context = ssl.create_default_context(cafile=folder / "cert.pem")
            check(Site(f"https://localhost:{line['address'].rsplit(':', 1)[1]}", context))
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.communicate()
        must(serving.returncode == 0, f"the program ended with {serving.returncode}")


main()
