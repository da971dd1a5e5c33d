// Holds every English page of a built site, a sample of each kind of page in the other languages, and the
// style sheets and pictures, against the Nu HTML checker. Pages of another language are made by the same
// templates; what differs is the words.
//
//   node html.mjs OUTPUT

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { languageOf, sample } from "./kinds.mjs";

const jar = String(createRequire(import.meta.url)("vnu-jar"));
const output = process.argv[2];
const all = readdirSync(output, { recursive: true }).filter((file) => file.endsWith(".html"));
const further = sample(output, all.filter((file) => languageOf(file)));
const pages = [...all.filter((file) => !languageOf(file)), ...further];
// What stands at the top, but for the folders of other languages.
const top = readdirSync(output).filter((name) => !languageOf(`${name}/`) && !name.startsWith("."));
const checked = [...top, ...further].map((name) => join(output, name));
if (pages.length === 0) throw new Error(`${output} has no page: build the atlas first`);

const run = spawnSync(
  "java",
  ["-Xss8m", "-jar", jar, "--format", "json", "--also-check-css", "--also-check-svg", "--skip-non-html", ...checked],
  { encoding: "utf8", maxBuffer: 1 << 30 },
);
if (run.error) throw run.error;
const { messages } = JSON.parse(run.stderr);

// The checker reads files, for which 'self' is nobody; in the browser the policy is held for real.
// `paint-order` and `vector-effect` (SVG 2) and container queries (CSS Containment 3) are known to all
// browsers since 2023, and not to the checker.
const OUT_OF_PLACE =
  /violates Content Security Policy|“(paint-order|vector-effect|container-type)”: Property “[a-z-]+” doesn't exist|“@container”/;

const faulty = new Set();
const byText = new Map();
for (const { type, subType, url, lastLine, message, extract } of messages) {
  const counts = type === "error" || type === "non-document-error" || subType === "warning";
  if (!counts || OUT_OF_PLACE.test(message)) continue;
  faulty.add(url);
  const places = byText.get(message) ?? [];
  places.push(`${url.split("/output/").at(-1)}:${lastLine ?? "?"}: ${(extract ?? "").trim().replace(/\s+/g, " ")}`);
  byText.set(message, places);
}
for (const [message, places] of byText) {
  console.log(`${message} (${places.length} times, such as)`);
  for (const place of places.slice(0, 3)) console.log(`  ${place}`);
}
const failed = [...faulty].filter((url) => url.endsWith(".html")).length;
const others = faulty.size - failed;
console.log(`${pages.length - failed} passed, ${failed + others} failed`);
process.exitCode = faulty.size === 0 ? 0 : 1;
