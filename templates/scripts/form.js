// The form that writes a record: `form/` holds its parts.
//
// 1. A record is opened (`?record=nl/necstgen`) or begun; what was typed before is put back.
// 2. Whatever changes is read from the controls, checked, shown as YAML, and kept in the browser.
// 3. The reader copies it, saves it, or takes it to where it is proposed.

import { Citing } from "./form/cite.js";
import { changes } from "./form/compare.js";
import { problems } from "./form/check.js";
import { collect, controls, entriesOf, fill, input, picked, shapeOf } from "./form/fields.js";
import { forget, keep, kept } from "./form/keep.js";
import { read } from "./form/read.js";
import { copy, download, draft, isSlug, proposal, slugOf } from "./form/send.js";
import { pack, plain, same, text, unpack } from "./form/tree.js";
import { write } from "./form/write.js";

const at = (id) => document.getElementById(id);

/** The message with a key, its values put in. */
function say(key, values = {}) {
  const message = at("form-words").querySelector(`[data-key="${key}"]`).textContent;
  return message.replace(/\{([a-z]+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The form and the record in it. */
class RecordForm {
  constructor(element) {
    this.element = element;
    this.count = 0;
    /** The id of the record that is corrected; empty for a new one. */
    this.id = "";
    /** What the record said when it was opened. */
    this.original = null;
    this.touched = new Set();
    this.shape = shapeOf(element);
    this.citing = new Citing(this, say);
    for (const select of element.querySelectorAll("select.stated")) this.offerNone(select);
    this.listen();
  }

  /** A list may be empty on purpose. */
  offerNone(select) {
    const control = select.closest("[data-name]");
    if (["ticks", "picks", "lines", "entries"].includes(control.dataset.kind)) {
      select.append(new Option(say("none"), "none"));
    }
  }

  listen() {
    const changed = (event) => {
      const control = event.target.closest("[data-name]");
      if (control) this.touched.add(control);
      this.changed();
    };
    this.element.addEventListener("input", changed);
    this.element.addEventListener("change", changed);
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.press(button);
    });
    at("f-slug").addEventListener("input", () => {
      this.slug = at("f-slug").value;
      this.changed();
    });
    at("form-clear").addEventListener("click", () => this.clear());
    at("form-copy").addEventListener("click", async () => this.done((await copy(this.yaml)) ? "copied" : "not-copied"));
    at("form-download").addEventListener("click", () => download(this.path().split("/").at(-1), this.yaml));
    for (const id of ["form-github", "form-gitlab", "form-mail"]) {
      at(id).addEventListener("click", async () => {
        const { of, whole } = at(id).dataset;
        // Not every GitLab takes the text from the address.
        if (whole === "true" && of !== "gitlab") return;
        const message = this.id || whole === "true" || id === "form-mail" ? "paste" : "too-long-address";
        this.done((await copy(this.yaml)) ? message : "not-copied");
      });
    }
  }

  press(button) {
    const control = button.closest("[data-name]");
    if (button.matches(".add")) {
      this.addEntry(control).querySelector("input, select, textarea").focus();
    } else if (button.matches(".remove")) {
      const entry = button.closest(".entry");
      entry.remove();
      this.number(control);
      control.querySelector(":scope > .buttons > .add").focus();
    } else if (button.matches(".pick")) {
      const select = input(control);
      if (select.value && !picked(control).includes(select.value)) this.addPick(control, select.value);
      select.value = "";
      select.focus();
    } else if (button.matches(".unpick")) {
      button.closest("li").remove();
      input(control).focus();
    } else if (button.matches(".cite")) {
      this.citing.open(button);
      return;
    } else return;
    this.touched.add(control);
    this.changed();
  }

  /** A new, empty entry of a list. */
  addEntry(control) {
    const entry = control.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
    this.count += 1;
    const own = (ids) => ids.split(" ").map((id) => `${id}-${this.count}`).join(" ");
    for (const name of ["id", "for", "aria-describedby"]) {
      for (const one of entry.querySelectorAll(`[${name}]`)) one.setAttribute(name, own(one.getAttribute(name)));
    }
    for (const select of entry.querySelectorAll("select.stated")) this.offerNone(select);
    const first = entry.querySelector("select:not(.stated)");
    const narrow = [...(first?.options ?? [])].some(({ value }) => this.citing.paths.has(`${control.dataset.path}.${value}`));
    if (narrow) {
      const cite = control.querySelector(":scope > .beside");
      const copy = cite.cloneNode(true);
      copy.querySelector(".stated")?.remove();
      entry.querySelector(":scope > .buttons").before(copy);
    }
    control.querySelector(":scope > .made").append(entry);
    this.number(control);
    return entry;
  }

  number(control) {
    entriesOf(control).forEach((entry, place) => {
      entry.querySelector(".nth").textContent = String(place + 1);
      const label = say("entry", { label: control.dataset.label, number: place + 1 });
      entry.querySelector(".remove").setAttribute("aria-label", say("remove", { label }));
    });
  }

  addPick(control, word) {
    const option = [...input(control).options].find(({ value }) => value === word);
    const item = document.createElement("li");
    item.dataset.word = word;
    const label = option?.textContent ?? word;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "unpick";
    button.setAttribute("aria-label", say("remove", { label }));
    button.textContent = "×";
    item.append(`${label} `, button);
    control.querySelector(":scope > .picked").append(item);
  }

  /** Reads, checks, shows and keeps what stands in the form. */
  changed() {
    this.tree = collect(this.element);
    this.yaml = this.textOf(this.tree);
    at("form-preview").textContent = this.yaml;
    for (const select of this.element.querySelectorAll('[data-kind="choice"] > select:not(.stated)')) {
      const note = select.parentElement.querySelector(".chosen");
      if (note) note.textContent = select.selectedOptions[0]?.title ?? "";
    }
    this.citing.show();
    this.name();
    this.showProblems();
    this.showChanges();
    this.showWays();
    this.remember();
  }

  textOf(tree) {
    return write(tree, this.shape, this.element.dataset.schemaLine);
  }

  /** The country of the record, in small letters. */
  country() {
    return this.tree.get("location")?.get?.("country")?.text?.toLowerCase() ?? "";
  }

  path() {
    const id = this.id || `${this.country() || "xx"}/${at("f-slug").value || "name"}`;
    return `facilities/${id}.yaml`;
  }

  /** The file is named after the facility until somebody names it otherwise. */
  name() {
    if (!this.id && !this.slug) at("f-slug").value = slugOf(this.tree.get("name")?.text ?? "");
    at("form-path").textContent = this.path();
  }

  showProblems() {
    const found = problems(this.element, say);
    for (const old of this.element.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
    for (const note of this.element.querySelectorAll(".problem")) note.textContent = "";
    const list = found.map(({ control, message }) => {
      const focus = input(control) ?? control.querySelector(".add");
      if (this.touched.has(control)) {
        control.querySelector(".problem").textContent = message;
        if (control.matches(".field")) focus?.setAttribute("aria-invalid", "true");
      }
      const link = document.createElement("a");
      link.href = `#${focus.id || control.querySelector(".hint").id}`;
      link.textContent = labelOf(control);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        for (let up = control; up; up = up.parentElement) if (up.localName === "details") up.open = true;
        focus.focus();
      });
      const item = document.createElement("li");
      item.append(link, `: ${message}`);
      return item;
    });
    const slug = at("f-slug").value;
    const badSlug = !this.id && slug !== "" && !isSlug(slug);
    at("p-slug").textContent = badSlug ? say("file-name") : "";
    at("form-problems").replaceChildren(...list);
    const count = list.length + (badSlug ? 1 : 0);
    const message = count ? say("problems", { count }) : say("no-problems");
    if (at("form-count").textContent !== message) at("form-count").textContent = message;
  }

  showChanges() {
    at("form-changes").hidden = !this.original;
    if (!this.original) return;
    const line = () => document.createElement("li");
    const found = changes(this.original, this.tree).map(({ path, before, after }) => {
      const item = line();
      const [was, now] = [document.createElement("del"), document.createElement("ins")];
      was.textContent = before || say("nothing");
      now.textContent = after || say("nothing");
      item.append(`${this.labelAt(path)}: `, was, " → ", now);
      return item;
    });
    if (found.length === 0) found.push(Object.assign(line(), { textContent: say("no-change") }));
    at("form-changes").querySelector("ul").replaceChildren(...found);
  }

  /** The names of the fields on a path, numbers of entries among them. */
  labelAt(path) {
    const bare = path.split(".").filter((step) => !/^\d+$/.test(step));
    const labels = bare.map((step, place) => {
      const wanted = bare.slice(0, place + 1).join(".");
      const found = findControl(this.element, wanted);
      return found?.dataset.label ?? step;
    });
    const number = path.split(".").find((step) => /^\d+$/.test(step));
    return labels.join(" › ") + (number ? ` (${number})` : "");
  }

  showWays() {
    const { dataset } = this.element;
    const path = this.path();
    for (const link of [at("form-github"), at("form-gitlab")]) {
      const forge = link.dataset.of;
      link.hidden = dataset.forge !== "" && dataset.forge !== forge;
      const { href, whole } = proposal(dataset, forge, path, this.yaml, !this.id);
      link.href = href;
      link.dataset.whole = String(whole);
    }
    const words = { hello: say("mail-hello", { id: path }), paste: say("mail-paste") };
    const { href, whole } = draft(dataset.mailbox, say("mail-subject", { id: path }), words, this.yaml);
    at("form-mail").href = href;
    at("form-mail").dataset.whole = String(whole);
  }

  /** Keeps what differs from where the reader began. */
  remember() {
    if (same(this.tree, this.began) && !this.slug) {
      forget(this.id);
      return;
    }
    const from = this.original ? this.textOf(this.original) : "";
    const fine = keep(this.id, { tree: pack(this.tree), slug: this.slug ?? "", from });
    this.status(fine ? "saved" : "not-saved");
  }

  status(key, values) {
    const message = say(key, values);
    if (at("form-status").textContent !== message) at("form-status").textContent = message;
  }

  done(key) {
    at("form-done").textContent = say(key);
  }

  /** Puts a record into the form; what must have an entry shows a first one. */
  show(tree) {
    fill(this.element, tree, this);
    for (const control of controls(this.element)) {
      const { kind, required } = control.dataset;
      if (kind === "entries" && required === "true" && entriesOf(control).length === 0) this.addEntry(control);
    }
    this.touched.clear();
    for (const section of this.element.querySelectorAll("details.section")) {
      const has = (control) => section.contains(control) && tree.has(control.dataset.name);
      if (controls(this.element).some(has)) section.open = true;
    }
  }

  /** Begins with a record, and puts back what was typed before. */
  begin(tree) {
    this.show(tree);
    this.began = collect(this.element);
    const before = kept(this.id);
    if (before) {
      this.show(unpack(before.tree));
      this.slug = before.slug;
      if (before.slug) at("f-slug").value = before.slug;
    }
    this.changed();
    if (!before) return [];
    // The record may have been changed by somebody else since.
    const outdated = this.original && before.from !== this.textOf(this.original);
    const keys = outdated ? ["restored", "outdated"] : ["restored"];
    return keys.map((key) => say(key));
  }

  clear() {
    forget(this.id);
    this.slug = "";
    at("f-slug").value = "";
    this.show(this.started);
    this.began = collect(this.element);
    this.changed();
    this.status(this.id ? "reset" : "cleared");
  }

  /** A new record, with what most begin with. */
  startNew() {
    const today = new Date().toISOString().slice(0, 10);
    const provenance = [["method", text("public-sources")], ["state", text("compiled")], ["verified", plain(today)]];
    this.started = new Map([["provenance", new Map(provenance)]]);
    at("form-status").textContent = this.begin(this.started).join(" ");
  }

  /** A record of the atlas, to be corrected. */
  async correct(id) {
    const answer = await fetch(`${this.element.dataset.root}facilities/${id}/record.yaml`).catch(() => null);
    if (!answer?.ok) {
      this.startNew();
      this.status("no-record", { id });
      return;
    }
    let record;
    try {
      record = read(await answer.text());
    } catch {
      this.startNew();
      this.status("bad-record", { id });
      return;
    }
    this.id = id;
    this.original = record.tree;
    this.started = record.tree;
    at("f-slug").closest(".field").hidden = true;
    const messages = [say("loaded", { id }), ...this.begin(record.tree)];
    const kept = [...unshown(this.element)];
    if (kept.length) messages.push(say("kept", { fields: kept.join(", ") }));
    if (record.remarks.length) messages.push(say("remarks", { fields: record.remarks.join(" ") }));
    at("form-status").textContent = messages.join(" ");
  }
}

/** The fields that the form does not show and keeps. */
function* unshown(above) {
  yield* above.unshown?.keys() ?? [];
  for (const control of controls(above)) {
    if (control.unread) yield control.dataset.label;
    yield* unshown(control);
  }
}

/** A control anywhere, in the templates of entries too. */
function findControl(above, path) {
  const direct = above.querySelector(`[data-path="${path}"]`);
  if (direct) return direct;
  for (const template of above.querySelectorAll("template")) {
    const found = template.content.querySelector(`[data-path="${path}"]`);
    if (found) return found;
  }
  return null;
}

/** A control's name, with that of what it stands in. */
function labelOf(control) {
  const above = control.parentElement.closest("[data-name]");
  const own = control.dataset.label;
  if (!above) return own;
  const entry = control.closest(".entry");
  const number = entry && above.contains(entry) ? ` ${entry.querySelector(".nth").textContent}` : "";
  return `${labelOf(above)}${number} › ${own}`;
}

const form = new RecordForm(at("record-form"));
const wanted = new URLSearchParams(location.search).get("record");
if (wanted !== null && /^[a-z]{2}\/[a-z0-9]+(-[a-z0-9]+)*$/.test(wanted)) form.correct(wanted);
else form.startNew();
