#!/usr/bin/env python3
"""Reads every .eml file of a folder with parsers that are not ours and says what is wrong with them.

    check_eml.py FOLDER

Calendar feeds (.ics) that lie there are read too. Python's `email` reads the mail, `icalendar` (PyPI) the calendar file, `html.parser` the page. Prints one line a fault
and a line of counts; exits 0 where there is at least one mail and no fault, 1 otherwise.
"""

import email
import email.policy
import functools
import html.parser
import pathlib
import re
import sys
import zoneinfo
from datetime import datetime, timedelta

import icalendar

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
ONCE = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Auto-Submitted"]
ISOLATES = "\u2066\u2067\u2068"
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(html.parser.HTMLParser):
    """Visible text, faults of nesting, and whatever would be loaded from elsewhere."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.faults, self.root = [], [], [], {}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "html":
            self.root = attrs
        if tag in {"script", "img", "link", "iframe", "form", "object", "embed"}:
            self.faults.append(f"page has a <{tag}>")
        for name in attrs:
            if name.startswith("on") or name in {"src", "background"}:
                self.faults.append(f"page has the attribute {name}")
        # The demo's pages are on the own machine.
        if not re.match(r"(mailto:|https://|http://127\.0\.0\.1:)", attrs.get("href", "https://")):
            self.faults.append(f"page links to {attrs['href']!r}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"page closes <{tag}> out of turn")

    def handle_data(self, data):
        if "style" in self.open and re.search(r"url\(|@import", data):
            self.faults.append("style loads something")
        self.text.append(data)


def check_bytes(raw):
    if b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""):
        yield "a line does not end in CRLF"
    if not raw.isascii():
        yield "there are bytes beyond ASCII"
    longest = max(len(line) for line in raw.split(b"\r\n"))
    if longest > 998:
        yield f"a line has {longest} octets"


def check_headers(mail):
    for name in ONCE:
        if len(mail.get_all(name, [])) != 1:
            yield f"{len(mail.get_all(name, []))} headers {name}"
    for name, value in mail.items():
        for defect in value.defects:
            yield f"{name}: {defect!r}"
    if len(mail["To"].addresses) != 1 or mail["Cc"] or mail["Bcc"]:
        yield "not exactly one recipient"
    if mail["Auto-Submitted"] != "auto-generated":
        yield "not marked as automatic"
    if not mail["Subject"].strip() or "⟦" in mail["Subject"]:
        yield f"subject is {mail['Subject']!r}"


def check_texts(mail):
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    if plain is None or page is None:
        yield "no plain text or no HTML"
        return
    for part in (plain, page):
        if part.get_content_charset() != "utf-8":
            yield f"{part.get_content_type()} is in {part.get_content_charset()}"
        if "⟦" in part.get_content() or "\N{REPLACEMENT CHARACTER}" in part.get_content():
            yield f"{part.get_content_type()} has a missing text or a broken character"
    reader = Page()
    reader.feed(page.get_content())
    reader.close()
    yield from reader.faults
    if reader.open:
        yield f"page leaves {reader.open} open"
    if sum(line.count(mark) for line in plain.get_content().splitlines() for mark in ISOLATES) != plain.get_content().count("\u2069"):
        yield "isolates in the text are not balanced"
    if not reader.root.get("lang") or reader.root.get("dir") not in {"ltr", "rtl"}:
        yield "page does not say its language and direction"
    shown = set(re.findall(r"\w+", " ".join(reader.text)))
    for number in re.findall(r"\b\d+\b", re.sub(r"https?://\S+", "", plain.get_content())):
        if number not in shown:
            yield f"{number} is in the text and not in the page"


def check_zone(calendar):
    zones = [zone.to_ical() for zone in calendar.walk("VTIMEZONE")]
    if len(zones) != 1:
        return [f"{len(zones)} time zones"]
    return zone_faults(zones[0])


@functools.cache
def zone_faults(text):
    """The rules in the file against the machine's zone data, at noon of every day of three years."""
    zone = icalendar.Timezone.from_ical(text)
    if str(zone["TZID"]) != "Europe/Berlin":
        return [f"time zone {zone['TZID']}"]
    said = zone.to_tz()
    days = (datetime(2026, 1, 1, 12) + timedelta(days=n) for n in range(3 * 365))
    wrong = [day for day in days if day.replace(tzinfo=said).utcoffset() != day.replace(tzinfo=BERLIN).utcoffset()]
    return [f"the file's zone is wrong on {wrong[0]:%Y-%m-%d}"] if wrong else []


STATUS = {"CANCEL": "CANCELLED", "REQUEST": "CONFIRMED", "PUBLISH": "TENTATIVE"}


def check_invite(mail, parts):
    """An invitation is an alternative without a name and the same bytes as a file."""
    alternatives = [part for part in parts if part.get_content_disposition() is None]
    files = [part for part in parts if part.get_content_disposition() == "attachment"]
    if len(alternatives) > 1:
        yield f"{len(alternatives)} calendars among the alternatives"
    for part in alternatives:
        twins = [file for file in files if file.get_payload(decode=True) == part.get_payload(decode=True)]
        if len(twins) != 1 or not twins[0].get_filename():
            yield "the invitation is not attached as a file"
        if part.get_param("method") not in {"REQUEST", "CANCEL"}:
            yield f"an alternative with method {part.get_param('method')}"
    if not all(file.get_filename().endswith(".ics") for file in files):
        yield "a calendar file with another ending"
    if alternatives and not mail.is_multipart():
        yield "an invitation without parts"


def check_event(event, method, mail):
    """What RFC 5546 asks of each method, and what the reader's calendar shall say."""
    if str(event["STATUS"]) != STATUS[method]:
        yield f"{method} with status {event['STATUS']}"
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    reader = mail["To"].addresses[0].addr_spec
    if method == "REQUEST" and [str(one) for one in attendees] != [f"mailto:{reader}"]:
        yield f"attendees {attendees} and not the reader"
    if any(str(one) != f"mailto:{reader}" for one in attendees):
        yield f"attendees {attendees}: nobody else may be named"
    for one in attendees:
        if one.params.get("RSVP") != "FALSE" or one.params.get("PARTSTAT") != "ACCEPTED":
            yield f"attendee with {one.params}"
    alarms = event.walk("VALARM")
    if (len(alarms) == 1) != (method == "REQUEST"):
        yield f"{len(alarms)} alarms with {method}"
    for alarm in alarms:
        if alarm["TRIGGER"].dt != timedelta(hours=-2) or str(alarm["ACTION"]) != "DISPLAY" or not alarm["DESCRIPTION"]:
            yield f"alarm: {alarm}"


def check_calendar(part, mail, plain, uids):
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    method = str(calendar.get("METHOD"))
    if str(calendar.get("METHOD")) != part.get_param("method"):
        yield "method of part and calendar differ"
    if not str(calendar.get("PRODID", "")).startswith("-//Lotsenwerk//") or str(calendar.get("VERSION")) != "2.0":
        yield "product or version is missing"
    yield from check_zone(calendar)
    if not calendar.events:
        yield "no event"
    for event in calendar.events:
        for name in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS", "ORGANIZER"]:
            if name not in event:
                yield f"event without {name}"
        if event.errors:
            yield f"event: {event.errors}"
        yield from check_event(event, method, mail)
        # The same entry may come again, to somebody else, as another version, or as the file beside the alternative.
        version = (str(event["UID"]), mail["Message-ID"], method, part.get_content_disposition())
        if version in uids:
            yield f"UID {event['UID']} twice in one file"
        uids.add(version)
        if str(calendar["METHOD"]) == "PUBLISH" and "ATTENDEE" in event:
            yield "a published event has attendees (RFC 5546, 3.2.1)"
        start, end = event.start, event.end
        if not start < end:
            yield f"event ends at {end}, begins at {start}"
        said = f"{start.hour}:{start.minute:02}"
        if said not in plain or not re.search(rf"\b{start.day}\b", plain):
            yield f"{start} is in the calendar and not in the text"


def check(path, ids, uids, counts):
    raw = path.read_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    yield from check_bytes(raw)
    yield from check_headers(mail)
    if mail["Message-ID"] in ids:
        yield f"Message-ID {mail['Message-ID']} twice in the folder"
    ids.add(mail["Message-ID"])
    for part in mail.walk():
        counts["parts"] += 1
        for defect in part.defects:
            yield f"{part.get_content_type()}: {defect!r}"
    yield from check_texts(mail)
    plain = mail.get_body(("plain",))
    calendars = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    yield from check_invite(mail, calendars)
    for part in calendars:
        counts["calendars"] += 1
        yield from check_calendar(part, mail, plain.get_content() if plain else "", uids)


def check_feed(path):
    """A calendar to subscribe to: published, named, and naming nobody."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    if str(calendar.get("METHOD")) != "PUBLISH" or not calendar.get("X-WR-CALNAME"):
        yield "no published calendar with a name"
    yield from check_zone(calendar)
    uids = [str(event["UID"]) for event in calendar.events]
    if not uids or len(set(uids)) != len(uids):
        yield f"UIDs {uids}"
    for event in calendar.events:
        if event.errors or "ATTENDEE" in event or not event.start < event.end:
            yield f"event {event['UID']}: {event.errors}"


def main(folder):
    counts = {"mails": 0, "parts": 0, "calendars": 0, "faults": 0}
    ids, uids = set(), set()
    for path in sorted(pathlib.Path(folder).glob("*.eml")):
        counts["mails"] += 1
        try:
            faults = list(check(path, ids, uids, counts))
        except Exception as error:  # whatever a parser cannot read is a fault of the mail
            faults = [f"cannot be read: {error!r}"]
        for fault in faults:
            counts["faults"] += 1
            print(f"{path.name}: {fault}")
    for path in sorted(pathlib.Path(folder).glob("*.ics")):
        for fault in check_feed(path):
            counts["faults"] += 1
            print(f"{path.name}: {fault}")
    print(", ".join(f"{count} {name}" for name, count in counts.items()), f"{len({uid for uid, *_ in uids})} events", sep=", ")
    return 0 if counts["mails"] and not counts["faults"] else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
