"""Works the regional summaries out anew, with other means than the atlas does, and holds the API files
of a built site against the result: every place against every facility by the haversine formula, regions
by shapely, the projection by Snyder's formulas, YAML by PyYAML.

    python tests/access/recompute.py SITE ATLAS

Needs numpy, PyYAML and shapely, which `tests/run` sets up for the validators too. Each function whose
name begins with `test_` is one test. The last line counts them.
"""

import csv
import json
import math
import sys
from pathlib import Path

import numpy as np
import shapely
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from runner import run

SITE, ATLAS = Path(sys.argv[1]), Path(sys.argv[2])
API, CONTENT = SITE / "api" / "v1", ATLAS / "content"
RADIUS_KM = 6371.0088


def load(path):
    return json.loads(path.read_text("utf-8"))


def read_yaml(path):
    return yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def terms(vocabulary):
    return {term["id"]: term for term in read_yaml(CONTENT / f"vocabularies/{vocabulary}.yaml")["terms"]}


# Geography.


class Laea:
    """ETRS89-extended / LAEA Europe, EPSG:3035 (J. Snyder, Map Projections: A Working Manual, USGS
    Professional Paper 1395, equations 3-11, 3-12, 3-18 and 24-16 to 24-29)."""

    a, f = 6378137.0, 1 / 298.257222101
    e2 = f * (2 - f)
    e = math.sqrt(e2)
    lat0, lon0, east, north = math.radians(52), math.radians(10), 4321000.0, 3210000.0

    def __init__(self):
        self.qp = self.q(math.pi / 2)
        self.rq = self.a * math.sqrt(self.qp / 2)
        self.beta0 = math.asin(self.q(self.lat0) / self.qp)
        m0 = math.cos(self.lat0) / math.sqrt(1 - self.e2 * math.sin(self.lat0) ** 2)
        self.d = self.a * m0 / (self.rq * math.cos(self.beta0))

    def q(self, lat):
        s = np.sin(lat)
        log = np.log((1 - self.e * s) / (1 + self.e * s)) / (2 * self.e)
        return (1 - self.e2) * (s / (1 - self.e2 * s * s) - log)

    def forward(self, lat, lon):
        lat, lon = np.radians(lat), np.radians(lon) - self.lon0
        beta = np.arcsin(np.clip(self.q(lat) / self.qp, -1, 1))
        sin0, cos0 = math.sin(self.beta0), math.cos(self.beta0)
        b = self.rq * np.sqrt(2 / (1 + sin0 * np.sin(beta) + cos0 * np.cos(beta) * np.cos(lon)))
        x = b * self.d * np.cos(beta) * np.sin(lon)
        y = b / self.d * (cos0 * np.sin(beta) - sin0 * np.cos(beta) * np.cos(lon))
        return x + self.east, y + self.north

    def inverse(self, x, y):
        x, y = (x - self.east) / self.d, (y - self.north) * self.d
        rho = math.hypot(x, y)
        c = 2 * math.asin(rho / (2 * self.rq))
        sin0, cos0 = math.sin(self.beta0), math.cos(self.beta0)
        beta = math.asin(math.cos(c) * sin0 + y * math.sin(c) * cos0 / rho)
        lon = self.lon0 + math.atan2(
            x * math.sin(c), rho * cos0 * math.cos(c) - y * sin0 * math.sin(c)
        )
        e2, e4, e6 = self.e2, self.e2**2, self.e2**3
        lat = (
            beta
            + (e2 / 3 + 31 * e4 / 180 + 517 * e6 / 5040) * math.sin(2 * beta)
            + (23 * e4 / 360 + 251 * e6 / 3780) * math.sin(4 * beta)
            + 761 * e6 / 45360 * math.sin(6 * beta)
        )
        return math.degrees(lat), math.degrees(lon)


def outlines():
    """The codes and outlines of the regions of level 3, and of the countries outside NUTS."""
    topology = load(CONTENT / "geo/regions.topo.json")
    scale = np.array(topology["transform"]["scale"])
    translate = np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]

    def ring(indices):
        points = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc if not points else arc[1:])
        return points

    codes, shapes = [], []
    for name in ("nuts3", "outside"):
        for geometry in topology["objects"][name]["geometries"]:
            parts = [
                shapely.Polygon(ring(polygon[0]), [ring(hole) for hole in polygon[1:]])
                for polygon in geometry["arcs"]
            ]
            codes.append(geometry["id"] if name == "nuts3" else None)
            shapes.append(shapely.make_valid(shapely.MultiPolygon(parts)))
    return codes, shapes


def haversine(lat1, lon1, lat2, lon2):
    lat1, lon1, lat2, lon2 = map(np.radians, (lat1, lon1, lat2, lon2))
    h = np.sin((lat2 - lat1) / 2) ** 2
    h += np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS_KM * np.arcsin(np.minimum(1, np.sqrt(h)))


def locate(lat, lon):
    """The region of level 3 of each point: the one that holds it, or else the nearest within 5 km."""
    codes, shapes = OUTLINES
    laea = Laea()
    points = shapely.points(*laea.forward(lat, lon))
    tree = shapely.STRtree(shapes)
    found = [None] * len(points)
    settled = np.zeros(len(points), bool)
    for point, shape in zip(*tree.query(points, predicate="intersects")):
        # A region of NUTS comes before a country, and stands before it in the list.
        if not settled[point] or (found[point] is None and codes[shape]):
            found[point], settled[point] = codes[shape], True
    for point in np.flatnonzero(~settled):
        nearest = None
        for shape in tree.query(points[point].buffer(8000)):
            on_border = shapely.shortest_line(points[point], shapes[shape]).coords[-1]
            km = haversine(lat[point], lon[point], *laea.inverse(*on_border))
            if km <= 5 and (nearest is None or km < nearest[0]):
                nearest = (km, codes[shape])
        found[point] = nearest[1] if nearest else None
    return found


# What the atlas's files say.


class Places:
    """Every populated place in a region, with the people that it stands for."""

    def __init__(self, populations):
        rows = []
        for path in sorted((CONTENT / "places").glob("*.tsv")):
            rows.extend(line.split("\t") for line in path.read_text("utf-8").splitlines())
        lat, lon, weight = (np.array([float(row[at]) for row in rows]) for at in (3, 4, 5))
        level2 = np.array([code[:4] if code and code[:4] in populations else "" for code in locate(lat, lon)])
        kept = level2 != ""
        self.lat, self.lon, weight, self.level2 = lat[kept], lon[kept], weight[kept], level2[kept]
        self.people = np.zeros(len(weight))
        for code in np.unique(self.level2):
            inside = self.level2 == code
            self.people[inside] = weight[inside] / weight[inside].sum() * populations[code]


def iso(code):
    return {"EL": "GR", "UK": "GB"}.get(code[:2], code[:2])


with open(CONTENT / "population/population-nuts2021.csv", encoding="utf-8") as file:
    POPULATION = {row["nuts"]: int(row["population"]) for row in csv.DictReader(file)}
SETTINGS = read_yaml(CONTENT / "access.yaml")
OUTLINES = outlines()
PLACES = Places({code: people for code, people in POPULATION.items() if len(code) == 4})
RECORDS = {
    f"{path.parent.name}/{path.stem}": read_yaml(path)
    for path in (ATLAS / "facilities").glob("*/*.yaml")
}
IDS = sorted(RECORDS)
STAGES = {status: term["stage"] for status, term in terms("statuses").items()}
AT = [RECORDS[id_]["location"] for id_ in IDS]
# From the folder, since a reader of YAML 1.1 takes `NO` for false.
COUNTRY = [id_[:2].upper() for id_ in IDS]
LAT, LON = (np.array([float(at[key]) for at in AT]) for key in ("latitude", "longitude"))
NUTS3 = locate(LAT, LON)
EXACT = np.array([at["precision"] == "site" for at in AT])
BROADER = {name: {slug: term.get("broader") for slug, term in terms(name).items()} for name in ("platforms", "roles")}


def stage(record):
    return STAGES.get(record.get("status"), "not-known")


def listed(value):
    return value if isinstance(value, list) else []


def with_wider(vocabulary, found):
    wider = set()
    for term in found:
        while term and term not in wider:
            wider.add(term)
            term = BROADER[vocabulary][term]
    return wider


def platforms(record):
    return listed((record.get("therapies") or {}).get("platforms"))


AT_WORK = np.array([stage(RECORDS[id_]) == "at-work" for id_ in IDS])
# Every place against every facility that is at work; the others are beyond everything.
DISTANCES = np.full((len(IDS), len(PLACES.lat)), np.inf)
for number in np.flatnonzero(AT_WORK):
    DISTANCES[number] = haversine(PLACES.lat, PLACES.lon, LAT[number], LON[number])


def kinds():
    """Each kind of facility with those of it that are at work."""
    records = [RECORDS[id_] for id_ in IDS]
    yield "any", AT_WORK
    for role in terms("roles"):
        yield f"role:{role}", AT_WORK & np.array([role in record["roles"] for record in records])
    for platform in SETTINGS["platforms"]:
        yield f"platform:{platform}", AT_WORK & np.array(
            [
                platform in with_wider("platforms", platforms(record))
                and bool(set(record["roles"]) & set(SETTINGS["platform_roles"]))
                for record in records
            ]
        )


KINDS = dict(kinds())


def groups():
    """Every area with the places in it."""
    yield "Europe", np.ones(len(PLACES.people), bool)
    for length, name in ((2, iso), (3, str), (4, str)):
        codes = np.array([code[:length] for code in PLACES.level2])
        for code in np.unique(codes):
            yield name(str(code)), codes == code


GROUPS = dict(groups())


def areas_of(number):
    """The areas that a facility lies in."""
    code = NUTS3[number]
    areas = {"Europe", COUNTRY[number]}
    return areas | ({code[:3], code[:4]} if code else set())


AREAS = [areas_of(number) for number in range(len(IDS))]


def people_of(area):
    if area == "Europe":
        return sum(people for code, people in POPULATION.items() if len(code) == 2)
    return POPULATION.get({"GR": "EL", "GB": "UK"}.get(area, area))


# What the site says.

ACCESS = load(API / "access.json")
SUBJECTS = {subject["subject"]: subject for subject in ACCESS["subjects"]}
COUNTRIES = load(API / "countries.json")
REGIONS = load(API / "regions.json")
PUBLISHED = {"Europe": COUNTRIES["europe"]}
PUBLISHED |= {country["country"]: country for country in COUNTRIES["countries"]}
PUBLISHED |= {region["nuts"]: region for region in REGIONS["regions"] + REGIONS["major_regions"]}


def near(found, wanted, what, share=1e-3, least=0.0):
    """Equal to 0.1 %; `least` is what rounding in the file takes off."""
    if wanted is None or found is None:
        assert found is wanted, (what, found, wanted)
        return
    assert abs(found - wanted) <= abs(wanted) * share + least, (what, found, wanted)


def test_populations_add_up():
    places = {code: PLACES.people[PLACES.level2 == code].sum() for code in np.unique(PLACES.level2)}
    without = {region["nuts"] for region in ACCESS["regions_without_places"]}
    for code, people in POPULATION.items():
        if len(code) < 4:
            parts = [p for c, p in POPULATION.items() if len(c) == len(code) + 1 and c.startswith(code)]
            # The table's own regions fall short of the Netherlands by 405 people, and of no other.
            near(sum(parts), people, code, share=3e-5, least=2)
        elif code not in without:
            near(places[code], people, code, share=1e-9)
    assert ACCESS["parameters"]["people"] == people_of("Europe")
    for code, area in PUBLISHED.items():
        assert (area["population"] or {}).get("persons") == people_of(code), code


def test_coverage_and_distances():
    compared = 0
    assert list(SUBJECTS) == list(KINDS)
    for kind, chosen in KINDS.items():
        assert SUBJECTS[kind]["facilities"] == chosen.sum(), kind
        assert SUBJECTS[kind]["facilities_exact"] == (chosen & EXACT).sum(), kind
        none = np.full(len(PLACES.people), np.inf)
        nearest = DISTANCES[chosen].min(axis=0) if chosen.any() else none
        exact = DISTANCES[chosen & EXACT].min(axis=0) if (chosen & EXACT).any() else none
        order = np.argsort(nearest, kind="stable")
        published = {area["area"]: area for area in SUBJECTS[kind]["areas"]}
        assert set(published) == set(GROUPS), set(published) ^ set(GROUPS)
        for area, inside in GROUPS.items():
            found, total = published[area], PLACES.people[inside].sum()
            near(found["people"], total, area, least=0.5)

            def within(distances, km):
                return PLACES.people[inside & (distances <= km)].sum() / total

            for place, km in enumerate(SETTINGS["distances_km"]):
                what = (kind, area, km)
                near(found["within"][place], within(nearest, km), what, least=5e-6)
                by_detour = within(nearest * SETTINGS["detour"], km)
                near(found["within_by_detour"][place], by_detour, what, least=5e-6)
                near(found["within_of_exact"][place], within(exact, km), what, least=5e-6)
                compared += 3
            near(found["beyond_reach"], 1 - within(nearest, SETTINGS["reach_km"]), (kind, area), least=5e-6)
            inner = order[inside[order]]
            sums = np.cumsum(PLACES.people[inner])
            for place, share in enumerate([*SETTINGS["shares"], 50]):
                at = np.searchsorted(sums, share / 100 * sums[-1] * (1 - 1e-9))
                km = nearest[inner[at]]
                found_km = [*found["covering_km"], found["median_km"]][place]
                near(found_km, float(km) if np.isfinite(km) else None, (kind, area, share), least=0.05)
                compared += 1
    assert compared > 90_000, compared


def test_catchments():
    """E2SFCA, step by step as the paper has it."""
    weights = np.zeros_like(DISTANCES)
    for ring in reversed(SETTINGS["catchment"]):
        weights[DISTANCES <= ring["within_km"]] = ring["weight"]
    demand = weights @ PLACES.people
    for kind, chosen in KINDS.items():
        ratio = np.divide(1, demand, out=np.zeros_like(demand), where=demand > 0) * chosen
        score = ratio @ weights
        for area in SUBJECTS[kind]["areas"]:
            inside = GROUPS[area["area"]]
            people = PLACES.people[inside]
            wanted = (people * score[inside]).sum() / people.sum() * 1e6
            near(area["accessible_per_million"], wanted, (kind, area["area"]), least=5e-7)
        # All supply that anybody can reach is shared out.
        supply = (chosen & (demand > 0)).sum()
        europe = next(area for area in SUBJECTS[kind]["areas"] if area["area"] == "Europe")
        near(europe["accessible_per_million"] * europe["people"] / 1e6, supply, kind, least=5e-4)


def test_counts():
    for area, published in PUBLISHED.items():
        inside = [number for number in range(len(IDS)) if area in AREAS[number]]
        stages = [stage(RECORDS[IDS[number]]) for number in inside]
        tally = published["facilities"]
        assert tally["ids"] == [IDS[number] for number in inside], area
        assert tally["all"] == len(inside), area
        for key in ("at_work", "coming", "paused", "ended", "not_known"):
            assert tally[key] == stages.count(key.replace("_", "-")), (area, key)
        counts = published["counts"]
        statuses = [RECORDS[IDS[number]].get("status") for number in inside]
        for count in counts["statuses"]:
            assert count["count"] == statuses.count(count["term"]), (area, count)
        for list_, of in (
            ("roles", lambda record: record["roles"]),
            ("platforms", platforms),
            ("classes", lambda record: listed((record.get("therapies") or {}).get("classes"))),
            ("services", lambda record: listed((record.get("manufacturing") or {}).get("services"))),
        ):
            found = {}
            for number, where in zip(inside, stages):
                said = of(RECORDS[IDS[number]])
                for term in with_wider(list_, said) if list_ in BROADER else said:
                    found.setdefault(term, []).append(where)
            assert {it["term"] for it in counts[list_]["terms"]} == set(found), (area, list_)
            for it in counts[list_]["terms"]:
                for key in ("at_work", "coming", "paused", "ended", "not_known"):
                    assert it[key] == found[it["term"]].count(key.replace("_", "-")), (area, it)
    parts = sum(PUBLISHED[code]["facilities"]["all"] for code in PUBLISHED if len(code) == 4)
    assert parts == sum(code is not None for code in NUTS3)


def poisson_limits(events):
    """Exact (Garwood) below 10, Byar from 10. The exact ones from the definition, by bisection."""
    if events >= 10:
        z = 1.959963984540054

        def byar(n, z):
            return n * (1 - 1 / (9 * n) + z / (3 * math.sqrt(n))) ** 3

        return byar(events, -z), byar(events + 1, z)

    def at_most(count, mean):
        return math.fsum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(count + 1))

    def solve(is_low):
        low, high = 1e-12, 100.0
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if is_low(middle) else (low, middle)
        return low

    lower = 0.0 if events == 0 else solve(lambda mean: 1 - at_most(events - 1, mean) < 0.025)
    return lower, solve(lambda mean: at_most(events, mean) > 0.025)


def test_the_limits_are_those_of_the_tables():
    """F. Garwood's limits as R's poisson.test prints them."""
    for events, low, high in (
        (0, 0, 3.688879), (1, 0.02531781, 5.571643), (2, 0.2422093, 7.224688), (3, 0.6186721, 8.767273),
        (5, 1.623486, 11.668332), (9, 4.115373, 17.084803),
    ):
        found = poisson_limits(events)
        near(found[0], low, events, share=1e-6, least=1e-9)
        near(found[1], high, events, share=1e-6)


def test_densities():
    in_nuts = np.array([code is not None for code in NUTS3])
    compared = 0
    for kind, chosen in KINDS.items():
        europe = (chosen & in_nuts).sum() / people_of("Europe") * 1e6
        for area, published in PUBLISHED.items():
            found = next(it for it in published["provision"] if it["subject"] == kind)
            inside = np.array([area in areas for areas in AREAS])
            count = int((chosen & inside).sum())
            assert found["at_work"] == count, (kind, area)
            people = people_of(area)
            if people is None:
                assert found["per_million"] is None and found["counted"] is None, (kind, area)
                continue
            counted = int((chosen & in_nuts).sum()) if area == "Europe" else count
            rate = counted / people * 1e6
            low, high = (limit / people * 1e6 for limit in poisson_limits(counted))
            assert found["counted"] == counted and found["unstable"] == (counted < 20), (kind, area)
            near(found["per_million"], rate, (kind, area), least=5e-7)
            near(found["low"], low, (kind, area), least=5e-7)
            near(found["high"], high, (kind, area), least=5e-7)
            near(found["quotient"], rate / europe if europe else None, (kind, area), least=5e-5)
            compared += 1
    assert compared > 5_000, compared


def test_spread():
    """Gini as half the mean absolute difference over the mean, which needs no curve."""
    codes = [code for code in POPULATION if len(code) == 4]
    people = np.array([POPULATION[code] for code in codes], float)
    for kind, chosen in KINDS.items():
        held = np.array(
            [sum(bool(chosen[n]) for n in range(len(IDS)) if code in AREAS[n]) for code in codes], float
        )
        spread = SUBJECTS[kind]["spread"]
        if held.sum() == 0:
            assert spread is None, kind
            continue
        rate = held / people
        pairs = np.abs(rate[:, None] - rate[None, :]) * people[:, None] * people[None, :]
        gini = pairs.sum() / (2 * people.sum() ** 2 * (held.sum() / people.sum()))
        near(spread["gini"], gini, kind, least=5e-5)
        assert spread["people"] == people.sum() and spread["regions"] == len(codes)
        assert spread["lorenz"][0] == [0, 0] and spread["lorenz"][-1] == [1, 1]


def middle_of(code):
    inside = PLACES.level2 == code
    lat, lon, people = np.radians(PLACES.lat[inside]), np.radians(PLACES.lon[inside]), PLACES.people[inside]
    x, y, z = (
        (people * part).sum()
        for part in (np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat))
    )
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def test_gaps():
    compared = abroad = 0
    for region in REGIONS["regions"]:
        code = region["nuts"]
        gaps = {gap["subject"]: gap for gap in load(API / f"regions/{code}.json")["gaps"]}
        lacks = [kind for kind, chosen in KINDS.items() if not any(chosen[n] for n in range(len(IDS)) if code in AREAS[n])]
        assert list(gaps) == lacks, code
        lat, lon = middle_of(code)
        distances = haversine(lat, lon, LAT, LON)
        for kind in lacks:
            nearest = gaps[kind]["nearest"]
            if not KINDS[kind].any():
                assert nearest is None, (code, kind)
                continue
            near(nearest["distance_km"], distances[KINDS[kind]].min(), (code, kind), least=0.05)
            number = IDS.index(nearest["id"])
            assert KINDS[kind][number], (code, nearest)
            assert nearest["abroad"] == (COUNTRY[number] != region["country"]), (code, nearest)
            compared += 1
            abroad += nearest["abroad"]
    assert compared > 3_000 and abroad > 500, (compared, abroad)


def test_lists_of_regions():
    for kind, subject in SUBJECTS.items():
        level2 = {a["area"]: a for a in subject["areas"] if len(a["area"]) == 4}
        farthest = sorted(level2.values(), key=lambda a: -(a["median_km"] or 0))
        found = [region["median_km"] for region in subject["farthest"]]
        assert found == [a["median_km"] for a in farthest[: len(found)]], kind
        order = [(-r["beyond_reach"], -(r["median_km"] or 0)) for r in subject["under_served"]]
        assert order == sorted(order), kind
        worst = sorted((-a["beyond_reach"], -(a["median_km"] or 0)) for a in level2.values())
        assert order == worst[: len(order)], kind
        for region in subject["under_served"]:
            assert region["holds_under"] == sum(choice["worst_quarter"] for choice in region["choices"])
            people = next(c for c in region["choices"] if c["choice"] == "people")
            beyond = region["people_beyond"]
            more = sum(round(a["beyond_reach"] * a["people"]) > beyond + 200 for a in level2.values())
            assert people["of"] == len(level2) and people["rank"] > more, (kind, region)


def test_sums():
    """The sums of figures over all facilities, from the records."""
    adds_up = {slug for slug, term in terms("measures").items() if term["sums"]}
    answers = {}
    for id_, record in RECORDS.items():
        of = {}
        for figure in record.get("figures") or []:
            kind = figure.get("kind", "actual")
            stages = ("at-work", "coming") if kind == "planned" else ("at-work",)
            if figure["measure"] in adds_up and stage(record) in stages:
                of.setdefault((figure["measure"], kind, figure.get("per")), []).append(figure)
        for question, figures in of.items():
            whole = [figure for figure in figures if figure.get("total")]
            chosen = figures[0] if len(figures) == 1 else whole[0] if len(whole) == 1 else None
            answers[id_, question] = chosen
    checked = 0
    for area, published in PUBLISHED.items():
        sums = {}
        for (id_, question), figure in answers.items():
            if area not in AREAS[IDS.index(id_)]:
                continue
            low, high, by = sums.get(question, (0, 0, 0))
            value = figure and figure["value"]
            above, within_whole = RECORDS[id_].get("parent"), False
            while above:
                other = answers.get((above, question))
                within_whole |= bool(other) and not isinstance(other["value"], str)
                above = RECORDS[above].get("parent")
            if figure and not isinstance(value, str) and not within_whole and "currency" not in figure:
                low += 0 if figure.get("qualifier") == "at-most" else value
                high += figure.get("value_max", value)
                by += 1
            sums[question] = (low, high, by)
        found = {(s["measure"], s["kind"], s["per"]): s for s in published["figures"]}
        assert set(found) == set(sums), area
        for question, (low, high, by) in sums.items():
            it = found[question]
            assert it["reported_by"] == by, (area, question)
            near(it["sum"], low if by else None, (area, question), share=1e-12)
            near(it["sum_max"] or it["sum"], high if by else None, (area, question), share=1e-12)
            checked += 1
    assert checked > 100, checked


def test_suggestions():
    """Who is suggested to whom, rule by rule."""
    matching = read_yaml(CONTENT / "matching.yaml")
    published = {f["id"]: f["derived"]["suggestions"] for f in load(API / "facilities.json")["facilities"]}

    def products(record, does):
        links = listed((record.get("therapies") or {}).get("products"))
        return {link.get("product") or link["name"] for link in links if not does or set(link["does"]) & set(does)}

    def meets(record, criteria):
        services = listed((record.get("manufacturing") or {}).get("services"))
        return (
            (not criteria.get("roles") or bool(set(criteria["roles"]) & set(record["roles"])))
            and (not criteria.get("services") or bool(set(criteria["services"]) & set(services)))
            and (not criteria.get("product_links") or bool(products(record, criteria["product_links"])))
        )

    compared = 0
    for here, id_ in enumerate(IDS):
        one = RECORDS[id_]
        distances = haversine(LAT[here], LON[here], LAT, LON)
        wanted = []
        for rule in matching["rules"]:
            if stage(one) == "ended" or not meets(one, rule["here"]):
                continue
            found = []
            for there in np.argsort(distances, kind="stable"):
                other = RECORDS[IDS[there]]
                if distances[there] > matching["within_km"]:
                    break
                part = one.get("parent") == IDS[there] or other.get("parent") == id_
                if there == here or part or not AT_WORK[there] or not meets(other, rule["there"]):
                    continue
                if rule.get("shared") == "product" and not (
                    products(one, rule["here"].get("product_links"))
                    & products(other, rule["there"].get("product_links"))
                ):
                    continue
                if rule.get("shared") == "platform":
                    both = with_wider("platforms", platforms(one)) & with_wider("platforms", platforms(other))
                    narrowest = {t for t in both if not any(BROADER["platforms"][o] == t for o in both)}
                    if not narrowest & (set(platforms(one)) | set(platforms(other))):
                        continue
                found.append((rule["id"], round(float(distances[there]), 1)))
            wanted.extend(found[: matching["most"]])
        got = published[id_]
        assert [it["rule"] for it in got] == [rule for rule, _ in wanted], (id_, got, wanted)
        for it, (_, km) in zip(got, wanted):
            near(it["distance_km"], km, (id_, it), least=0.11)
            assert AT_WORK[IDS.index(it["to"])] and it["why"] and "{" not in it["why"], (id_, it)
            compared += 1
    assert compared > 1_000, compared


if __name__ == "__main__":
    sys.exit(run(globals()))
