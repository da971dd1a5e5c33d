// The controls of the form and the tree of a record: filling the one from the other. What a control
// is, the page says in its attributes; no field is named here.

import { Scalar, plain, same, text } from "./tree.js";

/** The words with which a record says that it has no value, and why. */
const STATED = ["undisclosed", "not-applicable"];

/** The controls directly below an element. */
export function controls(above) {
  const inside = [...above.querySelectorAll("[data-name]")];
  return inside.filter((one) => one.parentElement.closest("[data-name], .entry, form") === above);
}

/** The fields of the form in their order, each with those below it or null. */
export function shapeOf(above) {
  const shape = new Map();
  for (const control of controls(above)) {
    const template = control.querySelector(":scope > template");
    const below = template ? template.content.firstElementChild : control;
    const fields = controlsOfTemplate(below, control);
    shape.set(control.dataset.name, fields);
  }
  return shape;
}

function controlsOfTemplate(below, control) {
  if (!["group", "entries"].includes(control.dataset.kind)) return null;
  return shapeOf(below);
}

/** What the controls below an element say, as a group of fields. */
export function collect(above) {
  const fields = new Map();
  for (const control of controls(above)) {
    const node = valueOf(control);
    if (node !== undefined) fields.set(control.dataset.name, node);
  }
  for (const [name, node] of above.unshown ?? []) fields.set(name, node);
  return fields;
}

/** What a control says; undefined where it says nothing. */
export function valueOf(control) {
  const stated = control.querySelector(":scope > .beside > .stated")?.value;
  if (stated === "none") return [];
  if (stated) return plain(stated);
  const node = READ[control.dataset.kind](control);
  return node ?? control.unread;
}

const READ = {
  group: (control) => {
    const fields = collect(control);
    return fields.size > 0 || isEmpty(control.was, Map) ? fields : undefined;
  },
  entries: (control) => {
    const filled = entriesOf(control).map(collect).filter((fields) => fields.size > 0);
    return listOr(control, filled);
  },
  ticks: (control) => {
    const boxes = [...control.querySelectorAll(":scope > .all input")];
    return words(control, boxes.filter((box) => box.checked).map((box) => box.value));
  },
  picks: (control) => words(control, picked(control)),
  lines: (control) => {
    const lines = input(control).value.split("\n").map((line) => line.trim());
    return words(control, lines.filter((line) => line !== ""));
  },
  choice: (control) => single(control, input(control).value),
  line: (control) => single(control, input(control).value),
  prose: (control) => {
    const typed = input(control).value;
    if (control.was instanceof Scalar && control.was.text === typed) return control.was;
    const ended = typed.split("\n").map((line) => line.trimEnd()).join("\n").trim();
    return single(control, ended.includes("\n") ? `${ended}\n` : ended);
  },
};

function isEmpty(node, kind) {
  return node instanceof kind && (node.size ?? node.length) === 0;
}

function listOr(control, list) {
  return list.length > 0 || isEmpty(control.was, Array) ? list : undefined;
}

/** Words of a list: those that the record had in their order, new ones behind them. */
function words(control, list) {
  const before = Array.isArray(control.was) ? control.was : [];
  const rest = [...list];
  const kept = before.filter((node) => {
    const at = rest.indexOf(node.text);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return listOr(control, [...kept, ...rest.map((word) => written(control, word))]);
}

function single(control, typed) {
  if (control.was instanceof Scalar && control.was.text === typed) return control.was;
  const value = typed.trim();
  return value === "" ? undefined : written(control, value);
}

/** A value as it is written: numbers and dates as they are, texts in quotes where they need them. */
function written({ dataset }, value) {
  const isPlain = {
    number: /^-?[0-9]+(\.[0-9]+)?$/,
    date: /^[0-9]{4}(-[0-9]{2}){0,2}$/,
    plain: /^(true|false)$/,
    word: /^[1-9][0-9]*$/,
  }[dataset.write];
  return isPlain?.test(value) || STATED.includes(value) ? plain(value) : text(value);
}

/** The element that a reader types into or chooses from. */
export function input(control) {
  return control.querySelector("input, textarea, select:not(.stated)");
}

/** The entries of a list of groups. */
export function entriesOf(control) {
  return [...control.querySelector(":scope > .made").children];
}

/** The words that were picked. */
export function picked(control) {
  return [...control.querySelectorAll(":scope > .picked > li")].map((one) => one.dataset.word);
}

/** Puts a group of fields into the controls below an element. */
export function fill(above, fields, form) {
  const known = new Set();
  for (const control of controls(above)) {
    known.add(control.dataset.name);
    put(control, fields.get(control.dataset.name), form);
  }
  above.unshown = new Map([...fields].filter(([name]) => !known.has(name)));
}

/** Puts a value into a control, or empties it. */
export function put(control, node, form) {
  control.was = undefined;
  control.unread = undefined;
  const { kind } = control.dataset;
  const stated = control.querySelector(":scope > .beside > .stated");
  if (stated) stated.value = "";
  WRITE[kind](control, EMPTY[kind](), form);
  if (node === undefined) return;
  if (stated && node instanceof Scalar && STATED.includes(node.text)) {
    stated.value = node.text;
  } else if (stated && isEmpty(node, Array) && [...stated.options].some(({ value }) => value === "none")) {
    stated.value = "none";
  } else if (fits(kind, node)) {
    WRITE[kind](control, node, form);
    control.was = node;
    // What a control cannot show is kept as it is.
    const shown = valueOf(control);
    if (shown === undefined || !same(shown, node)) control.unread = node;
  } else control.unread = node;
}

const EMPTY = {
  group: () => new Map(),
  entries: () => [],
  ticks: () => [],
  picks: () => [],
  lines: () => [],
  choice: () => text(""),
  line: () => text(""),
  prose: () => text(""),
};

function fits(kind, node) {
  if (kind === "group") return node instanceof Map;
  if (kind === "entries") return Array.isArray(node) && node.every((one) => one instanceof Map);
  if (["ticks", "picks", "lines"].includes(kind)) {
    return Array.isArray(node) && node.every((one) => one instanceof Scalar && !one.text.includes("\n"));
  }
  return node instanceof Scalar;
}

const WRITE = {
  group: (control, fields, form) => fill(control, fields, form),
  entries: (control, list, form) => {
    control.querySelector(":scope > .made").replaceChildren();
    for (const fields of list) fill(form.addEntry(control), fields, form);
  },
  ticks: (control, list) => {
    const all = control.querySelector(":scope > .all");
    const words = new Set(list.map((one) => one.text));
    for (const box of all.querySelectorAll("input")) {
      box.checked = words.delete(box.value);
      if (box.closest("label").dataset.added) box.closest("label").remove();
    }
    // A word that the page does not offer has a box of its own.
    for (const word of words) {
      const label = all.querySelector("label").cloneNode(true);
      label.dataset.added = "yes";
      label.querySelector("span").textContent = word;
      Object.assign(label.querySelector("input"), { value: word, checked: true });
      all.append(label);
    }
  },
  picks: (control, list, form) => {
    control.querySelector(":scope > .picked").replaceChildren();
    for (const one of list) form.addPick(control, one.text);
  },
  lines: (control, list) => {
    input(control).value = list.map((one) => one.text).join("\n");
  },
  choice: (control, node) => {
    const select = input(control);
    if (![...select.options].some((option) => option.value === node.text)) {
      select.append(new Option(node.text, node.text));
    }
    select.value = node.text;
  },
  line: (control, node) => {
    if (node.text.includes("\n")) toArea(control);
    input(control).value = node.text;
  },
  prose: (control, node) => {
    input(control).value = node.text;
  },
};

/** A field of one line would lose line breaks. */
function toArea(control) {
  const line = input(control);
  if (line.localName === "textarea") return;
  const area = document.createElement("textarea");
  for (const name of ["id", "aria-describedby"]) area.setAttribute(name, line.getAttribute(name));
  area.rows = 3;
  line.replaceWith(area);
}
