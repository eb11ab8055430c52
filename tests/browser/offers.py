#!/usr/bin/env python3
"""A Lotse's story in a browser: the demo's mails, their links, a yes, a no with its reason, and links that are none.

    offers.py PROGRAM [FOLDER]

The browser is Chromium, steered by its own driver, the size of a telephone and without JavaScript. Pictures of each page go to FOLDER.
Prints what it saw; exits 1 on the first thing that is wrong.
"""

import email
import email.policy
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PHONE = (390, 844)


def must(holds, said):
    if not holds:
        sys.exit(f"WRONG: {said}")


def links(folder):
    for file in sorted(folder.glob("*.eml")):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        yield re.search(r"http://127\.0\.0\.1:8080/offers/\S+", mail.get_body(("plain",)).get_content()).group()


class Site:
    """The demo, served."""

    def __init__(self, program, folder):
        self.folder = folder
        environment = {"PATH": os.environ.get("PATH", "")}
        if "LD_LIBRARY_PATH" in os.environ:
            environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
        made = [program, "--quiet", "demo", "--folder", "demo", "--lotsen", "150", "--requests", "80"]
        subprocess.run(made, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        serve = [program, "--json", "--config", "demo/lotsenwerk.toml", "serve", "--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(serve, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        self.address = next(json.loads(line)["address"] for line in self.process.stdout if "serving" in line)
        self.links = [link.replace("127.0.0.1:8080", self.address) for link in links(folder / "demo" / "mails")]

    def stop(self):
        self.process.terminate()
        must(self.process.wait(60) == 0, "the service does not stop well")


class Reader:
    """A person with a telephone."""

    def __init__(self, pictures, dark):
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=de"):
            options.add_argument(argument)
        if dark:
            options.add_argument("--blink-settings=preferredColorScheme=0")
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2, "intl.accept_languages": "de,en"})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        # Debian's own: nothing is looked for elsewhere.
        options.binary_location = shutil.which("chromium")
        self.browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.browser.set_window_size(*PHONE)
        self.pictures, self.seen = pictures, 0
        self.name = "dark" if dark else "light"

    def open(self, link):
        self.browser.get(link)
        return self.page()

    def page(self):
        """What every page owes its readers; gives the stand of the offer, if it is one."""
        run = self.browser.execute_script
        must(run("return document.documentElement.lang") == "de", "the page does not say its language")
        must(len(self.browser.find_elements(By.TAG_NAME, "h1")) == 1, "a page has one heading of the first rank")
        width = run("return [document.documentElement.scrollWidth, window.innerWidth]")
        must(width[0] <= width[1], f"the page is wider than the telephone: {width}")
        for button in self.browser.find_elements(By.CSS_SELECTOR, "button, .choice"):
            must(button.size["height"] >= 44, f"{button.text!r} is hard to hit: {button.size}")
        loud = [entry for entry in self.browser.get_log("browser") if "favicon" not in entry["message"] and "404" not in entry["message"]]
        must(not loud, f"the browser complains: {loud}")
        self.seen += 1
        if self.pictures:
            self.browser.save_screenshot(str(self.pictures / f"{self.name}-{self.seen}.png"))
        articles = self.browser.find_elements(By.TAG_NAME, "article")
        return articles[0].get_attribute("data-stand") if articles else None

    def press(self, words):
        """By keyboard alone: on to the button, and Enter."""
        for _ in range(20):
            self.browser.switch_to.active_element.send_keys(Keys.TAB)
            if self.browser.switch_to.active_element.text == words:
                self.browser.switch_to.active_element.send_keys(Keys.ENTER)
                return self.page()
        must(False, f"no way leads to {words!r} by keyboard")

    def text(self):
        return self.browser.find_element(By.TAG_NAME, "main").text

    def asked(self):
        """Every address that was asked for."""
        sent = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
        return {one["params"]["request"]["url"] for one in sent if one["method"] == "Network.requestWillBeSent"}


def story(site, reader, first):
    yes, no, spare = site.links[first : first + 3]
    must(reader.open(yes) == "open" and "Kannst du helfen?" in reader.text(), "an offer is shown")
    must("Bitte antworte bis" in reader.text(), "it says until when")
    must(reader.press("Ja, ich übernehme") == "accepted" and "Danke, du übernimmst!" in reader.text(), "a yes is taken")
    must(reader.browser.current_url == yes, "the address is that of the mail again")
    reader.browser.back()
    must(reader.open(yes) == "accepted", "a second look shows the same")

    must(reader.open(no) == "open", "another offer is shown")
    must(reader.press("Nein, diesmal nicht") == "declined", "a no is taken")
    reader.browser.find_element(By.CSS_SELECTOR, "input[value=too_far]").click()
    must(reader.press("Grund senden") == "declined" and "Danke, das haben wir notiert." in reader.text(), "a reason is taken")
    must(reader.browser.find_element(By.CSS_SELECTOR, "input[value=too_far]").is_selected(), "and remembered")

    must(reader.open(spare[:-3]) is None and "Dieser Link gilt nicht" in reader.text(), "half a link is none")
    must(reader.open(f"http://{site.address}/nowhere") is None and "Diese Seite gibt es nicht" in reader.text(), "no page is no page")
    must(reader.open(spare) == "open", "and changes nothing")
    strangers = {url for url in reader.asked() if not url.startswith((f"http://{site.address}/", "data:", "chrome"))}
    must(not strangers, f"asked elsewhere: {strangers}")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Site(program, pathlib.Path(folder))
        try:
            for first, dark in ((0, False), (3, True)):
                reader = Reader(pictures, dark)
                try:
                    story(site, reader, first)
                finally:
                    reader.browser.quit()
                print(f"{'dark' if dark else 'light'}: {reader.seen} pages, by keyboard and without JavaScript")
        finally:
            site.stop()


if __name__ == "__main__":
    main()
