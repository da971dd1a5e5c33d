// The ten commonest journeys through the real atlas, each to the fact that the reader wants: by mouse,
// by touch at a phone's width, by keyboard alone and without scripts; some of them in another language
// too. What a journey ends on is held against the static API, counted here by other means than the
// page's scripts.
//
//   node journeys.mjs OUTPUT

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inBrowser } from "./browser.mjs";
import { counted, hold } from "./count.mjs";
import { serve } from "./server.mjs";

const [output] = process.argv.slice(2);

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** So many things does a reader do at most until the fact stands there, and so often they press Tab for one. */
const STEPS = 9;
const TABS = 50;

const read = (file) => JSON.parse(readFileSync(join(output, file), "utf8"));
const facilities = read("api/v1/facilities.json").facilities;
const countries = read("api/v1/countries.json").countries;
const byId = new Map(facilities.map((it) => [it.id, it]));
const broader = new Map(
  read("api/v1/vocabularies.json")
    .vocabularies.find(({ name }) => name === "platforms")
    .terms.map((term) => [term.id, term.broader]),
);

function same(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} and not ${b}`);
}

function sure(condition, what) {
  if (!condition) throw new Error(what);
}

/** What a reader does with a page: the same by mouse, by touch and by keyboard. */
class Hand {
  constructor(tab, origin, language) {
    Object.assign(this, { tab, language, steps: 0 });
    this.home = language ? `${origin}/${language}/` : `${origin}/`;
  }

  /** What stands at a place now, without moving a hand. */
  see(place) {
    return this.tab.locator(place).first();
  }

  step(place) {
    this.steps += 1;
    return this.see(place);
  }

  /** Presses a link or a button, or ticks a box. */
  async press(place) {
    await this.push(this.step(place));
  }

  /** Follows a link to another page. */
  async follow(place) {
    const link = this.step(place);
    // By keyboard a skip link is followed on the way, which is another address already.
    await this.reach?.(link);
    const before = this.tab.url();
    await this.push(link);
    await this.tab.waitForURL((url) => String(url) !== before, { waitUntil: "load" });
    if (!this.tab.url().includes("#")) await this.arrived?.();
  }

  /** Takes a file; gives its text. */
  async take(place) {
    const [download] = await Promise.all([this.tab.waitForEvent("download"), this.press(place)]);
    return readFileSync(await download.path(), "utf8");
  }
}

class Mouse extends Hand {
  push(place) {
    return place.click();
  }

  async write(place, text) {
    await this.push(this.step(place));
    await this.tab.keyboard.type(text);
  }

  /** The list of choices is drawn by the browser and no part of the page: it is told what was chosen. */
  async choose(place, value) {
    const list = this.step(place);
    await list.focus();
    await list.selectOption(value);
  }

  /** Presses where the value should be, and beside it until it is. */
  async slide(place, value) {
    const slider = this.step(place);
    await slider.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await slider.boundingBox();
    const [least, most] = await slider.evaluate((it) => [Number(it.min), Number(it.max)]);
    const thumb = 16;
    let to = x + thumb / 2 + ((width - thumb) * (value - least)) / (most - least);
    for (let tries = 0; tries < 8; tries += 1) {
      await this.poke(to, y + height / 2);
      const now = Number(await slider.inputValue());
      if (now === value) return;
      to += now < value ? 2 : -2;
    }
    throw new Error(`${place} cannot be put to ${value}`);
  }

  poke(x, y) {
    return this.tab.mouse.click(x, y);
  }
}

class Finger extends Mouse {
  push(place) {
    return place.tap();
  }

  async follow(place) {
    await super.follow(place);
    const wide = await this.tab.evaluate(() => document.contentType === "text/html" && document.documentElement.scrollWidth - document.documentElement.clientWidth);
    sure(!wide || wide <= 0, `${this.tab.url()} is ${wide} px wider than the window`);
  }

  poke(x, y) {
    return this.tab.touchscreen.tap(x, y);
  }
}

class Keys extends Hand {
  /** A page is entered by its skip link, unless what is looked for stands before the content. */
  async arrived() {
    this.fresh = true;
  }

  /** Presses Tab until the focus is there, back where that lies behind; on the way it can be seen, and is nowhere caught. */
  async reach(place) {
    await place.waitFor({ state: "visible" });
    if (this.fresh && (await place.evaluate((it) => it.closest("main") !== null))) {
      // A window that has only just opened may lose a key; the focus is then still nowhere.
      const focused = () => document.activeElement === document.body ? "" : document.activeElement.getAttribute("href");
      for (let tries = 0; tries < 5 && !(await this.tab.evaluate(focused)); tries += 1) await this.tab.keyboard.press("Tab");
      same(await this.tab.evaluate(focused), "#content", "what the first Tab leads to");
      await this.tab.keyboard.press("Enter");
      await this.tab.waitForURL(/#content$/);
    }
    this.fresh = false;
    const behind = await place.evaluate((it) => {
      const here = document.activeElement;
      return here !== document.body && (here.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    });
    for (let tabs = 0; tabs < TABS; tabs += 1) {
      if (await place.evaluate((it) => it === document.activeElement)) return;
      await this.tab.keyboard.press(behind ? "Shift+Tab" : "Tab");
      const problem = await this.tab.evaluate(focusProblem);
      if (problem) throw new Error(problem);
    }
    throw new Error(`${place} is more than ${TABS} times Tab away`);
  }

  async push(place) {
    await this.reach(place);
    await this.tab.keyboard.press((await place.getAttribute("type")) === "checkbox" ? "Space" : "Enter");
  }

  async write(place, text) {
    await this.reach(this.step(place));
    await this.tab.keyboard.press("Control+a");
    await this.tab.keyboard.type(text);
  }

  /** Types the beginning of a choice, which is how a list is used by keyboard. */
  async choose(place, value) {
    const list = this.step(place);
    await this.reach(list);
    const label = await list.evaluate((it, wanted) => [...it.options].find((one) => one.value === wanted).text, value);
    await this.tab.keyboard.type(label);
    same(await list.inputValue(), value, `${place} by keyboard`);
  }

  async slide(place, value) {
    const slider = this.step(place);
    await this.reach(slider);
    for (let presses = 0; presses < 40; presses += 1) {
      const now = Number(await slider.inputValue());
      if (now === value) return;
      await this.tab.keyboard.press(now < value ? "ArrowRight" : "ArrowLeft");
    }
    throw new Error(`${place} cannot be put to ${value}`);
  }
}

/** In the page: why a reader could not tell where they are, or could not go on. */
function focusProblem() {
  const here = document.activeElement;
  const name = `${here.outerHTML.slice(0, 120)}`;
  const last = window.focusedLast;
  window.focusedLast = here;
  if (here === document.body) return "Tab leads to nothing";
  if (here === last) return `the focus is caught in ${name}`;
  const seen = (box) => box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const box = [...here.getClientRects()].find(seen);
  if (!box) return `the focus is out of sight on ${name}`;
  const style = getComputedStyle(here);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `nothing shows the focus on ${name}`;
  const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 2);
  const top = document.elementFromPoint(x, y);
  return top && (here.contains(top) || top.contains(here)) ? null : `something covers the focus on ${name}`;
}

/** A text of the page with its numbers as computers write them. */
async function plain(hand, place) {
  const text = (await hand.see(place).innerText()).replace(/\s+/g, " ").trim();
  const { thousands, decimal } = await hand.tab.evaluate(() => ({ ...document.documentElement.dataset }));
  return text.replaceAll(/\d[\d.,\s\u00a0\u202f]*/g, (number) =>
    number.replaceAll(thousands, "").replace(decimal, "."),
  );
}

/** Kilometres by the spherical law of cosines, which is not how the page does it. */
function kilometres([north, east], { latitude, longitude }) {
  const turn = Math.PI / 180;
  const cosine =
    Math.sin(north * turn) * Math.sin(latitude * turn) +
    Math.cos(north * turn) * Math.cos(latitude * turn) * Math.cos((longitude - east) * turn);
  return Math.acos(Math.min(1, cosine)) * 6371.0088;
}

const atWork = (it) => it.derived.stage === "at-work";
const gives = (product) => (it) =>
  atWork(it) && it.therapies.products?.some?.((one) => one.product === product && one.does.includes("gives"));

/** Whether a record names a technology or one below it. */
function worksWith(it, platform) {
  const named = Array.isArray(it.therapies.platforms) ? it.therapies.platforms : [];
  return named.some((term) => {
    for (let up = term; up; up = broader.get(up)) if (up === platform) return true;
    return false;
  });
}

const isSite = (it) => atWork(it) && (it.roles.includes("treatment-centre") || it.roles.includes("trial-site"));

/** A country of which some people live far, and not all. */
function partlyFar() {
  const { areas } = read("api/v1/access.json").subjects.find(({ subject }) => subject === "role:treatment-centre");
  const some = areas.filter(({ area, within }) => area.length === 2 && within[2] > 0.4 && within[2] < 0.9);
  some.sort((a, b) => b.people - a.people);
  const linked = some.find(({ area }) => countries.some((it) => it.nuts === area && it.facilities.all > 0));
  return { code: countries.find((it) => it.nuts === linked.area).country.toLowerCase(), within: linked.within };
}

// Each journey begins where its readers begin. `scripted` is what they do on a page whose scripts run,
// `unscripted` where they do not; `also` names a language in which it is made too.
const JOURNEYS = [
  {
    name: "a clinician finds the centre nearest to Bologna that gives Kymriah to children, and how to reach it",
    also: "it",
    async scripted(hand) {
      await hand.tab.goto(hand.home);
      await hand.follow('.doors a[href$="referral/"]');
      await hand.follow('nav.on-page a[href="#referral-ask"]');
      await hand.choose("#referral-has", "product:kymriah");
      await hand.write("#referral-near", "Bologna");
      await hand.choose("#referral-ages", "paediatric");
      await hand.tab.waitForFunction(() => /near=.*ages=|ages=.*near=/.test(location.search) && document.querySelector("#referral-list li p"));
      const from = new URL(hand.tab.url()).searchParams.get("near").split(",").map(Number);
      const centres = facilities.filter(gives("kymriah")).filter(({ referral: { ages } }) => !Array.isArray(ages) || ages.includes("paediatric"));
      const [nearest] = centres.sort((a, b) => kilometres(from, a.location) - kilometres(from, b.location));
      await hand.follow("#referral-list li a");
      await this.end(hand, nearest);
    },
    async unscripted(hand) {
      await hand.tab.goto(hand.home);
      await hand.follow('.doors a[href$="referral/"]');
      await hand.follow('nav.on-page a[href="#products"]');
      const row = 'tr:has(th a[href$="/products/kymriah/"])';
      same((await plain(hand, `${row} td.number`)), String(facilities.filter(gives("kymriah")).length), "centres");
      await hand.follow(`${row} a`);
      const centre = facilities.find((it) => gives("kymriah")(it) && it.location.country === "PL");
      await hand.follow(`main a[href$="/facilities/${centre.id}/"]`);
      await this.end(hand, centre);
    },
    async end(hand, centre) {
      sure(hand.tab.url().endsWith(`/facilities/${centre.id}/`), `${hand.tab.url()} and not ${centre.id}`);
      same(await hand.see("h1").innerText(), centre.name, "name");
      sure((await hand.see("main").innerText()).includes(centre.location.city), "the city is not told");
      const { website, phone } = centre.contact;
      if (website) sure(await hand.see(`main a[href^="${website}"]`).isVisible(), "the website is not told");
      if (phone) sure((await hand.see("main").innerText()).includes(phone), "the telephone is not told");
    },
  },
  {
    name: "a sponsor finds sites with CAR-T that collect cells, and compares three of them",
    async scripted(hand) {
      const fit = facilities.filter((it) => isSite(it) && worksWith(it, "car-t") && it.clinical.apheresis === true);
      sure(fit.length > 3, "too few sites fit");
      await hand.tab.goto(hand.home);
      await hand.follow('.doors a[href$="sites/"]');
      await hand.follow('nav.on-page a[href="#needs-title"]');
      await hand.choose("#need-platform", "car-t");
      await hand.choose("#need-apheresis", "yes");
      await hand.follow("#needs button");
      await hand.tab.waitForSelector("#explorer[data-complete]");
      same(Number((await plain(hand, "#explorer-found")).match(/\d+/)[0]), fit.length, "sites");
      const ids = [];
      for (const place of [1, 2, 3]) {
        const box = `#explorer-list li:nth-child(${place}) input`;
        ids.push(await hand.see(box).getAttribute("data-short"));
        await hand.press(box);
      }
      sure(ids.every((id) => fit.some((it) => it.id === id)), `${ids} do not fit`);
      await hand.follow("#explorer-compare");
      await hand.tab.waitForSelector("#compare-table tbody td");
      const heads = await hand.tab.locator("#compare-table thead a").allInnerTexts();
      same(heads, ids.map((id) => byId.get(id).name), "columns");
      for (const [place, id] of ids.entries()) {
        const cells = await hand.tab.locator(`#compare-table td:nth-child(${place + 2})`).allInnerTexts();
        sure(cells.some((it) => it.includes(byId.get(id).location.city)), `where ${id} is`);
      }
    },
    async unscripted(hand) {
      await hand.tab.goto(hand.home);
      await hand.follow('.doors a[href$="sites/"]');
      sure(!(await hand.see("#needs").isVisible()), "a form that leads to what nobody asked for");
      const sites = facilities.filter((it) => isSite(it) && worksWith(it, "car-t"));
      same(await plain(hand, 'tr:has(th a[href$="/platforms/car-t/"]) td'), String(sites.length), "sites");
      await hand.follow('nav.on-page a[href="#de"]');
      const one = sites.find((it) => it.location.country === "DE" && it.clinical.apheresis === true);
      const row = `section:has(> #de) tr:has(a[href$="/facilities/${one.id}/"])`;
      same(await hand.see(`${row} td:nth-of-type(4)`).innerText(), "yes", "collects cells");
      await hand.follow(`${row} th a`);
      same(await hand.see("h1").innerText(), one.name, "the site");
    },
  },
  {
    name: "a ministry sees how many of its people live farther than 200 km from a treatment centre",
    also: "de",
    async scripted(hand) {
      const { code, within } = partlyFar();
      await hand.tab.goto(hand.home);
      await hand.follow('.doors a[href$="access/"]');
      await hand.follow('nav.on-page a[href="#access-ask"]');
      await hand.choose("#access-level", "countries");
      await hand.slide("#access-km", 200);
      await hand.slide("#access-share", 0);
      const row = `#access-rows tr:has(a[href$="countries/${code}/"])`;
      await hand.see(row).waitFor();
      same((await plain(hand, `${row} td`)).replace(/\s/g, ""), `${Math.round((1 - within[2]) * 100)}%`, code);
      await hand.follow(`${row} a`);
      sure(hand.tab.url().endsWith(`/countries/${code}/`), hand.tab.url());
    },
    async unscripted(hand) {
      const { code, within } = partlyFar();
      await hand.tab.goto(hand.home);
      await hand.follow('.doors a[href$="access/"]');
      await hand.follow('nav.on-page a[href="#countries"]');
      const row = `section:has(> #countries) tr:has(th a[href$="countries/${code}/"])`;
      same((await plain(hand, `${row} td:nth-of-type(5)`)).replace(/\s/g, ""), `${Math.round(within[2] * 100)}%`, code);
    },
  },
  {
    name: "an investor reads how many GMP facilities Germany has at work, and per million people",
    async scripted(hand) {
      await hand.tab.goto(hand.home);
      await hand.follow('.doors a[href$="invest/"]');
      await hand.follow('nav.on-page a[href="#countries"]');
      const { population, facilities: counts } = countries.find((it) => it.country === "DE");
      const { count } = counts.at_work_by_role.find(({ term }) => term === "gmp-facility");
      const cell = 'td[data-sum="DE role:gmp-facility"]';
      same(await plain(hand, cell), String(count), "facilities");
      const rate = (await plain(hand, `${cell} + td`)).match(/^[\d.]+/)[0];
      same(Number(rate), Number(((count / population.persons) * 1e6).toFixed(2)), "per million people");
    },
  },
  {
    name: "a centre finds the nearest facility abroad that complements another and that no record links",
    async scripted(hand) {
      await hand.tab.goto(hand.home);
      await hand.follow('.doors a[href$="network/"]');
      await hand.follow('nav.on-page a[href="#neighbours"]');
      const pairs = facilities.flatMap((it) =>
        it.derived.suggestions.filter((one) => one.abroad && !one.linked).map((one) => [one.distance_km, it.id, one.to]),
      );
      const least = Math.min(...pairs.map(([distance]) => distance));
      const row = "section:has(> #neighbours) tbody tr";
      same(Number((await plain(hand, `${row} td.number`)).match(/\d+/)[0]), Math.round(least), "kilometres");
      const idOf = async (place) => (await hand.see(place).getAttribute("href")).match(/facilities\/(.+)\/$/)[1];
      const [one, other] = [await idOf(`${row} th a`), await idOf(`${row} td a`)];
      sure(pairs.some(([distance, a, b]) => distance === least && a === one && b === other), `${one} and ${other}`);
      await hand.follow(`${row} td a`);
      same(await hand.see("h1").innerText(), byId.get(other).name, "the partner");
    },
  },
  {
    name: "a journalist takes a figure and the data behind it",
    also: "es",
    async scripted(hand) {
      await hand.tab.goto(hand.home);
      await hand.follow('header a[href$="/figures/"]');
      await hand.follow('main a[href$="density-by-country/"]');
      const rows = (await hand.take('main .files a[href$=".csv"]')).trim().split(/\r?\n/).slice(1);
      const sweden = countries.find((it) => it.country === "SE");
      const [, count, people, rate] = rows.map((row) => row.split(",")).find(([, , number]) => Number(number) === sweden.population.persons);
      same([Number(count), Number(people)], [sweden.facilities.at_work, sweden.population.persons], "Sweden");
      sure(Math.abs(Number(rate) - (count / people) * 1e6) < 0.0001, `${rate} per million people`);
      const source = await hand.see("main blockquote").innerText();
      sure(source.includes("density-by-country"), `the source is named as ${source}`);
      await hand.follow('main .files a[href$=".svg"]');
      same(await hand.tab.evaluate(() => document.documentElement.localName), "svg", "the drawing");
    },
  },
  {
    name: "a reader looks up who authorises a hospital exemption in France, and by which law",
    also: "fr",
    async scripted(hand) {
      await hand.tab.goto(hand.home);
      await hand.follow('header a[href$="/countries/"]');
      await hand.follow('main a[href$="/countries/fr/"]');
      await hand.follow('nav.on-page a[href="#framework"]');
      const { hospital_exemption: exemption } = read("api/v1/frameworks.json").frameworks.find((it) => it.country === "FR");
      const text = await hand.see("section.framework").innerText();
      for (const part of [exemption.authorised_by, exemption.legal_basis]) sure(text.includes(part), `${part} is not told`);
    },
  },
  {
    name: "somebody searches for a facility by a misspelt name, and finds its website",
    async scripted(hand) {
      await hand.tab.goto(hand.home);
      await hand.write(".top .search input", "necstgne");
      await hand.tab.keyboard.press("Enter");
      await hand.tab.waitForURL(/explore\/\?q=necstgne/);
      await hand.arrived?.();
      await hand.tab.waitForSelector("#explorer[data-complete]");
      await hand.tab.waitForFunction(() => document.querySelectorAll("#explorer-list li").length > 0 && document.querySelectorAll("#explorer-list li").length < 5);
      await hand.follow("#explorer-list li a");
      await this.end(hand);
    },
    async unscripted(hand) {
      await hand.tab.goto(hand.home);
      sure(!(await hand.see(".top .search").isVisible()), "a search that cannot work");
      await hand.follow('header a[href$="/explore/"]');
      await hand.follow('#explore-plain a[href$="/facilities/nl/necstgen/"]');
      await this.end(hand);
    },
    async end(hand) {
      const { name, contact } = byId.get("nl/necstgen");
      same(await hand.see("h1").innerText(), name, "name");
      sure(await hand.see(`main a[href^="${contact.website}"]`).isVisible(), "the website is not told");
    },
  },
  {
    name: "a contributor corrects the name in a record",
    async scripted(hand) {
      await hand.tab.goto(`${hand.home}facilities/nl/necstgen/`);
      await hand.arrived?.();
      await hand.follow('main .correct a[href*="form/?record="]');
      await hand.tab.waitForFunction(() => document.getElementById("f-name").value !== "");
      await hand.press("#f-name");
      await hand.tab.keyboard.press("End");
      await hand.tab.keyboard.type(" Leiden");
      const before = readFileSync(join(output, "facilities/nl/necstgen/record.yaml"), "utf8");
      const wanted = before.replace(/^name: .*$/m, "$& Leiden");
      sure(wanted !== before, "the record has no name");
      await hand.tab.waitForFunction(() => document.getElementById("form-preview").textContent.includes(" Leiden\n"));
      same(await hand.see("#form-preview").textContent(), wanted, "the record");
      sure((await hand.see("#form-changes").innerText()).includes(" Leiden"), "the change is not named");
      sure(await hand.see("#form-copy").isVisible(), "no way to send it");
    },
    async unscripted(hand) {
      await hand.tab.goto(`${hand.home}facilities/nl/necstgen/`);
      await hand.follow('main .correct a[href*="form/?record="]');
      sure(!(await hand.see("#record-form").isVisible()), "a form that cannot work");
      const ways = await hand.tab.locator("main a:visible").evaluateAll((links) => links.map((it) => it.href));
      sure(ways.some((it) => it.includes("repository")), `no way to send a record: ${ways}`);
      await hand.follow('main a[href$="/contribute/"]');
      sure(await hand.see("h1").isVisible(), "no guide");
    },
  },
  {
    name: "somebody switches to German and takes the table of facilities",
    async scripted(hand) {
      await hand.tab.goto(`${hand.home}data/`);
      await hand.arrived?.();
      await hand.follow('nav.languages a[hreflang="de"]');
      sure(hand.tab.url().endsWith("/de/data/"), `the switch leads to ${hand.tab.url()}`);
      same(await hand.tab.getAttribute("html", "lang"), "de", "language");
      const text = await hand.take('main a[href$="/data/facilities.csv"]');
      const ids = text.match(/^[a-z]{2}\/[a-z0-9-]+(?=,)/gm);
      same([...new Set(ids)].sort(), [...byId.keys()].sort(), "ids");
    },
  },
];

/** Makes journeys in one way, two at a time. */
async function travel(origin, way, { options, hand: Way, script = "scripted", language = () => "" }) {
  await inBrowser(options, async (context) => {
    context.setDefaultTimeout(15_000);
    const waiting = JOURNEYS.filter((journey) => language(journey) !== undefined);
    const go = async () => {
      for (let journey = waiting.shift(); journey; journey = waiting.shift()) {
        const tab = await context.newPage();
        const hand = new Way(tab, origin, language(journey));
        const problems = [];
        tab.on("pageerror", (error) => problems.push(String(error)));
        // On the first page, too, a keyboard begins before everything else.
        hand.fresh = true;
        try {
          await (journey[script] ?? journey.scripted).call(journey, hand);
          if (hand.steps > STEPS) problems.push(`${hand.steps} steps`);
        } catch (error) {
          problems.push(String(error.message ?? error).split("\n").slice(0, 6).join("\n    "));
        }
        hold(`${journey.name}: ${way}${hand.language ? `, ${hand.language}` : ""}`, problems);
        await tab.close();
      }
    };
    await Promise.all([go(), go()]);
  });
}

const site = await serve(output);
try {
  const phone = { viewport: PHONE, hasTouch: true };
  await travel(site.origin, "by mouse", { options: { viewport: WIDE }, hand: Mouse });
  await travel(site.origin, "by touch", { options: phone, hand: Finger });
  await travel(site.origin, "by touch", { options: phone, hand: Finger, language: ({ also }) => also });
  await travel(site.origin, "by keyboard", { options: { viewport: WIDE }, hand: Keys });
  await travel(site.origin, "without scripts", { options: { viewport: PHONE, javaScriptEnabled: false }, hand: Mouse, script: "unscripted" });
} finally {
  site.stop();
}
counted();
