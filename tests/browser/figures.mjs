// Opens every figure of a built site in a real browser, at three widths, and holds its words to what
// is promised: none is cut off, and none stands on another one. Then tries what other sites may show
// in a frame, and weighs the drawings that stand alone.
//
//   node figures.mjs OUTPUT

import { createServer } from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { inBrowser } from "./browser.mjs";
import { languageOf } from "./kinds.mjs";
import { serve } from "./server.mjs";

const [output] = process.argv.slice(2);

const WIDTHS = [320, 768, 1200];

// Bytes of a drawing that stands alone, as it is and compressed.
const HEAVIEST = 120_000;
const HEAVIEST_COMPRESSED = 40_000;

const problemsMet = new Map();
let passed = 0;
let failed = 0;

function hold(figure, what, problems) {
  if (problems.length === 0) passed += 1;
  else failed += 1;
  for (const problem of problems) {
    problemsMet.set(problem, [...(problemsMet.get(problem) ?? []), `${figure} (${what})`]);
  }
}

async function main() {
  const figures = readdirSync(join(output, "embed")).sort();
  const languages = readdirSync(output).filter((name) => languageOf(`${name}/`));
  if (figures.length < 12) throw new Error(`only ${figures.length} figures`);
  for (const figure of figures) hold(figure, "weight", weight(figure));
  const site = await serve(output);
  try {
    await inBrowser({}, async (context) => {
      const tab = await context.newPage();
      for (const figure of figures) {
        await tab.goto(`${site.origin}/embed/${figure}/`, { waitUntil: "load" });
        await atEachWidth(tab, async (width) => hold(figure, `${width} px`, await wordsOf(tab)));
      }
      // The other languages have longer words. Maps of countries carry names of places only.
      for (const language of languages) {
        for (const figure of figures.filter((it) => !/^(map|roles)-[a-z]{2}$/.test(it))) {
          await tab.goto(`${site.origin}/${language}/figures/${figure}/`, { waitUntil: "load" });
          await atEachWidth(tab, async (width) => hold(figure, `${width} px, ${language}`, await wordsOf(tab)));
        }
      }
      for (const figure of figures) {
        await tab.goto(`${site.origin}/downloads/${figure}.svg`, { waitUntil: "load" });
        hold(figure, "alone", await drawingAlone(tab));
      }
      await framed(context, site.origin, figures);
    });
  } finally {
    site.stop();
  }
}

/** Looks at a page again at each width: drawings take their form from the style alone. */
async function atEachWidth(tab, look) {
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: 900 });
    await look(width);
  }
}

/** The words of all drawings of a page that are cut off, too small, or stand on each other. */
function wordsOf(tab) {
  return tab.evaluate(() => {
    const problems = [];
    let words = 0;
    for (const svg of document.querySelectorAll(".drawing svg")) {
      const frame = svg.getBoundingClientRect();
      if (frame.width === 0) continue;
      const texts = [...svg.querySelectorAll("text")]
        .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0);
      words += texts.length;
      for (const { text, box } of texts) {
        const out =
          box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
        if (out) problems.push(`"${text}" is cut off`);
        if (Math.min(box.width, box.height) < 1) problems.push(`"${text}" is too small`);
      }
      // A line of text is higher than its letters: what counts is the room between base line and
      // the tops of capitals.
      const core = ({ left, right, top, bottom, width, height }) =>
        width >= height || height < 20
          ? { left: left + 0.5, right: right - 0.5, top: top + height * 0.2, bottom: bottom - height * 0.2 }
          : { left: left + width * 0.2, right: right - width * 0.2, top: top + 0.5, bottom: bottom - 0.5 };
      const cores = texts.map(({ text, box }) => ({ text, ...core(box) })).sort((a, b) => a.left - b.left);
      for (let at = 0; at < cores.length; at += 1) {
        for (let next = at + 1; next < cores.length && cores[next].left < cores[at].right; next += 1) {
          const [one, other] = [cores[at], cores[next]];
          if (one.top < other.bottom && other.top < one.bottom) {
            problems.push(`"${one.text}" and "${other.text}" stand on each other`);
          }
        }
      }
    }
    if (words === 0) problems.push("no word is to be seen");
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
      problems.push("the page is wider than its window");
    }
    return problems.slice(0, 8);
  });
}

/** Whether a drawing that stands alone is well formed, and has its own look. */
function drawingAlone(tab) {
  return tab.evaluate(() => {
    const svg = document.documentElement;
    if (svg.nodeName !== "svg" || document.querySelector("parsererror")) return ["the drawing is not well formed"];
    const title = svg.querySelector(".sheet-title");
    const styled = title && getComputedStyle(title).fontWeight === "700";
    return styled ? [] : ["the drawing has no look of its own"];
  });
}

/** A page of another host may show a figure in a frame, and no other page. */
async function framed(context, origin, figures) {
  const host = createServer((request, response) => {
    const shown = decodeURIComponent(new URL(request.url, "http://localhost").searchParams.get("shown"));
    response.writeHead(200, { "content-type": "text/html" });
    response.end(`<!doctype html><title>Host</title><iframe src="${shown}" width="800" height="700"></iframe>`);
  });
  await new Promise((resolve) => host.listen(0, "127.0.0.1", resolve));
  // Another name for this machine is another host.
  const place = `http://localhost:${host.address().port}`;
  const tab = await context.newPage();
  const shows = async (address) => {
    await tab.goto(`${place}/?shown=${encodeURIComponent(address)}`, { waitUntil: "load" });
    const frame = tab.frames().find((it) => it !== tab.mainFrame());
    return frame.evaluate(() => document.querySelector("figure svg") !== null).catch(() => false);
  };
  const snippet = readFileSync(join(output, "figures", figures[0], "index.html"), "utf8");
  hold(figures[0], "in a frame", [
    ...((await shows(`${origin}/embed/${figures[0]}/`)) ? [] : ["another site cannot show it"]),
    ...(snippet.includes(`embed/${figures[0]}/`) ? [] : ["its page does not say how to embed it"]),
  ]);
  const others = ["", "countries/de/", `figures/${figures[0]}/`];
  for (const other of others) {
    hold(`/${other}`, "in a frame", (await shows(`${origin}/${other}`)) ? ["any site can put this page into a frame"] : []);
  }
  host.closeAllConnections?.();
  host.close();
}

function weight(figure) {
  const svg = readFileSync(join(output, "downloads", `${figure}.svg`));
  const compressed = gzipSync(svg, { level: 9 }).length;
  const problems = [];
  if (svg.length > HEAVIEST) problems.push(`${svg.length} bytes of at most ${HEAVIEST}`);
  if (compressed > HEAVIEST_COMPRESSED) problems.push(`${compressed} bytes compressed of at most ${HEAVIEST_COMPRESSED}`);
  return problems;
}

await main();
for (const [problem, places] of problemsMet) {
  console.log(`${problem}\n    ${places.length} times, first at ${places.slice(0, 3).join(", ")}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
