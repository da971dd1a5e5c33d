// The explorer: every facility on a map and in a list, chosen by facets and words. What is chosen
// stands in the address; everything else follows from it.

import { bits, bitsOf, has, members, most, ranked } from "./bits.js";
import { choose, counts } from "./choose.js";
import { Later } from "./later.js";
import { PAGE, Rows, html, say, textOf, whole } from "./list.js";
import { FacilityMap } from "./map.js";
import { Towns, distances, points } from "./near.js";
import { Search } from "./search.js";
import { fromAddress, toAddress } from "./state.js";
import { csvOf, geojsonOf, save } from "./take.js";

const at = (id) => document.getElementById(`explorer-${id}`);
const explorer = document.getElementById("explorer");
const { root, parts, towns } = explorer.dataset;
/** So many facilities can be compared. */
const COMPARED = 6;
/** Facilities are told apart by a hundredth of a kilometre; no place on earth is farther than 20,016 km. */
const FINE = 100;
/** So many are printed at most. */
const PRINTED = 1000;

explorer.dataset.started = "";

async function load(name, read = "json") {
  const answer = await fetch(`${parts}${name}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer[read]();
}

start().catch((error) => {
  // The whole list is below, and shows itself again.
  document.documentElement.classList.remove("js");
  throw error;
});

async function start() {
  const [first, drawing] = await Promise.all([load("start.json"), load("map.svg", "text")]);
  const page = new Explorer(first, drawing);
  page.render();
  await page.complete();
}

class Explorer {
  constructor(first, drawing) {
    Object.assign(this, { all: first.all, facets: first.facets });
    this.data = new Data(first);
    this.open = new Set();
    this.rows = new Rows(at("list"));
    this.later = new Later();
    this.state = fromAddress(location.search, this.facets);
    this.towns = new Towns(towns);
    this.map = new FacilityMap(at("map"), drawing, first.points, (place) => {
      location.href = `${root}facilities/${this.data.row(place)[0]}/`;
    });
    this.makeFacets();
    this.listen();
  }

  /** Loads what the first view does without. */
  async complete() {
    const [had, all] = await Promise.all([load("members.json"), load("rows.json")]);
    this.sets = had.map((facet) => facet.map((steps) => bitsOf(this.all, summed(steps))));
    this.data.complete(all);
    const stage = this.facets.findIndex(({ id }) => id === "planned");
    const atWork = this.facets[stage].choices.findIndex(([slug]) => slug === "at-work");
    const working = this.sets[stage][atWork];
    this.hollow = (place) => !working || !has(working, place);
    explorer.dataset.complete = "";
    await this.update();
  }

  /** Works out what fits, and shows it. */
  async update() {
    if (this.state.q.trim() && this.sets && !this.search) await this.index();
    this.render();
  }

  /** Loads the index as soon as somebody is about to search, so that the first letter does not wait for it. */
  index() {
    this.indexed ??= load("index.txt", "text");
    return this.indexed.then((text) => {
      if (!this.sets || this.search) return;
      this.search = new Search(text, this.all, this.sets);
      this.later.ask("search", () => this.search.prepare());
    });
  }

  /**
   * Shows the state: at once how many are found and who comes first, then what else has to follow.
   * Without the rest of the data only the first view, as the build worked it out.
   */
  render() {
    this.showForm();
    this.showFacets();
    const { near, q } = this.state;
    if (!this.sets) {
      const plain = toAddress({ ...this.state, short: [], page: 1 }, this.facets) === "";
      if (!plain) return;
      this.fits = this.found = members(bits(this.all, true));
    } else if (this.fitsStill()) {
      // Only the page or the shortlist has changed.
    } else {
      const hits = this.hits(q);
      const { fits, others } = choose(this.all, this.sets, this.state.chosen, hits?.set);
      this.others = others;
      this.distances = near && this.data.distances(near.at);
      this.scores = hits?.scores;
      this.fits = members(fits);
      this.found = this.ordered(fits);
      this.later.ask("counts", () => this.showCounts());
    }
    if (this.shown !== this.found) this.showFound();
    this.showRows();
    this.showShort();
  }

  showFound() {
    this.shown = this.found;
    at("found").textContent = this.found.length
      ? fill(at("found"), { found: this.found.length, all: this.all })
      : at("found").dataset.none;
    // In the order of names, in which marks stay what they are when only the list is sorted anew.
    this.later.ask("map", () => this.map.show(this.fits, this.hollow));
    this.showChosen();
  }

  /** Whether what was found last is found still. */
  fitsStill() {
    const { chosen, q, near, sort } = this.state;
    const key = JSON.stringify([chosen, q, near, sort, Boolean(this.search)]);
    const still = this.key === key;
    this.key = key;
    return still;
  }

  hits(q) {
    if (!q.trim() || !this.search) return null;
    if (this.asked !== q) [this.asked, this.answer] = [q, this.search.find(q)];
    return this.answer;
  }

  sort() {
    const { sort, near, q } = this.state;
    const possible = { name: true, city: true, country: true, near: Boolean(near), match: Boolean(q.trim()) };
    if (possible[sort]) return sort;
    return near ? "near" : q.trim() ? "match" : "name";
  }

  ordered(fits) {
    const sort = this.sort();
    if (sort === "city" || sort === "country") return this.data.orders[sort].filter((place) => has(fits, place));
    if (sort === "near") return ranked(this.fits, this.distances.map((km) => km * FINE));
    if (sort === "match" && this.scores) {
      const best = most(this.fits, this.scores);
      return ranked(this.fits, this.scores.map((score) => best - score), best);
    }
    return this.fits;
  }

  showForm() {
    const { q, near } = this.state;
    if (document.activeElement !== at("q")) at("q").value = q;
    if (document.activeElement !== at("near")) at("near").value = near?.name ?? "";
    for (const option of at("sort").options) {
      set(option, "disabled", (option.value === "near" && !near) || (option.value === "match" && !q.trim()));
    }
    set(at("sort"), "value", this.sort());
  }

  makeFacets() {
    at("facets").innerHTML = this.facets
      .map(
        ({ label }, facet) =>
          `<details data-facet="${facet}"><summary>${html(label)} <span class="explorer-some"></span></summary>` +
          `<div role="group" aria-label="${html(label)}"><ul></ul></div></details>`,
      )
      .join("");
    this.facetElements = [...at("facets").children];
    this.choices = [];
    this.checked = [];
    this.facetElements.forEach((details, facet) => {
      details.addEventListener("toggle", () => {
        this.open[details.open ? "add" : "delete"](facet);
        this.showFacet(facet);
        this.showCounts();
      });
    });
    this.facetElements[0].open = true;
    const wide = matchMedia("(min-width: 60rem)");
    const panel = () => (at("filters").open = wide.matches);
    wide.addEventListener("change", panel);
    panel();
  }

  /** The choices of a facet, when it is first opened. */
  fillFacet(facet) {
    const list = this.facetElements[facet].querySelector("ul");
    const { id, choices } = this.facets[facet];
    list.innerHTML = choices
      .map(
        ([slug, label, count], choice) =>
          `<li><label><input type="checkbox" name="${id}" value="${slug}" data-choice="${choice}">` +
          `<span>${html(label)}</span> <span class="explorer-count">${count}</span></label></li>`,
      )
      .join("");
    this.choices[facet] = Array.from(list.children, (item) => {
      const label = item.firstChild;
      return { item, input: label.firstChild, count: textOf(label.lastChild) };
    });
  }

  showFacets() {
    this.facetElements.forEach((_, facet) => {
      if (this.checked[facet] !== this.state.chosen[facet]) this.showFacet(facet);
    });
  }

  /** What is chosen under a facet. */
  showFacet(facet) {
    const chosen = this.state.chosen[facet];
    this.checked[facet] = chosen;
    this.facetElements[facet].querySelector(".explorer-some").textContent = chosen.length || "";
    if (!this.open.has(facet)) return;
    if (!this.choices[facet]) this.fillFacet(facet);
    this.choices[facet].forEach(({ input }, choice) => set(input, "checked", chosen.includes(choice)));
  }

  /** The counts of the facets that can be seen. */
  showCounts() {
    if (!this.others) return;
    for (const facet of this.open) {
      counts(this.others[facet], this.sets[facet]).forEach((count, choice) => {
        const { item, count: text } = this.choices[facet][choice];
        say(text, String(count));
        item.classList.toggle("none-left", count === 0);
      });
    }
  }

  showRows() {
    const pages = Math.max(1, Math.ceil(this.found.length / PAGE));
    const page = Math.min(this.state.page, pages);
    const shown = this.printing
      ? this.found.slice(0, PRINTED)
      : this.found.slice((page - 1) * PAGE, page * PAGE);
    this.rows.show(shown, { data: this.data, root, short: this.state.short, distances: this.distances });
    this.later.ask("rows", () => this.rows.rest());
    set(at("list"), "start", this.printing ? 1 : (page - 1) * PAGE + 1);
    set(at("pages"), "hidden", pages === 1);
    set(at("page"), "textContent", fill(at("page"), { page, pages }));
    set(at("previous"), "disabled", page === 1);
    set(at("next"), "disabled", page === pages);
    this.page = page;
  }

  showChosen() {
    const list = at("chosen");
    const buttons = [];
    const button = (label, name) =>
      buttons.push(
        `<li><button type="button" ${name} aria-label="${html(`${list.dataset.drop}: ${label}`)}">${html(label)} ×</button></li>`,
      );
    this.state.chosen.forEach((choices, facet) => {
      for (const choice of choices) {
        button(this.facets[facet].choices[choice][1], `data-facet="${facet}" data-drop="${choice}"`);
      }
    });
    if (this.state.near) button(this.state.near.name, 'data-drop="near"');
    if (buttons.length > 0) buttons.push(`<li><button type="button" data-drop="all">${html(list.dataset.clear)}</button></li>`);
    set(list, "innerHTML", buttons.join(""));
  }

  showShort() {
    const { short } = this.state;
    if (this.listed === short) return;
    if (this.data.names) this.listed = short;
    at("short-empty").hidden = short.length > 0;
    const names = short.map((id) => [id, this.data.nameOf(id)]).filter(([, name]) => name);
    at("shortlist").innerHTML = names
      .map(([id, name]) => `<li><a href="${root}facilities/${id}/">${html(name)}</a> <button type="button" data-unshort="${id}">×<span class="unseen"> ${html(at("chosen").dataset.drop)}: ${html(name)}</span></button></li>`)
      .join("");
    const compare = at("compare");
    if (compare) {
      compare.hidden = names.length < 2;
      compare.href = `${root}compare/?ids=${short.slice(0, COMPARED).join(",")}`;
    }
  }

  /** Another state: a step of its own for the back button, unless the reader is still typing. */
  go(changes, typing = false) {
    const types = typing && this.typing;
    // What was typed before belongs to the step before.
    if (!types) this.later.finish("address");
    this.state = { ...this.state, page: 1, ...changes };
    const address = () => location.pathname + toAddress(this.state, this.facets);
    // Not with each letter: browsers pass over what comes too often.
    if (types) this.later.ask("address", () => history.replaceState(null, "", address()));
    else history.pushState(null, "", address());
    this.typing = typing;
    return this.update();
  }

  choice(facet, choice, on) {
    const chosen = this.state.chosen.map((choices, place) =>
      place !== facet ? choices : on ? [...choices, choice].sort((a, b) => a - b) : choices.filter((it) => it !== choice),
    );
    return this.go({ chosen });
  }

  listen() {
    addEventListener("popstate", () => {
      this.later.drop("address");
      this.state = fromAddress(location.search, this.facets);
      this.typing = false;
      document.activeElement?.blur?.();
      this.update();
    });
    // Before a link is followed, which may be quicker than the next frame.
    addEventListener("click", () => this.later.finish("address"), { capture: true });
    addEventListener("beforeprint", () => this.later.finishAll());
    at("form").addEventListener("submit", (event) => event.preventDefault());
    at("q").addEventListener("input", () => this.go({ q: at("q").value }, true));
    at("q").addEventListener("focus", () => this.index(), { once: true });
    at("q").addEventListener("blur", () => (this.typing = false));
    at("sort").addEventListener("change", () => this.go({ sort: at("sort").value }));
    at("near").addEventListener("input", () => this.lookForTown());
    at("near").addEventListener("change", () => this.takeTown());
    at("facets").addEventListener("change", ({ target }) => {
      const facet = Number(target.closest("[data-facet]").dataset.facet);
      this.choice(facet, Number(target.dataset.choice), target.checked);
    });
    at("chosen").addEventListener("click", ({ target }) => {
      const { drop, facet } = target.closest("button")?.dataset ?? {};
      if (drop === "all") this.go({ chosen: this.facets.map(() => []), near: null, q: "" });
      else if (drop === "near") this.go({ near: null });
      else if (drop) this.choice(Number(facet), Number(drop), false);
      if (drop) at("found").focus();
    });
    at("list").addEventListener("change", ({ target }) => this.mark(target.dataset.short, target.checked));
    at("shortlist").addEventListener("click", ({ target }) => {
      const id = target.closest("button")?.dataset.unshort;
      if (id) this.mark(id, false);
    });
    const turn = (by) => () => {
      this.go({ page: this.page + by });
      at("found").scrollIntoView({ block: "start" });
    };
    at("previous").addEventListener("click", turn(-1));
    at("next").addEventListener("click", turn(1));
    at("in").addEventListener("click", () => this.map.zoom(1.6));
    at("out").addEventListener("click", () => this.map.zoom(1 / 1.6));
    at("whole").addEventListener("click", () => this.map.reset());
    at("csv").addEventListener("click", () => this.take("facilities.csv", "text/csv", csvOf, "text"));
    at("geojson").addEventListener("click", () => this.take("facilities.geojson", "application/geo+json", geojsonOf, "json"));
    at("print").addEventListener("click", () => {
      this.printing = true;
      this.showRows();
      this.later.finishAll();
      print();
      this.printing = false;
      this.showRows();
    });
  }

  mark(id, on) {
    const others = this.state.short.filter((it) => it !== id);
    return this.go({ short: on ? [...others, id] : others, page: this.page });
  }

  async lookForTown() {
    const typed = at("near").value;
    const found = await this.towns.named(typed, 8);
    if (at("near").value !== typed) return;
    this.offered = found;
    at("towns").innerHTML = found.map(({ name }) => `<option value="${html(name)}">`).join("");
    const chosen = found.find(({ name }) => name === typed);
    if (chosen) this.go({ near: { at: chosen.at, name: chosen.name }, sort: "" });
  }

  /** The town that is typed, or else the largest whose name begins so. */
  async takeTown() {
    const typed = at("near").value.trim();
    if (typed === (this.state.near?.name ?? "")) return;
    const [town] = typed ? await this.towns.named(typed.replace(/ \([A-Z]{2}\)$/, ""), 1) : [];
    const near = town ? { at: town.at, name: town.name } : null;
    if (near) at("near").value = near.name;
    if (near?.name !== this.state.near?.name) this.go({ near, sort: "" });
  }

  async take(name, type, select, read) {
    const ids = new Set(Array.from(this.found, (place) => this.data.row(place)[0]));
    const whole = await fetch(`${root}data/${name}`);
    save(`atmp-atlas-${name}`, type, select(await whole[read](), ids));
  }
}

/** Facilities by their places in the order of names. */
class Data {
  constructor(first) {
    Object.assign(this, { roles: first.roles, statuses: first.statuses, rows: first.rows });
    const countries = first.facets.find(({ id }) => id === "country");
    this.countries = new Map(countries.choices.map(([slug, label]) => [slug, label]));
    this.usual = first.usual;
  }

  complete({ rows: all, places, by_city: city, by_country: country }) {
    this.rows = all;
    this.places = places;
    this.orders = { city, country };
    this.names = new Map(all.map(([id, name]) => [id, name]));
  }

  /** How far each is from a town, in kilometres: worked out once for each town. */
  distances(town) {
    this.points ??= points(this.places);
    if (String(this.town) !== String(town)) [this.town, this.away] = [town, distances(this.points, town)];
    return this.away;
  }

  row(place) {
    return this.rows[place];
  }

  country(id) {
    return this.countries.get(id.slice(0, 2)) ?? "";
  }

  nameOf(id) {
    return this.names?.get(id);
  }
}

/** Gives a property another value, if it is another: some take time even where nothing changes. */
function set(element, property, value) {
  if (element[property] !== value) element[property] = value;
}

/** Numbers from the steps between them. */
function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/** The text of an element with its gaps filled in. */
function fill(element, values) {
  return element.dataset.text.replace(/\[(\w+)\]/g, (_, name) => whole(values[name]));
}
