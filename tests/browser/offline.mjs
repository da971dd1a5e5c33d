// The offline bundle, opened from its folder without a server: pages of every kind and language are
// whole and styled, their links lead to pages, the security policy holds, and nothing is asked of a
// host.
//
//   node offline.mjs BUNDLE

import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { accessibility, foreignScript, inBrowser } from "./browser.mjs";
import { counted, hold } from "./count.mjs";
import { languageOf, largest, sample } from "./kinds.mjs";

const bundle = resolve(process.argv[2]);
const all = readdirSync(bundle, { recursive: true }).filter((file) => file.endsWith(".html"));
const english = sample(bundle, all.filter((file) => !languageOf(file)));
const others = largest(bundle, all.filter((file) => languageOf(file)));

async function look(tab, file) {
  const noise = [];
  const asked = [];
  const onConsole = (message) => ["error", "warning"].includes(message.type()) && noise.push(message.text());
  const onError = (error) => noise.push(String(error));
  const onRequest = (request) => asked.push(request.url());
  tab.on("console", onConsole).on("pageerror", onError).on("request", onRequest);
  await tab.goto(`file://${join(bundle, file)}`);
  hold(`${file}: the console is silent`, noise);
  hold(`${file}: nothing but files is asked for`, asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:")));
  const { heading, font, promised } = await tab.evaluate(() => ({
    heading: document.querySelector("h1, figure, svg") !== null,
    font: getComputedStyle(document.body).fontFamily,
    promised: [...document.querySelectorAll("main [hidden], main .js-only")].filter((it) => it.checkVisibility()).length,
  }));
  hold(`${file}: it is there`, heading ? [] : ["neither a heading nor a figure"]);
  hold(`${file}: it has its style`, /serif/.test(font) && !/^"?Times/.test(font) ? [] : [`letters of ${font}`]);
  hold(`${file}: nothing shows that needs a script`, promised === 0 ? [] : [`${promised} such elements`]);
  tab.off("console", onConsole).off("pageerror", onError).off("request", onRequest);
  hold(`${file}: the policy holds`, await foreignScript(tab));
}

/** From the home page to a country, to a facility, to the same in another language, and home. */
async function walk(tab) {
  const problems = [];
  const step = async (link, expected) => {
    await link.click();
    await tab.waitForLoadState();
    if (!expected.test(tab.url())) problems.push(`${tab.url()} is not ${expected}`);
  };
  await tab.goto(`file://${join(bundle, "index.html")}`);
  await step(tab.locator("header a[href*='countries']").first(), /\/countries\/index\.html$/);
  await step(tab.locator("main a[href*='countries/nl/'], main a[href$='nl/index.html']").first(), /\/countries\/nl\/index\.html/);
  await step(tab.locator("main a[href*='facilities/nl/']:visible").first(), /\/facilities\/nl\/[a-z0-9-]+\/index\.html$/);
  const here = tab.url();
  await step(tab.locator("nav.languages a[hreflang=it]"), /\/it\/facilities\/nl\/[a-z0-9-]+\/index\.html$/);
  await step(tab.locator("nav.languages a[hreflang=en]"), new RegExp(`${here.slice(here.lastIndexOf("/facilities/"))}$`));
  hold("a walk through the bundle", problems);
}

await inBrowser({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" }, async (context) => {
  const tab = await context.newPage();
  for (const file of [...english, ...others]) await look(tab, file);
  await tab.goto(`file://${join(bundle, "index.html")}`);
  hold("accessibility", await accessibility(tab));
  await walk(tab);
});
counted();
