#!/usr/bin/env python3
"""The desk in a browser: everybody's pages, judged by axe-core, and the stories of a day.

    desk.py PROGRAM [FOLDER]

Chromium is steered by its own driver. For each role all pages are visited that a click leads to: light at 1280 px, dark at 360 px, in
German; the coordinator's at last in English too, which is chosen on a page. Each must have no violation of axe-core's rules, no scroll bar to the side, one heading of the first rank, no complaint of the
browser, and at most 100 KB transferred. Then stories: by keyboard alone a request is posted and its plan released; without JavaScript a
session that ended loses no form; a Lotse answers; an agency sees no other's Lotsen. Pictures of each page go to FOLDER.
Prints what it saw; exits 1 on the first thing that is wrong.

axe-core comes by npm for the test alone, in the version and with the digest below.
"""

import collections
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

AXE = "axe-core@4.14.1"
AXE_SHA256 = "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745"
ROLES = ("coordinator", "requester", "lotse", "competence_centre", "operator")
# Pages of one kind are looked at so often: an identity more shows nothing new.
OF_A_KIND = 2
MOST_BYTES = 100_000


def must(holds, said):
    if not holds:
        sys.exit(f"WRONG: {said}")


def axe():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", AXE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        packed = next(pathlib.Path(folder).glob("*.tgz")).read_bytes()
    must(hashlib.sha256(packed).hexdigest() == AXE_SHA256, "axe-core is not what it was")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return archive.extractfile("package/axe.min.js").read().decode()


class Site:
    """The demo, served."""

    def __init__(self, program, folder):
        environment = {"PATH": os.environ.get("PATH", "")}
        if "LD_LIBRARY_PATH" in os.environ:
            environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
        made = [program, "--quiet", "demo", "--folder", "demo", "--lotsen", "300", "--requests", "150"]
        subprocess.run(made, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        serve = [program, "--json", "--config", "demo/lotsenwerk.toml", "serve", "--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(serve, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        self.address = next(json.loads(line)["address"] for line in self.process.stdout if "serving" in line)
        self.base = f"http://{self.address}"
        lines = (folder / "demo" / "accounts.txt").read_text().splitlines()
        self.accounts = {line.split()[0]: line.split()[1:3] for line in lines if line.strip()}

    def stop(self):
        self.process.terminate()
        self.process.stdout.close()
        must(self.process.wait(60) == 0, "the service does not stop well")


class Reader:
    """A person at a screen."""

    def __init__(self, site, width=1280, dark=False, script=True, pictures=None):
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=de", f"--window-size={width},900"):
            options.add_argument(argument)
        if dark:
            options.add_argument("--blink-settings=preferredColorScheme=0")
        preferences = {"intl.accept_languages": "de,en"}
        if not script:
            preferences["profile.managed_default_content_settings.javascript"] = 2
        options.add_experimental_option("prefs", preferences)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.binary_location = shutil.which("chromium")
        self.browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.site, self.width, self.pictures = site, width, pictures
        self.name, self.language = f"{width}-{'dark' if dark else 'light'}", "de"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.quit()

    def log_in(self, role):
        self.browser.get(self.site.base + "/log-in")
        email, password = self.site.accounts[role]
        self.browser.find_element(By.ID, "email").send_keys(email)
        self.browser.find_element(By.ID, "password").send_keys(password, Keys.ENTER)
        self.until(lambda: "/log-in" not in self.browser.current_url, f"{role} cannot log in")

    def until(self, holds, said):
        """Waits for the next page: a key that sends a form comes back before it."""
        for _ in range(200):
            try:
                if holds():
                    return
            except WebDriverException:
                pass  # The page is changing.
            time.sleep(0.1)
        must(False, f"{said}: {self.text()[:600]}")

    def text(self):
        return self.browser.find_element(By.TAG_NAME, "main").text

    def path(self):
        return self.browser.current_url.removeprefix(self.site.base)

    def complaints(self):
        # A refused form is answered by 422, which the browser tells of; the page of components has fields that are sent nowhere.
        known = ("favicon", " 422 ", "Password field is not contained in a form")
        return [entry["message"] for entry in self.browser.get_log("browser") if not any(words in entry["message"] for words in known)]

    def transferred(self):
        """Bytes that came over the line since the last look, and everybody who was asked."""
        total, asked = 0, set()
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.loadingFinished":
                total += int(message["params"]["encodedDataLength"])
            if message["method"] == "Network.requestWillBeSent":
                asked.add(message["params"]["request"]["url"])
        return total, {url for url in asked if not url.startswith((self.site.base, "data:", "chrome", "blob:"))}

    def judge(self, source, role):
        """What every page owes its readers."""
        run = self.browser.execute_script
        here = f"{role} {self.name} {self.path()}"
        total, strangers = self.transferred()
        must(not strangers, f"{here}: asked elsewhere: {strangers}")
        must(total <= MOST_BYTES, f"{here}: {total} bytes")
        must(run("return document.documentElement.lang") == self.language, f"{here}: not in {self.language}")
        must(len(self.browser.find_elements(By.TAG_NAME, "h1")) == 1, f"{here}: one heading of the first rank")
        must("⟦" not in self.browser.page_source, f"{here}: a text is missing")
        wide = run("return [document.documentElement.scrollWidth, window.innerWidth]")
        must(wide[0] <= wide[1], f"{here}: wider than the screen: {wide}")
        loud = self.complaints()
        must(not loud, f"{here}: {loud}")
        # Not by an element in the page, which the page's policy forbids.
        self.browser.execute_cdp_cmd("Runtime.evaluate", {"expression": source})
        found = self.browser.execute_async_script(
            "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))])))"
        )
        must(not found, f"{here}: {json.dumps(found, ensure_ascii=False, indent=1)}")
        if self.pictures:
            height = min(run("return document.documentElement.scrollHeight"), 6000)
            self.browser.set_window_size(self.width, max(height, 900))
            name = re.sub(r"[^a-z0-9-]+", "_", self.path().split("?")[0].strip("/")) or "home"
            self.browser.save_screenshot(str(self.pictures / f"{role}-{name[:60]}-{self.name}.png"))
            self.browser.set_window_size(self.width, 900)

    def links(self):
        """Where a click leads within the service."""
        hrefs = [link.get_attribute("href") for link in self.browser.find_elements(By.CSS_SELECTOR, "a[href]:not([download])")]
        own = (href.removeprefix(self.site.base).split("#")[0] for href in hrefs if href and href.startswith(self.site.base + "/"))
        return [path for path in own if not path.startswith(("/api/", "/calendar/"))]

    def press(self, words, most=80):
        """By keyboard alone: on to what has these words, and Enter."""
        for _ in range(most):
            self.browser.switch_to.active_element.send_keys(Keys.TAB)
            active = self.browser.switch_to.active_element
            if words in (active.text, active.get_attribute("aria-label")):
                active.send_keys(Keys.ENTER)
                return
        must(False, f"no way leads to {words!r} by keyboard from {self.path()}")

    def fill(self, name, keys, most=80):
        """By keyboard alone: on to a field, and type."""
        for _ in range(most):
            active = self.browser.switch_to.active_element
            if active.get_attribute("name") == name:
                active.send_keys(*keys)
                return
            active.send_keys(Keys.TAB)
        must(False, f"no way leads to the field {name!r} by keyboard from {self.path()}")


def kind(path):
    """A page's address without identities and queries."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", path.split("?")[0])


def walk(site, source, role, width, dark, pictures, english=False):
    """All pages that a click leads to."""
    with Reader(site, width, dark, pictures=pictures) as reader:
        reader.log_in(role)
        if english:
            reader.browser.get(site.base + "/profile/edit")
            reader.browser.find_element(By.CSS_SELECTOR, "input[name=language][value=en]").click()
            reader.browser.find_element(By.CSS_SELECTOR, "main button.primary").click()
            reader.until(lambda: "Saved." in reader.text(), "the language is changed")
            reader.language, reader.name = "en", reader.name + "-en"
        reader.transferred()
        seen, of_kind, waiting = set(), collections.Counter(), collections.deque(["/", "/components"])
        while waiting:
            path = waiting.popleft()
            if path in seen or of_kind[kind(path)] >= OF_A_KIND:
                continue
            seen.add(path)
            of_kind[kind(path)] += 1
            reader.browser.get(site.base + path)
            reader.judge(source, role)
            waiting.extend(reader.links())
        print(f"{role}, {reader.name}: {len(seen)} pages of {len(of_kind)} kinds: {', '.join(sorted(of_kind))}")
        return set(of_kind)


def outsiders(site, source, pictures):
    """Pages for whoever has not logged in."""
    for width, dark in ((1280, False), (360, True)):
        with Reader(site, width, dark, pictures=pictures) as reader:
            for path in ("/log-in", "/forgotten", "/nothing-here"):
                reader.browser.get(site.base + path)
                reader.browser.get_log("browser")
                reader.judge(source, "nobody")


def by_keyboard(site, source, pictures):
    """A coordinator posts a request and releases its plan without a mouse."""
    with Reader(site, pictures=pictures) as reader:
        reader.log_in("coordinator")
        began = time.monotonic()
        reader.press("Neue Anfrage")
        reader.fill("organisation", [Keys.DOWN, Keys.DOWN])
        reader.fill("language.1", ["Arabisch"])
        reader.fill("topic", [Keys.DOWN])
        day = time.strftime("%m%d%Y", time.localtime(time.time() + 12 * 86_400))
        reader.fill("date.1", [day])
        reader.fill("time.1", ["1030AM"])
        reader.fill("place", ["64283"])
        reader.fill("client", ["K-17", Keys.ENTER])
        reader.until(lambda: "done=posted" in reader.path(), "the request is not posted")
        posted = time.monotonic() - began
        reader.browser.get(site.base + "/matching")
        reader.press("Jetzt vermitteln")
        reader.until(lambda: "Plan prüfen" in reader.text(), "there is no plan")
        reader.transferred()
        reader.judge(source, "coordinator")
        must("als der Reihe nach" in reader.text() or "wie der Reihe nach" in reader.text(), "it is compared")
        buttons = [b.text for b in reader.browser.find_elements(By.CSS_SELECTOR, "button.primary") if "senden" in b.text]
        must(buttons, f"nothing can be released: {reader.text()[:800]}")
        reader.press(buttons[0])
        reader.until(lambda: "Die Angebote sind unterwegs" in reader.text(), "nothing was released")
        print(f"by keyboard: a request posted in {posted:.0f} s, its plan released")


def without_script(site):
    """Whose session has ended while they typed loses nothing, also without JavaScript."""
    with Reader(site, script=False) as reader:
        reader.log_in("requester")
        reader.browser.get(site.base + "/requests/new")
        reader.browser.find_element(By.ID, "client").send_keys("K-99")
        reader.browser.find_element(By.ID, "place").send_keys("64283")
        reader.browser.delete_all_cookies()
        reader.browser.find_element(By.CSS_SELECTOR, ".actions .primary").click()
        reader.until(lambda: "abgelaufen" in reader.text(), "the log-in is asked for")
        email, password = site.accounts["requester"]
        reader.browser.find_element(By.ID, "email").send_keys(email)
        reader.browser.find_element(By.ID, "password").send_keys(password, Keys.ENTER)
        reader.until(lambda: "wieder angemeldet" in reader.text(), "they go on")
        reader.browser.find_element(By.CSS_SELECTOR, "main button.primary").click()
        reader.until(lambda: reader.browser.find_elements(By.ID, "client"), "the form is shown")
        must(reader.browser.find_element(By.ID, "client").get_attribute("value") == "K-99", "what was typed is still there")
        must(reader.browser.find_elements(By.CSS_SELECTOR, "[aria-invalid=true]"), "and what is missing is said")
        print("without JavaScript: a session ended, and no form was lost")


def agency(site):
    """Whoever posts sees their requests, and of Lotsen no more than who goes."""
    with Reader(site) as reader:
        reader.log_in("requester")
        ways = [a.text for a in reader.browser.find_elements(By.CSS_SELECTOR, "header nav a")]
        must("Anfragen" in ways and "Heute" not in ways and "Vermittlung" not in ways, f"ways: {ways}")
        for path in ("/today", "/matching"):
            reader.browser.get(site.base + path)
            must("gehört nicht zu Ihren Aufgaben" in reader.text(), f"{path}: {reader.text()}")
        reader.browser.get(site.base + "/requests")
        rows = reader.browser.find_elements(By.CSS_SELECTOR, ".list tbody a")
        must(rows, "the demo's agency has requests")
        rows[0].click()
        for words in ("Wer könnte übernehmen", "Gefragt", "Vorgeschlagen"):
            must(words not in reader.text(), f"an agency does not see: {words}")
        print(f"agency: {len(rows)} requests, no candidates shown")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    source = axe()
    with tempfile.TemporaryDirectory() as folder:
        site = Site(program, pathlib.Path(folder))
        try:
            outsiders(site, source, pictures)
            for role in ROLES:
                for width, dark in ((1280, False), (360, True)):
                    walk(site, source, role, width, dark, pictures)
            by_keyboard(site, source, pictures)
            without_script(site)
            agency(site)
            walk(site, source, "coordinator", 1280, False, pictures, english=True)
        finally:
            site.stop()


if __name__ == "__main__":
    main()
