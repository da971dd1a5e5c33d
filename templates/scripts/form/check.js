// What the schema asks of a record, held against what was typed. What hangs together with other
// fields, other records, the map or today's date is found by `atlas check` alone.

import { Scalar } from "./tree.js";
import { controls, entriesOf, valueOf } from "./fields.js";

/** Every problem below an element, in the order of the page: the control and what to do. */
export function problems(above, say) {
  return controls(above).flatMap((control) => problemsOf(control, say));
}

function problemsOf(control, say) {
  const { kind, required } = control.dataset;
  const node = valueOf(control);
  if (node === undefined) {
    if (required === "true" && kind === "group") return problems(control, say);
    return required === "true" ? [{ control, message: say("required") }] : [];
  }
  const limits = JSON.parse(control.dataset.limits);
  const stated = node instanceof Scalar && control.querySelector(":scope > .beside > .stated");
  if (stated && ["undisclosed", "not-applicable"].includes(node.text)) return [];
  if (kind === "group") return problems(control, say);
  const own = Array.isArray(node) ? ofList(node, limits, say) : ofValue(node, limits, say);
  const found = own ? [{ control, message: own }] : [];
  if (kind === "entries") {
    for (const entry of entriesOf(control)) found.push(...ofEntry(entry, control.dataset.oneOf, say));
  }
  return found;
}

/** The problems of an entry; one in which nothing stands is not written and has none. */
function ofEntry(entry, oneOf, say) {
  const below = controls(entry);
  const filled = below.filter((control) => valueOf(control) !== undefined);
  if (filled.length === 0) return [];
  const found = problems(entry, say);
  const either = below.filter((control) => oneOf.split(" ").includes(control.dataset.name));
  const both = either.filter((control) => filled.includes(control));
  if (either.length === 2 && both.length !== 1) {
    const fields = either.map((control) => control.dataset.label).join(", ");
    found.unshift({ control: either[0], message: say(both.length ? "both-of" : "one-of", { fields }) });
  }
  return found;
}

function ofList(list, limits, say) {
  if (list.length < (limits.minItems ?? 0)) return say("required");
  if (list.length > limits.maxItems) return say("too-many", { limit: limits.maxItems });
  const words = list.filter((one) => one instanceof Scalar).map((one) => one.text);
  if (limits.uniqueItems && new Set(words).size < words.length) return say("twice");
  if (!limits.items) return null;
  for (const one of list) {
    const problem = one instanceof Scalar && ofValue(one, limits.items, say);
    if (problem) return problem;
  }
  return null;
}

/** What is wrong with a single value, by the words of JSON Schema. */
export function ofValue({ text }, limits, say) {
  const types = [limits.type ?? []].flat();
  const isNumber = /^-?[0-9]+(\.[0-9]+)?$/.test(text);
  if (!types.includes("string")) {
    if (types.includes("integer") && !/^-?[0-9]+$/.test(text)) return say("whole");
    if (types.includes("number") && !isNumber) return say("number");
  }
  if (isNumber && (types.includes("integer") || types.includes("number"))) {
    if (Number(text) < limits.minimum) return say("minimum", { limit: limits.minimum });
    if (Number(text) > limits.maximum) return say("maximum", { limit: limits.maximum });
  }
  if ([...text].length > limits.maxLength) return say("too-long", { limit: limits.maxLength });
  if (types.includes("string") && limits.pattern && !new RegExp(limits.pattern, "u").test(text)) {
    return say("pattern");
  }
  const day = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (day && limits.pattern?.includes("(18|19|20|21)") && !isDay(day)) return say("day");
  return null;
}

function isDay([, year, month, day]) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day);
}
