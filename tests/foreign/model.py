"""The integer model of docs/MATCHING.md, built from a problem file that lists its candidates.

Nothing here comes from the program: it was written from the page, so that a disagreement shows an error of one side. Columns are
candidates first, then choices of an appointment for groups, then units of load; rows say "the sum is at most". It is the model
that the program hands to its own back end: overlaps as clique rows, load as units of rising cost.
"""

import collections
import csv
import datetime
import json
import math
import pathlib
import zoneinfo

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
UTC = datetime.timezone.utc
EARTH_RADIUS_M = 6_371_008
REGIONS = pathlib.Path(__file__).resolve().parents[2] / "config" / "regions"
HALF_HOUR = datetime.timedelta(minutes=30)

Sitting = collections.namedtuple("Sitting", "begin end minutes week year")
# `home` is true on the telephone and by video; `point` is where the Lotse is meanwhile.
Stay = collections.namedtuple("Stay", "home point")


def instant(local):
    """Minutes since 1970 of a local time; of one that comes twice the first; None of one that the clocks skip."""
    at = local.replace(tzinfo=BERLIN).astimezone(UTC)
    if at.astimezone(BERLIN).replace(tzinfo=None) != local:
        return None
    return int(at.timestamp()) // 60


def bound(local):
    """The same for the bound of a window: the instant at which the clocks have skipped it."""
    while instant(local) is None:
        local += datetime.timedelta(minutes=1)
    return instant(local)


def sitting(local, minutes):
    begin, day = instant(local), local.date()
    week = day.isocalendar()[:2]
    return Sitting(begin, begin + minutes, minutes, week, day.year)


def alternatives(request):
    """Each a list of sittings: the listed appointments, then every begin of the flexible times."""
    time = datetime.datetime.fromisoformat
    found = []
    for entry in request.get("appointments", []):
        parts = [entry] + entry.get("further", [])
        found.append(sorted(sitting(time(part["start"]), part["minutes"]) for part in parts))
    for window in request.get("flexible", []):
        begin, latest = time(window["earliest"]), bound(time(window["latest"]))
        while True:
            at = instant(begin)
            if at is not None:
                if at + window["minutes"] > latest:
                    break
                found.append([sitting(begin, window["minutes"])])
            elif begin > time(window["latest"]):
                break
            begin += HALF_HOUR
    return found


class Places:
    """Postcodes and coordinates as integer points."""

    def __init__(self, area):
        self.postcodes = {}
        with open(REGIONS / area / "postcodes.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.postcodes[row["postcode"]] = self.at(float(row["lat"]), float(row["lon"]))

    @staticmethod
    def at(lat, lon):
        phi, lam = math.radians(lat), math.radians(lon)
        axes = (math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi))
        # Halves go away from zero.
        return tuple(int(math.copysign(math.floor(abs(axis) * EARTH_RADIUS_M + 0.5), axis)) for axis in axes)

    def point(self, entry):
        if entry is None:
            return None
        if "postcode" in entry:
            return self.postcodes[entry["postcode"]]
        return self.at(entry["lat"], entry["lon"])


class Travel:
    """Minutes of a way, from the table of the problem."""

    def __init__(self, table):
        self.table = table

    @staticmethod
    def charged(length, stretches, rate):
        total, start = 0, 0
        for stretch in stretches:
            end = min(length, stretch.get("up_to_m", length))
            total += max(0, end - start) * stretch[rate]
            start = end
        return total

    def minutes(self, transport, a, b):
        if self.table is None or a is None or b is None:
            return 0
        squared = sum((i - j) ** 2 for i, j in zip(a, b))
        metres = math.isqrt(squared)
        metres += metres * metres < squared
        road = -(-self.charged(metres, self.table["detour"], "permille") // 1000)
        means = self.table["means"][transport]
        return means["fixed_minutes"] + -(-self.charged(road, means["stretches"], "pace_ms_per_m") // 60_000)


class Model:
    """Columns, rows and both objectives of one problem."""

    def __init__(self, path, area):
        with open(path, encoding="utf-8") as file:
            self.problem = problem = json.load(file)
        if "candidates" not in problem:
            raise ValueError(f"{path} lists no candidates; see lotsenwerk solve --list-candidates")
        self.places = Places(area)
        self.travel = Travel(problem.get("travel"))
        self.lotsen = {lotse["id"]: lotse for lotse in problem["lotsen"]}
        self.requests = {request["id"]: request for request in problem["requests"]}
        self.alternatives = {id: alternatives(request) for id, request in self.requests.items()}
        self.candidates = problem["candidates"]
        for candidate in self.candidates:
            modes = self.requests[candidate["request"]].get("modes", ["in_person"])
            candidate.setdefault("appointment", 0)
            candidate.setdefault("mode", modes[0])
        # By candidate, then of the columns that follow.
        self.weight = [self.weight_of(self.requests[c["request"]]) for c in self.candidates]
        self.effort = [c["effort"] for c in self.candidates]
        self.continuous = [False] * len(self.candidates)
        # Each ({column: coefficient}, at most).
        self.rows = []
        self.cliques = []
        # Columns of load units, by the sittings that fill them.
        self.units = []
        self.choices = {}
        self.build()
        self.index = {self.key(c): at for at, c in enumerate(self.candidates)}

    @staticmethod
    def key(candidate):
        return candidate["request"], candidate["lotse"], candidate["appointment"], candidate["mode"]

    def weight_of(self, request):
        served = {"low": 500, "normal": 1000, "high": 1500, "urgent": 4000, "waiting_day": 20, "waiting_days_at_most": 25}
        served |= self.problem.get("weights", {}).get("served", {})
        waited = min(request.get("waiting_days", 0), served["waiting_days_at_most"])
        return served[request.get("priority", "normal")] + served["waiting_day"] * waited

    def load_step(self):
        return self.problem.get("weights", {}).get("effort", {}).get("load_step", 25)

    def sittings(self, candidate):
        return self.alternatives[candidate["request"]][candidate["appointment"]]

    def stay(self, lotse, mode, place):
        if mode == "in_person":
            return Stay(False, self.places.point(place))
        return Stay(True, self.places.point(lotse.get("home")))

    def clash(self, transport, a, b):
        """Whether one Lotse cannot be in both: lists of (sitting, stay)."""
        for one, here in a:
            for other, there in b:
                way = 0 if here.home and there.home else self.travel.minutes(transport, here.point, there.point)
                if not (one.end + way <= other.begin or other.end + way <= one.begin):
                    return True
        return False

    # --- rows ---------------------------------------------------------------------------------------------------------

    def column(self, effort, continuous):
        self.weight.append(0)
        self.effort.append(effort)
        self.continuous.append(continuous)
        return len(self.weight) - 1

    def at_most(self, terms, most):
        # A row that even all of its columns together keep says nothing.
        if sum(max(0, factor) for factor in terms.values()) > most:
            self.rows.append((terms, most))

    def build(self):
        by_request, by_lotse = collections.defaultdict(list), collections.defaultdict(list)
        for at, candidate in enumerate(self.candidates):
            by_request[candidate["request"]].append(at)
            by_lotse[candidate["lotse"]].append(at)
        confirmed, accompanied = collections.defaultdict(list), collections.defaultdict(list)
        for assignment in self.problem.get("assignments", []):
            time = datetime.datetime.fromisoformat
            for part in assignment["sittings"]:
                one = sitting(time(part["start"]), part["minutes"])
                confirmed[assignment["lotse"]].append(one)
                if assignment.get("service") != "interpreting":
                    accompanied[assignment["lotse"]].append(one)
        for request, columns in by_request.items():
            self.fill(self.requests[request], columns)
        for lotse, columns in by_lotse.items():
            self.overlaps(self.lotsen[lotse], columns)
            self.loads(self.lotsen[lotse], columns, confirmed[lotse], accompanied[lotse])
        self.client_caps(by_request)

    def fill(self, request, columns):
        places = request.get("lotsen_needed", 1)
        if places == 1:
            self.at_most(dict.fromkeys(columns, 1), 1)
            return
        by_appointment = collections.defaultdict(list)
        for at in columns:
            by_appointment[self.candidates[at]["appointment"]].append(at)
        choices = []
        for appointment, alternatives in sorted(by_appointment.items()):
            choice = self.column(0, False)
            choices.append(choice)
            self.choices[request["id"], appointment] = choice
            for at in alternatives:
                self.at_most({at: 1, choice: -1}, 0)
            self.at_most(dict.fromkeys(alternatives, 1) | {choice: -places}, 0)
        self.at_most(dict.fromkeys(choices, 1), 1)

    def overlaps(self, lotse, columns):
        transport = lotse.get("transport", "car")
        columns = sorted(columns, key=lambda at: (self.sittings(self.candidates[at])[0].begin, at))
        stays = []
        for at in columns:
            candidate = self.candidates[at]
            stay = self.stay(lotse, candidate["mode"], self.requests[candidate["request"]].get("place"))
            stays.append([(one, stay) for one in self.sittings(candidate)])
        count = len(columns)
        clash = [set() for _ in columns]
        for i in range(count):
            for j in range(i + 1, count):
                same = self.candidates[columns[i]]["request"] == self.candidates[columns[j]]["request"]
                if same or self.clash(transport, stays[i], stays[j]):
                    clash[i].add(j)
                    clash[j].add(i)
        covered = set()
        for i in range(count):
            for j in sorted(clash[i]):
                if j < i or (i, j) in covered:
                    continue
                clique = [i, j]
                common = clash[i] & clash[j]
                for k in sorted(common):
                    if k in common:
                        clique.append(k)
                        common &= clash[k] | {k}
                clique.sort()
                covered.update((a, b) for x, a in enumerate(clique) for b in clique[x + 1 :])
                self.at_most({columns[k]: 1 for k in clique}, 1)

    def loads(self, lotse, columns, confirmed, accompanied):
        weeks, years = collections.defaultdict(dict), collections.defaultdict(dict)
        for at in columns:
            for one in self.sittings(self.candidates[at]):
                minutes, count = weeks[one.week].get(at, (0, 0))
                weeks[one.week][at] = minutes + one.minutes, count + 1
                if self.requests[self.candidates[at]["request"]].get("service") != "interpreting":
                    years[one.year][at] = years[one.year].get(at, 0) + one.minutes
        for week, taking in weeks.items():
            pinned = [one for one in confirmed if one.week == week]
            counts = {at: count for at, (_, count) in taking.items()}
            requests = collections.defaultdict(int)
            for at, count in counts.items():
                request = self.candidates[at]["request"]
                requests[request] = max(requests[request], count)
            most = sum(requests.values())
            if "minutes_per_week" in lotse:
                left = max(0, lotse["minutes_per_week"] - sum(one.minutes for one in pinned))
                self.at_most({at: minutes for at, (minutes, _) in taking.items()}, left)
            if "assignments_per_week" in lotse:
                left = max(0, lotse["assignments_per_week"] - len(pinned))
                self.at_most(counts, left)
                most = min(most, left)
            self.load_units(counts, len(pinned), most)
        for year, taking in years.items():
            left = lotse.get("minutes_left_in_year", {}).get(str(year))
            if left is not None:
                self.at_most(taking, max(0, left - sum(one.minutes for one in accompanied if one.year == year)))
        if "asks_left" in lotse:
            self.at_most(dict.fromkeys(columns, 1), lotse["asks_left"])

    def load_units(self, counts, confirmed, most):
        """With n sittings in a week one more costs n steps."""
        efforts = [self.load_step() * (confirmed + unit) for unit in range(most)]
        if sum(efforts) == 0:
            return
        units = [self.column(effort, True) for effort in efforts]
        self.rows.append((counts | dict.fromkeys(units, -1), 0))
        self.units.append((counts, units))

    def client_caps(self, by_request):
        cap = self.problem.get("client_cap")
        if cap is None:
            return
        used, taking = collections.Counter(), collections.defaultdict(dict)
        for use in self.problem.get("client_used", []):
            used[use["client"], use["year"]] += use["count"]
        for assignment in self.problem.get("assignments", []):
            if assignment.get("service") == "interpreting" and "client" in assignment:
                for part in assignment["sittings"]:
                    used[assignment["client"], int(part["start"][:4])] += 1
        for id, columns in by_request.items():
            request = self.requests[id]
            if request.get("service") == "interpreting" and "client" in request:
                for at in columns:
                    for one in self.sittings(self.candidates[at]):
                        terms = taking[request["client"], one.year]
                        terms[at] = terms.get(at, 0) + 1
        for key, terms in taking.items():
            self.at_most(terms, max(0, cap - used[key]))

    # --- objectives ---------------------------------------------------------------------------------------------------

    def scale(self):
        """Units of level 1 against minutes: scale × gcd of the weights > 2 × range of the efforts."""
        gcd = math.gcd(*self.weight) or 1
        efforts = self.effort or [0]
        return 2 * (max(efforts) - min(min(efforts), 0)) // gcd + 1

    def levels(self, values):
        """Weight and effort of a solution, from its candidates alone."""
        chosen = [at for at in range(len(self.candidates)) if values[at] > 0.5]
        effort = sum(self.effort[at] for at in chosen)
        for counts, units in self.units:
            taken = sum(count for at, count in counts.items() if values[at] > 0.5)
            effort += sum(self.effort[unit] for unit in units[:taken])
        return sum(self.weight[at] for at in chosen), effort

    def values(self, plan):
        """All columns for the proposals of a plan file."""
        values = [0] * len(self.weight)
        for proposal in plan["proposals"]:
            values[self.index[self.key(proposal)]] = 1
            choice = self.choices.get((proposal["request"], proposal["appointment"]))
            if choice is not None:
                values[choice] = 1
        for counts, units in self.units:
            taken = sum(count for at, count in counts.items() if values[at] > 0.5)
            for unit in units[:taken]:
                values[unit] = 1
        return values

    def broken(self, values):
        """How many rows a solution breaks."""
        sums = (sum(factor * values[at] for at, factor in terms.items()) - most for terms, most in self.rows)
        return sum(over > 0 for over in sums)
