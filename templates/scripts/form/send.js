// Ways to hand a record in.

/** Addresses that are longer are refused by servers: 8 KiB is what most of them read. */
const LONGEST = 8000;

/** Longer drafts are cut by some mail programs. */
const LONGEST_MAIL = 1900;

/** The name of a file for a facility: small letters, digits and single hyphens. */
export function slugOf(name) {
  const plain = name
    .toLowerCase()
    .replace(/[æœßøłđðħıþ]/g, (letter) => LETTERS[letter])
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 80).replace(/-$/, "");
}

const LETTERS = { æ: "ae", œ: "oe", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", þ: "th" };

/** Whether a name may be that of a record's file. */
export const isSlug = (name) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= 80;

/**
 * The address of a page on which a record is proposed; `whole` says whether it brings the text
 * along.
 */
export function proposal({ repository, branch }, forge, path, text, isNew) {
  const encoded = encodeURIComponent;
  const between = forge === "gitlab" ? "/-/" : "/";
  const on = encoded(branch).replaceAll("%2F", "/");
  if (!isNew) return { href: `${repository}${between}edit/${on}/${path}`, whole: false };
  const [name, value] = forge === "gitlab" ? ["file_name", "content"] : ["filename", "value"];
  const empty = `${repository}${between}new/${on}?${name}=${encoded(path)}`;
  const full = `${empty}&${value}=${encoded(text)}`;
  return full.length <= LONGEST ? { href: full, whole: true } : { href: empty, whole: false };
}

/** The address of an e-mail's draft; where the record is too long for one it says so instead. */
export function draft(mailbox, subject, words, text) {
  const address = (body) =>
    `mailto:${mailbox}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
  const full = address(`${words.hello}\n\n${text}`);
  if (full.length <= LONGEST_MAIL) return { href: full, whole: true };
  return { href: address(`${words.hello}\n\n${words.paste}`), whole: false };
}

/** Copies a text; says whether the browser let it. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Saves a text as a file. */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
