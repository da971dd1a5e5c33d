"""Holds the JSON Schema against the check: they agree on every record, and on every bad example where
a schema can tell.

    schema.py ATLAS SCHEMAS ROOT     the program, the folder with the schemas, the repository
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema
from ruamel.yaml import YAML

ATLAS, SCHEMAS, ROOT = (pathlib.Path(it).resolve() for it in sys.argv[1:4])

# What a schema can tell: it sees one value or one group of fields at a time.
TOLD = {
    "bad-coordinates", "bad-date", "bad-identifier", "bad-number", "bad-text", "bad-url",
    "duplicate-key", "empty-value", "missing-field", "too-long", "unknown-key", "unknown-support",
    "unknown-term", "wrong-type",
}  # fmt: skip

# What it cannot tell all the same, each with the reason.
BEYOND = {
    "a checksum": {"ror-slip", "bad-identifier"},
    "how a number was written": {"point-in-thousands", "bad-number"},
    "which days a month has": {"no-such-day"},
    "letters that cannot be seen": {"invisible-letter", "private-letter"},
}


def read(text):
    """The values of a record as JSON has them; None where it is no YAML."""
    yaml_12 = YAML(typ="safe", pure=True)
    # Dates stay texts, as in YAML 1.2.
    yaml_12.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
    )
    try:
        return yaml_12.load(text)
    except Exception:
        return None


def main():
    validators = {}
    for name, kind in [
        ("facility.schema.json", jsonschema.Draft202012Validator),
        ("facility.draft-07.schema.json", jsonschema.Draft7Validator),
    ]:
        schema = json.loads((SCHEMAS / name).read_text("utf-8"))
        kind.check_schema(schema)
        validators[name] = kind(schema)
    failures, records, examples = [], 0, 0

    for path in sorted(ROOT.glob("facilities/*/*.yaml")):
        records += 1
        value = read(path.read_text("utf-8"))
        for name, validator in validators.items():
            for error in validator.iter_errors(value):
                failures.append(f"{path}: {name}: {error.json_path}: {error.message[:200]}")

    excused = set().union(*BEYOND.values())
    needed = set()
    for path in sorted(ROOT.glob("tests/rules/*/bad.yaml")) + sorted(ROOT.glob("tests/mistakes/*.yaml")):
        case = path.parent.name if path.name == "bad.yaml" else path.stem
        try:
            text = path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            continue
        if path.name == "bad.yaml" and not text.startswith("# facilities/nl/example.yaml\n"):
            continue
        value = read(text)
        if value is None:
            continue
        examples += 1
        rules = broken_rules(path.with_name("bad.txt") if path.name == "bad.yaml" else path.with_suffix(".txt"))
        fault = bool(rules & TOLD)
        for name, validator in validators.items():
            valid = validator.is_valid(value)
            if fault and valid:
                needed.add(case)
                if case not in excused:
                    failures.append(f"{path}: {name} is content, the check finds {sorted(rules & TOLD)}")
            elif not fault and not valid:
                error = next(validator.iter_errors(value))
                failures.append(f"{path}: {name} finds {error.json_path}: {error.message[:200]}, the check does not")
    failures += [f"{case} is excused for nothing" for case in sorted(excused - needed)]

    printed = subprocess.run([ATLAS, "schema", "--root", ROOT], capture_output=True, check=True).stdout
    if printed != (SCHEMAS / "facility.schema.json").read_bytes():
        failures.append("`atlas schema` prints another schema than the site has")
    print("\n".join(failures))
    assert records > 0 and examples > 80, (records, examples)
    print(f"{records} records, {examples} examples")
    print(f"{int(not failures)} passed, {len(failures)} failed")
    return bool(failures)


def broken_rules(expected):
    """The rules that the check named, from what it is held to say."""
    lines = expected.read_text("utf-8").splitlines()
    return {
        line.split("[", 1)[1].split("]", 1)[0]
        for line in lines
        if line.startswith(("error[", "warning["))
    }


if __name__ == "__main__":
    sys.exit(main())
