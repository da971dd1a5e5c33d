// What was typed, kept in this browser and nowhere else.

const NAME = "atlas-form:";

/** What was kept of a record, or of a new one under the empty id. */
export function kept(id) {
  try {
    return JSON.parse(localStorage.getItem(NAME + id));
  } catch {
    return null;
  }
}

/** Keeps it; says whether the browser let it. */
export function keep(id, draft) {
  try {
    localStorage.setItem(NAME + id, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Forgets it. */
export function forget(id) {
  try {
    localStorage.removeItem(NAME + id);
  } catch {
    // Where nothing can be kept nothing is.
  }
}
