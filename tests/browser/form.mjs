// The form that writes a record, from end to end: what its reader and writer of YAML make of every
// record and of awkward texts; a first record by keyboard, wide and on a phone; what a reload keeps;
// records that are corrected. What comes out is held against `atlas check` and `atlas fmt`, and
// against another reader of YAML.
//
//   node form.mjs OUTPUT ROOT ATLAS PYTHON
//
// ROOT is the atlas that OUTPUT was built from, ATLAS the program, PYTHON one that has PyYAML.
// CHROMIUM names the browser's program.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { read } from "../../templates/scripts/form/read.js";
import { Scalar, pack, same, text, unpack } from "../../templates/scripts/form/tree.js";
import { draft, proposal, slugOf } from "../../templates/scripts/form/send.js";
import { write } from "../../templates/scripts/form/write.js";
import { accessibility, browser as launch } from "./browser.mjs";
import { counted, hold } from "./count.mjs";
import { serve } from "./server.mjs";

const [output, root, atlas, python] = process.argv.slice(2).map((path) => resolve(path));
const work = mkdtempSync(join(tmpdir(), "atlas-form-"));

const equal = (what, found, expected) =>
  hold(what, found === expected ? [] : [`${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`]);

/** The records of the atlas, as texts by their ids. */
function records() {
  const folder = join(root, "facilities");
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".yaml"));
  return new Map(files.sort().map((file) => [file.slice(0, -5), readFileSync(join(folder, file), "utf8")]));
}

/** An atlas of the same content without records. */
function emptyAtlas() {
  const folder = join(work, "atlas");
  for (const part of ["content", "templates"]) cpSync(join(root, part), join(folder, part), { recursive: true });
  mkdirSync(join(folder, "facilities"), { recursive: true });
  return folder;
}

/** What `atlas check` and `atlas fmt --check` say of records that are put into an atlas; nothing if all is well. */
function judged(folder, files) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const asked = [["check", "--format", "short"], ["fmt", "--check"]];
  const said = asked.map((words) => spawnSync(atlas, [...words, "--root", folder], { encoding: "utf8" }));
  for (const path of Object.keys(files)) rmSync(join(folder, path));
  return said.flatMap(({ status, stdout, stderr }) => (status === 0 ? [] : [`${stdout}${stderr}`.slice(0, 1500)]));
}

/** The order of fields, from the schema that editors use. */
function shapeOf(properties) {
  const below = (field) => {
    const value = field.anyOf?.[0] ?? field;
    return value.properties ?? value.items?.properties;
  };
  return new Map(Object.entries(properties).map(([name, field]) => [name, below(field) ? shapeOf(below(field)) : null]));
}

const schema = JSON.parse(readFileSync(join(output, "schema/facility.schema.json"), "utf8"));
const shape = shapeOf(schema.properties);

/** Every record is read, packed, unpacked and written to the byte as it was. */
function everyRecord() {
  const all = records();
  const changed = [];
  for (const [id, content] of all) {
    const { tree, remarks } = read(content);
    const again = unpack(JSON.parse(JSON.stringify(pack(tree))));
    const first = content.slice(0, content.indexOf("\n"));
    if (write(again, shape, first) !== content || !same(tree, again) || remarks.length) changed.push(id);
  }
  hold("every record is written as it was read", changed);
  hold("there are records", all.size > 0 ? [] : ["none"]);
}

/** Texts that somebody types and that YAML would take for something else. */
const AWKWARD = [
  "NO", "no", "yes", "Y", "on", "Off", "true", "False", "null", "~", "2024", "2024-03", "2024-03-01", "007", "1.10", "0x1F", "0o17",
  "1e5", ".5", "5.", "+5", "-3", "-", "- item", "-x", "?", "? x", "?x", ": x", ":x", "a: b", "a:b", "a:", "#x", "a #b", "a#b",
  "[x]", "{x}", "x, y", "x [1]", ", x", "&x", "*x", "!x", "|", "> x", "%x", "@x", "`x`", "'x'", '"x"', "it's", 'a "b" c', "back\\slash",
  "---", "--- x", "...", "...x", ".inf", "-.INF", ".nan", "inf", "NaN", "=", "<<", "x\ty", "Málaga – Łódź", "😀 x", "Ωmega", "x\u00a0y",
  "x\u200by", "x\u0085y", "x\u2028y", "\ufeffx", "x".repeat(150), "word ".repeat(40).trim(), `a: ${"word ".repeat(40).trim()}`,
  `${"word ".repeat(30)} two spaces`, "1_000", "12:30:00", "0b11", "0777", "1e400", "https://example.org/a?b=c#d", "ends with colon:",
];

/** Texts of several lines, as only a summary has them. */
const LINES = ["one\ntwo\n", "one\n\ntwo", "# no remark\n- no list\n", "a: b\n  c\n", "one \ntwo\n", "one\n\n", "\ttab\nx\n"];

/**
 * Awkward texts are written so that the atlas takes the form for canonical, and so that PyYAML and
 * the atlas read what was meant.
 */
function awkwardTexts(folder) {
  const record = (note, summary) => {
    const { tree } = read(readFileSync(join(root, "facilities/nl/necstgen.yaml"), "utf8"));
    tree.set("relations", note.map((one) => new Map([["name", text(one)], ["kind", text("partner")], ["note", text(one)]])));
    tree.set("former_names", note.map(text));
    tree.set("summary", text(summary));
    tree.get("location").set("country", text("NL"));
    return tree;
  };
  const first = readFileSync(join(root, "facilities/nl/necstgen.yaml"), "utf8").split("\n")[0];
  const meant = {};
  const files = {};
  LINES.forEach((summary, at) => {
    const tree = record(AWKWARD, summary);
    files[`facilities/nl/awkward-${at}.yaml`] = write(tree, shape, first);
    meant[`awkward-${at}`] = { names: AWKWARD, summary };
    equal(`what is written is read as it was meant (${at})`, same(read(files[`facilities/nl/awkward-${at}.yaml`]).tree, tree), true);
  });
  const format = spawnSync(atlas, ["fmt", "--check", "--root", folder], { encoding: "utf8" });
  hold("an atlas without records has nothing to format", format.status === 0 ? [] : [format.stderr]);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const formatted = spawnSync(atlas, ["fmt", "--check", "--root", folder], { encoding: "utf8" });
  hold("awkward texts are written as `atlas fmt` writes them", formatted.status === 0 ? [] : [formatted.stdout + formatted.stderr]);
  writeFileSync(join(work, "meant.json"), JSON.stringify(meant));
  const other = spawnSync(python, ["-c", PYYAML, join(work, "meant.json"), join(folder, "facilities/nl")], { encoding: "utf8" });
  hold("another reader of YAML reads what was meant", other.status === 0 ? [] : [other.stdout + other.stderr]);
  for (const path of Object.keys(files)) rmSync(join(folder, path));
}

const PYYAML = `
import json, pathlib, sys, yaml
meant = json.loads(pathlib.Path(sys.argv[1]).read_text())
wrong = []
for name, expected in meant.items():
    record = yaml.safe_load((pathlib.Path(sys.argv[2]) / f"{name}.yaml").read_text(encoding="utf-8"))
    found = [one["name"] for one in record["relations"]]
    wrong += [(a, b) for a, b in zip(found, expected["names"], strict=True) if a != b]
    wrong += [(a, b) for a, b in zip(record["former_names"], expected["names"], strict=True) if a != b]
    if record["summary"] != expected["summary"]:
        wrong.append((record["summary"], expected["summary"]))
print(wrong[:5])
sys.exit(bool(wrong))
`;

/** YAML that other hands wrote: read as it is meant, or refused; never read for something else. */
function otherStyles() {
  const name = (content) => {
    try {
      return read(content).tree.get("name");
    } catch {
      return "refused";
    }
  };
  const shown = (node) => (node instanceof Scalar ? node.text : JSON.stringify(node && pack(node)) ?? "nothing");
  const cases = [
    ["name: x # remark\n", "x"], ['name: "a\\n\\u00e9" # r\n', "a\né"], ["name: 'it''s'\n", "it's"], ["name:\n  x\n", "refused"],
    ["name: one\n  two\n", "one two"], ["name: >\n  one\n  two\n\n  three\n", "one two\nthree\n"], ["name: |+\n  one\n\n", "one\n\n"],
    ["name: |\n    one\n      two\n", "one\n  two\n"], ["name: &a x\n", "refused"], ["name: *a\n", "refused"], ["name: !!str x\n", "refused"],
    ["name: a: b\n", "refused"], ["name: x\nname: y\n", "refused"], ["name: \"x\n", "refused"], ["name: [x, 'y']\n", '{"l":[{"p":"x"},{"t":"y"}]}'],
    ["name: {a: 1, b: [2]}\n", '{"m":[["a",{"p":"1"}],["b",{"l":[{"p":"2"}]}]]}'], ["name: [x,\n  y]\n", '{"l":[{"p":"x"},{"p":"y"}]}'],
    ["name:\n- x\n- y: 1\n  z: 2\n", '{"l":[{"p":"x"},{"m":[["y",{"p":"1"}],["z",{"p":"2"}]]}]}'], ["\ufeffname: x\r\nb: y\r\n", "x"],
    ["name: x\n b: y\n", "refused"], ["name: x\n\tb: y\n", "refused"], ["name: x\n---\nname: y\n", "refused"], ["name: \"a\n  b\"\n", "a b"],
  ];
  for (const [content, expected] of cases) {
    const node = name(content);
    equal(`read ${JSON.stringify(content)}`, node === "refused" ? node : shown(node), expected);
  }
  equal("remarks are told", read("# one\nname: x # two\n").remarks.join(" "), "# one # two");
}

/** Addresses under which records are proposed. */
function addresses() {
  const github = { repository: "https://github.com/o/r", branch: "main" };
  const gitlab = { repository: "https://gitlab.example.org/g/r", branch: "next/one" };
  const path = "facilities/nl/x.yaml";
  equal("GitHub, new", proposal(github, "github", path, "a: ä&b\n", true).href, "https://github.com/o/r/new/main?filename=facilities%2Fnl%2Fx.yaml&value=a%3A%20%C3%A4%26b%0A");
  equal("GitHub, edit", proposal(github, "github", path, "a\n", false).href, "https://github.com/o/r/edit/main/facilities/nl/x.yaml");
  equal("GitLab, new", proposal(gitlab, "gitlab", path, "a\n", true).href, "https://gitlab.example.org/g/r/-/new/next/one?file_name=facilities%2Fnl%2Fx.yaml&content=a%0A");
  equal("GitLab, edit", proposal(gitlab, "gitlab", path, "a\n", false).href, "https://gitlab.example.org/g/r/-/edit/next/one/facilities/nl/x.yaml");
  const long = proposal(github, "github", path, "x".repeat(9000), true);
  equal("too long for an address", `${long.href} ${long.whole}`, "https://github.com/o/r/new/main?filename=facilities%2Fnl%2Fx.yaml false");
  const words = { hello: "hello", paste: "paste" };
  equal("a draft", draft("a@example.org", "s&", words, "x\n").href, "mailto:a@example.org?subject=s%26&body=hello%0D%0A%0D%0Ax%0D%0A");
  equal("a draft that is too long", draft("", "s", words, "x".repeat(3000)).href, "mailto:?subject=s&body=hello%0D%0A%0D%0Apaste");
  equal("a file's name", slugOf("Škoda & Łódź – Ærø ZÜRICH (ATMP)"), "skoda-lodz-aero-zurich-atmp");
}

/** Opens a page with an eye on its console and on what it asks for. */
async function open(context, origin, path) {
  const tab = await watched(context, origin);
  await tab.goto(`${origin}/${path}`, { waitUntil: "load" });
  await tab.waitForFunction(() => document.getElementById("form-preview")?.textContent !== "");
  return tab;
}

/** A page whose console and requests are noted. */
async function watched(context, origin) {
  const tab = await context.newPage();
  tab.met = [];
  tab.on("console", (message) => ["error", "warning"].includes(message.type()) && tab.met.push(message.text()));
  tab.on("pageerror", (error) => tab.met.push(String(error)));
  tab.on("request", (request) => {
    const own = [`${origin}/`, "data:", "blob:"].some((start) => request.url().startsWith(start));
    if (!own) tab.met.push(`asked for ${request.url()}`);
  });
  return tab;
}

/** Goes on with the Tab key until the focus is where it should be. */
async function tabTo(tab, selector) {
  for (let steps = 0; steps < 400; steps += 1) {
    await tab.keyboard.press("Tab");
    if (await tab.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  throw new Error(`the Tab key never comes to ${selector}`);
}

/** Fills in a first record with the keyboard alone, and saves the file. */
async function byKeyboard(tab) {
  const type = async (selector, words) => {
    await tabTo(tab, selector);
    await tab.keyboard.type(words);
  };
  await type("#f-name", "Ångström Cell Works: no. 1");
  await tabTo(tab, '[data-path="name"] .cite');
  await tab.keyboard.press("Enter");
  await type("#form-cite-new", "https://www.example.org/about");
  await tab.keyboard.press("Enter");
  await type('[id^="f-organisations-name"]', "NO");
  await tabTo(tab, '[data-path="roles"] input[value="treatment-centre"]');
  await tab.keyboard.press("Space");
  await type("#f-location-postal_code", "0372");
  await type("#f-location-city", "Oslo");
  await type("#f-location-country", "Norw");
  await type("#f-location-latitude", "59.93");
  await type("#f-location-longitude", "10.73");
  await type("#f-location-precision", "city");
  await tabTo(tab, "summary:has(#work)");
  await tab.keyboard.press("Enter");
  await tabTo(tab, '[data-path="therapies.classes"] input[value="gene-therapy"]');
  await tab.keyboard.press("Space");
  await type("#f-therapies-platforms", "CAR");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await tabTo(tab, '[data-path="therapies.products"] > .buttons > .add');
  await tab.keyboard.press("Enter");
  await tab.keyboard.type("Kym");
  await tabTo(tab, '[data-path="therapies.products.does"] input[value="gives"]');
  await tab.keyboard.press("Space");
  await tabTo(tab, "summary:has(#summary)");
  await tab.keyboard.press("Enter");
  await type("#f-summary", "Gives a therapy: yes.");
  await tab.keyboard.press("Enter");
  await tab.keyboard.type("# Not a remark.");
  await tabTo(tab, "#form-download");
  const [file] = await Promise.all([tab.waitForEvent("download"), tab.keyboard.press("Enter")]);
  return { name: file.suggestedFilename(), content: readFileSync(await file.path(), "utf8") };
}

async function firstRecord(context, origin, folder, size) {
  const tab = await open(context, origin, "contribute/form/");
  await tab.setViewportSize(size);
  const before = await tab.locator("#form-problems li").count();
  hold("an empty form says what is missing", before >= 8 ? [] : [`${before} problems`]);
  const { name, content } = await byKeyboard(tab);
  equal("the file is named after the facility", name, "angstrom-cell-works-no-1.yaml");
  equal("the file is what the page shows", content, await tab.locator("#form-preview").textContent());
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  await tab.locator("#form-copy").click();
  await tab.waitForFunction(() => document.querySelector("#form-done")?.textContent.trim());
  equal("what is copied is the same", await tab.evaluate(() => navigator.clipboard.readText()), content);
  equal("nothing is missing any more", await tab.locator("#form-problems li").count(), 0);
  hold("the check accepts the file", judged(folder, { [`facilities/no/${name}`]: content }));
  const wanted = ['country: "NO"', 'name: "NO"', "postal_code: '0372'", "- car-t", "product: kymriah", "summary: |-\n", "supports:\n      - name\n"];
  hold("what was typed is in it", wanted.filter((line) => !content.includes(line)).map((line) => `${line} is not in\n${content}`));
  for (const forge of ["github", "gitlab"]) {
    const href = await tab.locator(`#form-${forge}`).getAttribute("href");
    const value = new URL(href).searchParams.get(forge === "github" ? "value" : "content");
    equal(`${forge}: the address brings the text along`, value, content);
  }
  await tab.reload({ waitUntil: "load" });
  await tab.waitForFunction(() => document.getElementById("form-preview")?.textContent !== "");
  equal("a reload loses nothing", await tab.locator("#form-preview").textContent(), content);
  const stored = await tab.evaluate(() => [Object.keys(localStorage).join(" "), document.cookie, sessionStorage.length].join("|"));
  equal("it is kept in the browser's storage only", stored, "atlas-form:||0");
  await tab.locator("#f-location-latitude").fill("95");
  await tab.locator("#f-location-latitude").blur();
  equal("a number out of bounds is told at its field", await tab.locator("#p-location-latitude").textContent(), "Write at most 90.");
  await tab.locator("#f-provenance-verified").fill("2026-02-30");
  equal("so is a day that does not exist", await tab.locator("#p-provenance-verified").textContent(), "There is no such day.");
  await tab.locator("#form-clear").click();
  equal("the form is empty when it is cleared", await tab.evaluate(() => localStorage.length), 0);
  equal("and nothing is filled in", await tab.locator("#f-name").inputValue(), "");
  hold(`a silent console, no other host (${size.width} px)`, tab.met);
  await tab.close();
}

/** The controls are those of the schema: the same fields, words and limits. */
async function sameAsSchema(context, origin) {
  const tab = await open(context, origin, "contribute/form/");
  const controls = await tab.evaluate(() => {
    const all = (above) => [
      ...above.querySelectorAll("[data-path]"),
      ...[...above.querySelectorAll("template")].flatMap((one) => all(one.content)),
    ];
    return all(document).map((control) => [
      control.dataset.path,
      {
        limits: JSON.parse(control.dataset.limits),
        required: control.dataset.required === "true",
        stated: control.querySelector(":scope > .beside > .stated") !== null,
        words: ["choice", "picks", "ticks"].includes(control.dataset.kind)
          ? [...control.querySelectorAll(":scope > select > option, :scope > .buttons option, :scope > .all input")].map(({ value }) => value)
          : [],
      },
    ]);
  });
  const shown = new Map(controls);
  const wrong = [];
  const compare = (above, path) => {
    for (const [name, field] of Object.entries(above.properties)) {
      const here = path + name;
      const control = shown.get(here);
      shown.delete(here);
      if (!control) {
        wrong.push(`${here} is not in the form`);
        continue;
      }
      const value = field.anyOf?.[0] ?? field;
      if (control.required !== (above.required ?? []).includes(name)) wrong.push(`${here}: required`);
      if (field.anyOf && !control.stated) wrong.push(`${here}: undisclosed and not-applicable`);
      const words = value.enum ?? value.items?.enum ?? (value.type === "boolean" ? [true, false] : []);
      const lacking = words.filter((word) => !control.words.includes(String(word)));
      if (lacking.length) wrong.push(`${here} lacks ${lacking.join(", ")}`);
      if (control.words.filter(Boolean).some((word) => !words.map(String).includes(word))) wrong.push(`${here}: too many words`);
      for (const key of ["pattern", "minimum", "maximum", "maxLength", "maxItems", "minItems"]) {
        if (value.properties || control.limits[key] === value[key]) continue;
        wrong.push(`${here}: ${key} is ${control.limits[key]} instead of ${value[key]}`);
      }
      const below = value.properties ? value : value.items;
      if (below?.properties) compare(below, `${here}.`);
    }
  };
  compare(schema, "");
  hold("the form has the fields of the schema", [...wrong, ...[...shown.keys()].map((path) => `${path} is not in the schema`)]);
  await tab.close();
}

/** Records of many kinds: the largest, the smallest, and some in between. */
function chosen() {
  const all = [...records()].sort(([, a], [, b]) => a.length - b.length);
  const reusable = all.filter(([, content]) => !/^(no_reuse|withdrawn):/m.test(content));
  const norwegian = reusable.find(([, content]) => content.includes('country: "NO"'));
  return [0, 0.25, 0.5, 0.75, 0.99, 1].map((share) => reusable[Math.floor(share * (reusable.length - 1))]).concat([norwegian]);
}

async function corrections(context, origin) {
  for (const [id, content] of chosen()) {
    const page = await watched(context, origin);
    await page.goto(`${origin}/facilities/${id}/`, { waitUntil: "load" });
    await page.locator("a", { hasText: "Correct this record" }).click();
    await page.waitForFunction(() => /is open/.test(document.getElementById("form-status")?.textContent ?? ""));
    equal(`${id} opens as it is`, await page.locator("#form-preview").textContent(), content);
    equal(`${id}: no problem`, await page.locator("#form-problems").innerText(), "");
    equal(`${id}: nothing is changed`, await page.locator("#form-changes ul").innerText(), "Nothing is changed yet.");
    await page.locator("#f-status_note").evaluate((one) => one.closest("details").setAttribute("open", ""));
    await page.locator("#f-status_note").fill("no: 2");
    equal(`${id}: one field is changed`, await page.locator("#form-changes li").count(), 1);
    const after = await page.locator("#form-preview").textContent();
    const { tree } = read(content);
    tree.set("status_note", text("no: 2"));
    hold(`${id}: all else stays`, same(read(after).tree, tree) ? [] : [after]);
    await page.reload({ waitUntil: "load" });
    await page.waitForFunction(() => /is open/.test(document.getElementById("form-status")?.textContent ?? ""));
    equal(`${id}: a reload keeps the correction`, await page.locator("#form-preview").textContent(), after);
    hold(`${id}: GitHub opens the file`, /\/edit\/main\/facilities\//.test(await page.locator("#form-github").getAttribute("href")) ? [] : ["no"]);
    hold(`${id}: a silent console, no other host`, page.met);
    await page.close();
  }
  await outdated(context, origin, chosen()[0]);
  const unknown = await open(context, origin, "contribute/form/?record=../../x");
  equal("an odd id opens a new record", await unknown.locator("#form-changes").isHidden(), true);
  await unknown.close();
}

/** A record that somebody else changed after a reader began to correct it; and one that is given up. */
async function outdated(context, origin, [id, content]) {
  const tab = await open(context, origin, `contribute/form/?record=${id}`);
  const status = () => tab.locator("#form-status").textContent();
  const isOpen = () => tab.waitForFunction(() => /is open/.test(document.getElementById("form-status")?.textContent ?? ""));
  await isOpen();
  hold("what was typed before is told", /is here again/.test(await status()) ? [] : [await status()]);
  hold("a record that is as it was is not called changed", /has changed since/.test(await status()) ? [await status()] : []);
  await tab.route("**/record.yaml", (route) => route.fulfill({ contentType: "text/yaml", body: content.replace(/^name: .*$/m, "name: Renamed since") }));
  await tab.reload({ waitUntil: "load" });
  await isOpen();
  hold("a record that was changed since is called so", /has changed since/.test(await status()) ? [] : [await status()]);
  await tab.locator("#form-clear").click();
  hold("a record that is given up stands as it is now", /^name: Renamed since$/m.test(await tab.locator("#form-preview").textContent()) ? [] : ["not"]);
  equal("and nothing is kept of it", await tab.evaluate((key) => localStorage.getItem(key), `atlas-form:${id}`), null);
  await tab.close();
}

async function looks(browser, origin) {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }, { width: 320, height: 600 }]) {
      const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce" });
      const tab = await open(context, origin, `contribute/form/?record=${chosen().at(-2)[0]}`);
      await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      hold(`${viewport.width} px, ${colorScheme}: accessibility`, await accessibility(tab));
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      equal(`${viewport.width} px: nothing sticks out`, wide, 0);
      await tab.locator('[data-path="name"] .cite').click();
      hold(`${viewport.width} px, ${colorScheme}: accessibility of the dialog`, await accessibility(tab));
      await tab.keyboard.press("Escape");
      hold(`${viewport.width} px, ${colorScheme}: a silent console`, tab.met);
      await context.close();
    }
  }
}

/** Without scripts the page says how a record is sent otherwise, and has one to copy. */
async function withoutScripts(browser, origin, folder) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(`${origin}/contribute/form/`);
  equal("without scripts there is no dead form", await tab.locator("#record-form").isVisible(), false);
  const example = await tab.locator("pre.example").innerText();
  hold("there is a record to copy", /^# yaml-language-server[^]*\nsources:/.test(example) ? [] : [example]);
  hold("which the check accepts", judged(folder, { "facilities/nl/example.yaml": `${example.trimEnd()}\n` }));
  await context.close();
}

const folder = emptyAtlas();
everyRecord();
awkwardTexts(folder);
otherStyles();
addresses();
const site = await serve(output);
const browser = await launch();
try {
  for (const size of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
    const context = await browser.newContext({ viewport: size, acceptDownloads: true });
    await firstRecord(context, site.origin, folder, size);
    await context.close();
  }
  const context = await browser.newContext();
  await sameAsSchema(context, site.origin);
  await corrections(context, site.origin);
  await context.close();
  await looks(browser, site.origin);
  await withoutScripts(browser, site.origin, folder);
} finally {
  await browser.close();
  site.stop();
  rmSync(work, { recursive: true, force: true });
}
counted();
