// Which source says what: a button at each fact, and the numbers of its sources beside it.

import { entriesOf, input, picked } from "./fields.js";

/** Lets sources be named at the facts that they support. `form` is the page's form. */
export class Citing {
  constructor(form, say) {
    this.form = form;
    this.say = say;
    this.sources = form.element.querySelector('[data-path="sources"]');
    this.dialog = document.getElementById("form-cite");
    this.dialog.addEventListener("close", () => this.close());
    const supports = this.sources.querySelector("template").content.querySelector('[data-name="supports"]');
    this.paths = new Set([...input(supports).options].map((option) => option.value));
  }

  /** The path of the fact that a button stands at. */
  pathOf(button) {
    const entry = button.closest(".entry");
    const control = button.closest("[data-name]");
    if (!entry || !entry.contains(button) || control.dataset.kind !== "entries") return control.dataset.path;
    const word = entry.querySelector("select").value;
    const narrow = `${control.dataset.path}.${word}`;
    return this.paths.has(narrow) ? narrow : control.dataset.path;
  }

  /** The sources, each with what it supports. */
  all() {
    return entriesOf(this.sources).map((entry) => {
      const field = (name) => entry.querySelector(`[data-name="${name}"]`);
      return { entry, url: input(field("url")).value, title: input(field("title")).value, supports: field("supports") };
    });
  }

  /** Asks for the source of a fact. */
  open(button) {
    this.button = button;
    this.path = this.pathOf(button);
    const label = button.closest("[data-name]").dataset.label;
    this.dialog.querySelector("h2").textContent = this.say("cite", { label });
    const known = this.dialog.querySelector("fieldset");
    for (const old of known.querySelectorAll("label")) old.remove();
    const sources = this.all();
    known.hidden = sources.every(({ url }) => !url);
    sources.forEach(({ url, title, supports }, at) => {
      if (!url) return;
      const box = document.createElement("input");
      Object.assign(box, { type: "checkbox", value: String(at), checked: picked(supports).includes(this.path) });
      const one = document.createElement("label");
      one.append(box, ` ${at + 1}. ${title || url}`);
      known.append(one);
    });
    this.dialog.querySelector("#form-cite-new").value = "";
    this.dialog.returnValue = "";
    this.dialog.showModal();
  }

  close() {
    const done = this.dialog.returnValue === "keep";
    if (done) {
      const sources = this.all();
      for (const box of this.dialog.querySelectorAll("input[type=checkbox]")) {
        const { supports } = sources[Number(box.value)];
        if (box.checked !== picked(supports).includes(this.path)) {
          if (box.checked) this.form.addPick(supports, this.path);
          else supports.querySelector(`[data-word="${CSS.escape(this.path)}"]`).remove();
        }
      }
      const url = this.dialog.querySelector("#form-cite-new").value.trim();
      if (url) this.add(url);
    }
    this.button?.focus();
    if (done) this.form.changed();
  }

  /** A new source for the fact, in the first entry that has no address. */
  add(url) {
    const free = this.all().find((source) => !source.url)?.entry;
    const entry = free ?? this.form.addEntry(this.sources);
    input(entry.querySelector('[data-name="url"]')).value = url;
    this.form.addPick(entry.querySelector('[data-name="supports"]'), this.path);
  }

  /** Shows beside each fact the numbers of its sources. */
  show() {
    const supported = this.all().map(({ supports }) => new Set(picked(supports)));
    for (const button of this.form.element.querySelectorAll("button.cite")) {
      const path = this.pathOf(button);
      const numbers = supported.flatMap((paths, at) => (paths.has(path) ? [at + 1] : [])).join(", ");
      const note = button.parentElement.querySelector(".cited");
      note.textContent = numbers ? this.say("cited", { numbers }) : "";
    }
  }
}
