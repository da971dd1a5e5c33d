// Opens pages of every kind of a built site in a real browser, wide and narrow, light and dark, and
// holds them to what is promised to readers. Leaves a screenshot of each, where it is told a folder for
// them.
//
//   node pages.mjs OUTPUT [SCREENSHOTS]

import { mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { accessibility, foreignScript, inBrowser } from "./browser.mjs";
import { languageOf, largest } from "./kinds.mjs";
import { serve } from "./server.mjs";

const [output, screenshots] = process.argv.slice(2);

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };
const NARROWEST = { width: 320, height: 568 };
// What the margins leave of A4, at 96 dots an inch.
const SHEET = { width: 672, height: 986 };

// Kilobytes that a first visit transfers, all files compressed; a page of another kind has the
// limit of the home page.
const HEAVIEST = { "": 150, facilities: 40 };

/** Of each kind of page the index, the smallest, the largest and one between. */
function samples() {
  const pages = readdirSync(output, { recursive: true })
    .filter((file) => file === "index.html" || file.endsWith("/index.html"))
    .map((file) => ({ path: file.slice(0, -"index.html".length), size: statSync(join(output, file)).size }));
  const english = pages.filter(({ path }) => !languageOf(path));
  const kinds = Map.groupBy ? Map.groupBy(english, kindOf) : groupBy(english, kindOf);
  const chosen = ["404.html"];
  for (const group of kinds.values()) {
    group.sort((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1));
    const picks = new Set([0, Math.floor(group.length / 2), group.length - 1]);
    chosen.push(...[...picks].map((at) => group[at].path));
  }
  return chosen.sort();
}

/** Of each kind of page in the other languages the largest. */
function translated() {
  const pages = readdirSync(output, { recursive: true }).filter((file) => file.endsWith("index.html") && languageOf(file));
  return largest(output, pages).map((file) => file.slice(0, -"index.html".length));
}

/** `facilities` for `facilities/nl/x/`; an index is a kind of its own. */
function kindOf({ path }) {
  const parts = path.split("/").filter(Boolean);
  return parts.length < 2 ? path : parts[0];
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Where each problem was met: most are met on many pages. */
const problemsMet = new Map();
let passed = 0;
let failed = 0;

/** Counts a promise as kept, or notes why it is not. */
function hold(page, what, problems) {
  if (problems.length === 0) passed += 1;
  else failed += 1;
  for (const problem of problems) {
    problemsMet.set(problem, [...(problemsMet.get(problem) ?? []), `/${page} (${what})`]);
  }
}

async function main() {
  const site = await serve(output);
  try {
    await inBrowser({}, (context) => inBothLanes(context, samples(), (tab, path) => visit(tab, site.origin, path)));
    await inBrowser({}, (context) => inBothLanes(context, translated(), (tab, path) => translation(tab, site.origin, path)));
    const pages = samples().filter((path) => path !== "404.html");
    await inBrowser({ javaScriptEnabled: false }, (context) =>
      inBothLanes(context, pages, (tab, path) => withoutScript(tab, site.origin, path)),
    );
  } finally {
    site.stop();
  }
}

/** Uses two tabs at once, each for every other page. */
async function inBothLanes(context, pages, use) {
  const lanes = [pages.filter((_, at) => at % 2 === 0), pages.filter((_, at) => at % 2 === 1)];
  await Promise.all(
    lanes.map(async (lane) => {
      const tab = await context.newPage();
      for (const path of lane) await use(tab, path);
      await tab.close();
    }),
  );
}

/** A page in another language: words are longer there, and some are put together otherwise. */
async function translation(tab, origin, path) {
  const noise = [];
  const onConsole = (message) => ["error", "warning"].includes(message.type()) && noise.push(message.text());
  const onError = (error) => noise.push(String(error));
  tab.on("console", onConsole).on("pageerror", onError);
  await tab.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await tab.setViewportSize(NARROWEST);
  await tab.goto(`${origin}/${path}`, { waitUntil: "load" });
  hold(path, "320 px: nothing sticks out to the side", await sideways(tab));
  hold(path, "320 px: accessibility", await accessibility(tab));
  hold(path, "the console is silent", [...new Set(noise)]);
  tab.off("console", onConsole).off("pageerror", onError);
  // What somebody who cannot read this language needs: the same page in their own.
  const switches = await tab.locator("nav.languages a").evaluateAll((links) => links.map((it) => it.href));
  const english = `${origin}/${path.slice(3)}`;
  hold(path, "the switch leads to the English page", switches[0] === english ? [] : [`${switches[0]} in place of it`]);
}

async function visit(tab, origin, path) {
  const noise = [];
  const asked = [];
  const onConsole = (message) => {
    // The browser itself says that the address of the 404 page is not there.
    const expected = path === "404.html" && /status of 404/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !expected) noise.push(message.text());
  };
  const onError = (error) => noise.push(String(error));
  const onRequest = (request) => asked.push(request.url());
  tab.on("console", onConsole).on("pageerror", onError).on("request", onRequest);

  const address = path === "404.html" ? `${origin}/no/such/page/` : `${origin}/${path}`;
  // A page is loaded in the one scheme and then changes to the other, as it does in the evening.
  const sizes = [["wide", WIDE, ["light", "dark"]], ["narrow", NARROW, ["dark", "light"]]];
  for (const [size, viewport, schemes] of sizes) {
    await tab.setViewportSize(viewport);
    for (const [nth, colorScheme] of schemes.entries()) {
      await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      if (nth === 0) await tab.goto(address, { waitUntil: "load" });
      hold(path, `${size}, ${colorScheme}: accessibility`, await accessibility(tab));
      hold(path, `${size}, ${colorScheme}: nothing sticks out to the side`, await sideways(tab));
      await screenshot(tab, path, `${viewport.width}-${colorScheme}`);
    }
  }
  await tab.setViewportSize(NARROWEST);
  hold(path, "320 px: nothing sticks out to the side", await sideways(tab));
  hold(path, "the console is silent", [...new Set(noise)]);
  hold(path, "no other host is asked", asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith("data:")));
  hold(path, "on paper", await onPaper(tab));
  tab.off("console", onConsole).off("pageerror", onError).off("request", onRequest);
  hold(path, "scripts from elsewhere are blocked", await foreignScript(tab));
  hold(path, "weight", await weight(tab, path, address));
}

/** The elements that make a page wider than its window; what scrolls in its own frame may. */
async function sideways(tab) {
  return tab.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const framed = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== "visible") return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > width + 1 && !framed(element))
      .map((element) => element.outerHTML.slice(0, 120));
    return [`${document.documentElement.scrollWidth} px in a window of ${width} px`, ...wide.slice(0, 5)];
  });
}

/** What a page loses or spoils when somebody prints it who has chosen the dark colours. */
async function onPaper(tab) {
  await tab.setViewportSize(SHEET);
  await tab.emulateMedia({ media: "print", colorScheme: "dark" });
  const problems = await tab.evaluate((height) => {
    const problems = [];
    const chosen = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = "dark";
    const root = getComputedStyle(document.documentElement);
    const value = (name) => root.getPropertyValue(name).trim();
    if (getComputedStyle(document.body).backgroundColor !== "rgb(255, 255, 255)") problems.push("the paper is not white");
    if (!["#dbd9d3", "#dbd9d3ff"].includes(value("--turn-2"))) problems.push(`a dark palette: --turn-2 is ${value("--turn-2")}`);
    const seen = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 1;
    for (const element of document.querySelectorAll("nav, button, .controls, .top")) {
      if (seen(element)) problems.push(`a control is printed: ${element.outerHTML.slice(0, 80)}`);
    }
    // Frames that scroll cut off what is wider than the sheet.
    const width = document.documentElement.clientWidth;
    const cells = [...document.querySelectorAll("main table, main .figure, main p")];
    for (const element of cells.filter((it) => seen(it) && it.getBoundingClientRect().right > width + 1)) {
      problems.push(`wider than the sheet: ${element.outerHTML.slice(0, 80)}`);
    }
    for (const figure of [...document.querySelectorAll(".figure")].filter(seen)) {
      const says = (part) => figure.querySelector(part) === null || seen(figure.querySelector(part));
      if (getComputedStyle(figure).breakInside !== "avoid") problems.push("a figure may be split over two sheets");
      if (figure.getBoundingClientRect().height > height) problems.push("a figure is taller than a sheet");
      if (!says(".keys") || !says(".credit") || !says("figcaption")) problems.push("a figure without its signs, source or title");
      if (figure.querySelector("details:not([open])")?.checkVisibility()) problems.push("a folded table leaves its heading");
    }
    if (chosen === undefined) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    return problems.slice(0, 6);
  }, SHEET.height);
  await tab.emulateMedia({ media: "screen" });
  return problems;
}

/** What a first visit transfers, in kilobytes of 1,000 bytes, headers left out. */
async function weight(tab, path, address) {
  const session = await tab.context().newCDPSession(tab);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0;
  session.on("Network.dataReceived", (event) => (bytes += event.encodedDataLength));
  await tab.goto(address, { waitUntil: "load" });
  await session.detach();
  const limit = HEAVIEST[kindOf({ path })] ?? HEAVIEST[""];
  const kilobytes = bytes / 1000;
  console.log(`${kilobytes.toFixed(1).padStart(7)} KB  /${path}`);
  return kilobytes > limit ? [`${kilobytes.toFixed(1)} KB of at most ${limit} KB`] : [];
}

async function screenshot(tab, path, name) {
  if (screenshots === undefined) return;
  const file = join(screenshots, `${path.replace(/\/$/, "").replaceAll("/", "--") || "home"}-${name}.jpeg`);
  mkdirSync(dirname(file), { recursive: true });
  // A PNG of a whole page takes twice the time.
  await tab.screenshot({ path: file, type: "jpeg", quality: 90, fullPage: true });
}

/** With scripts switched off a page still has its content and its navigation. */
async function withoutScript(tab, origin, path) {
  await tab.goto(`${origin}/${path}`, { waitUntil: "load" });
  const missing = [];
  if (!(await tab.locator("h1").isVisible())) missing.push("no heading to be seen");
  if ((await tab.locator("main").innerText()).trim().length < 40) missing.push("no content to be seen");
  if ((await tab.locator("nav a:visible").count()) === 0) missing.push("no navigation to be seen");
  hold(path, "works without scripts", missing);
}

await main();
for (const [problem, places] of problemsMet) {
  console.log(`${problem}\n    ${places.length} times, first at ${places.slice(0, 3).join(", ")}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
