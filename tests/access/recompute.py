"""Works out access anew, with other means than the atlas does: every place against every facility by
the haversine formula, regions by shapely, YAML by PyYAML. Writes what tests/suite/summary.rs compares.

    python tests/access/recompute.py . >tests/access/expected.json     after a change of data
    python tests/access/recompute.py . tests/access/expected.json      says whether the file is fresh

Needs numpy, pyproj, PyYAML and shapely.
"""

import csv
import glob
import json
import os
import sys

import numpy as np
import pyproj
import shapely
import yaml

RADIUS = 6371.0088


def read_yaml(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def regions(root):
    """The codes and outlines of the regions of level 3, and of the countries outside NUTS."""
    with open(f"{root}/content/geo/regions.topo.json", encoding="utf-8") as file:
        topology = json.load(file)
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
    return 2 * RADIUS * np.arcsin(np.minimum(1, np.sqrt(h)))


def locate(codes, shapes, lat, lon):
    """The region of level 3 of each point: the one that holds it, or else the nearest within 5 km."""
    forth = pyproj.Transformer.from_crs(4326, 3035, always_xy=True)
    back = pyproj.Transformer.from_crs(3035, 4326, always_xy=True)
    x, y = forth.transform(lon, lat)
    points = shapely.points(x, y)
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
            border_lon, border_lat = back.transform(*on_border)
            km = haversine(lat[point], lon[point], border_lat, border_lon)
            if km <= 5 and (nearest is None or km < nearest[0]):
                nearest = (km, codes[shape])
        found[point] = nearest[1] if nearest else None
    return found


def places(root, populations):
    """Latitude, longitude, people and region of level 2 of every place in a region."""
    rows = []
    for path in sorted(glob.glob(f"{root}/content/places/*.tsv")):
        with open(path, encoding="utf-8") as file:
            rows.extend(line.rstrip("\n").split("\t") for line in file)
    lat, lon, weight = (np.array([float(row[at]) for row in rows]) for at in (3, 4, 5))
    located = locate(*regions(root), lat, lon)
    level2 = np.array([code[:4] if code and code[:4] in populations else "" for code in located])
    kept = level2 != ""
    lat, lon, weight, level2 = lat[kept], lon[kept], weight[kept], level2[kept]
    people = np.zeros(len(weight))
    for code in np.unique(level2):
        inside = level2 == code
        people[inside] = weight[inside] / weight[inside].sum() * populations[code]
    return lat, lon, people, level2


def facilities(root):
    statuses = read_yaml(f"{root}/content/vocabularies/statuses.yaml")["terms"]
    at_work = {term["id"] for term in statuses if term["stage"] == "at-work"}
    for path in sorted(glob.glob(f"{root}/facilities/*/*.yaml")):
        record = read_yaml(path)
        if record.get("status") in at_work:
            yield record


def kinds(root, settings):
    """Each kind of facility with its test."""

    def terms(name):
        return read_yaml(f"{root}/content/vocabularies/{name}.yaml")["terms"]

    broader = {term["id"]: term.get("broader") for term in terms("platforms")}

    def works_with(record, platform):
        if not set(record["roles"]) & set(settings["platform_roles"]):
            return False
        stated = (record.get("therapies") or {}).get("platforms") or []
        for term in stated if isinstance(stated, list) else []:
            while term:
                if term == platform:
                    return True
                term = broader[term]
        return False

    for term in terms("roles"):
        yield f"role:{term['id']}", lambda record, role=term["id"]: role in record["roles"]
    for platform in settings["platforms"]:
        yield f"platform:{platform}", lambda record, it=platform: works_with(record, it)


def quantile(distances, people, share):
    order = np.argsort(distances, kind="stable")
    sums = np.cumsum(people[order])
    return distances[order][np.searchsorted(sums, share * sums[-1] * (1 - 1e-9))]


def rounded(numbers, decimals=4):
    return [round(float(number), decimals) for number in numbers]


def main(root):
    settings = read_yaml(f"{root}/content/access.yaml")
    with open(f"{root}/content/population/population-nuts2021.csv", encoding="utf-8") as file:
        table = {row["nuts"]: int(row["population"]) for row in csv.DictReader(file)}
    lat, lon, people, level2 = places(root, {k: v for k, v in table.items() if len(k) == 4})
    records = list(facilities(root))
    where = [record["location"] for record in records]
    distances = np.stack([haversine(lat, lon, at["latitude"], at["longitude"]) for at in where])
    exact = np.array([at["precision"] == "site" for at in where])

    weights = np.zeros_like(distances)
    for ring in reversed(settings["catchment"]):
        weights[distances <= ring["within_km"]] = ring["weight"]
    demand = weights @ people

    detailed = {"role:treatment-centre", "role:gmp-facility", "platform:car-t"}
    result = {}
    for slug, suits in kinds(root, settings):
        chosen = np.array([suits(record) for record in records])
        if not chosen.any():
            continue
        nearest = distances[chosen].min(axis=0)
        some = chosen & exact
        nearest_exact = distances[some].min(axis=0) if some.any() else np.full(len(people), np.inf)
        ratio = np.divide(1, demand, out=np.zeros_like(demand), where=demand > 0)[chosen]
        score = ratio @ weights[chosen]

        areas = {"Europe": np.ones(len(people), bool)}
        countries = np.array([code[:2] for code in level2])
        areas |= {code: countries == code for code in np.unique(countries)}
        if slug in detailed:
            areas |= {code: level2 == code for code in np.unique(level2)}
        of_areas = {}
        for code, inside in areas.items():
            group, total = people[inside], people[inside].sum()

            def within(values, km):
                return group[values[inside] <= km].sum() / total

            of_areas[str(code)] = {
                "within": rounded(within(nearest, km) for km in settings["distances_km"]),
                "within_by_detour": rounded(
                    within(nearest, km / settings["detour"]) for km in settings["distances_km"]
                ),
                "within_of_exact": rounded(
                    within(nearest_exact, km) for km in settings["distances_km"]
                ),
                "covering_km": rounded(
                    (quantile(nearest[inside], group, share / 100) for share in settings["shares"]),
                    decimals=1,
                ),
                "per_million": round(float((group * score[inside]).sum() / total * 1e6), 6),
            }
        result[slug] = of_areas
    return json.dumps(result, separators=(",", ":")).replace('},"', '},\n"') + "\n"


if __name__ == "__main__":
    text = main(sys.argv[1])
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8") as file:
            fresh = file.read() == text
        print("1 passed, 0 failed" if fresh else f"0 passed, 1 failed\n{sys.argv[2]} is out of date")
        sys.exit(0 if fresh else 1)
    sys.stdout.write(text)
