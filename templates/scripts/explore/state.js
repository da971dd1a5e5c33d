// The state of the explorer as the address has it, so that every state can be kept and shared.

/** What the address says; what it should not hold is passed over. */
export function fromAddress(query, facets) {
  const asked = new URLSearchParams(query);
  const list = (name) => (asked.get(name) ?? "").split(",").filter(Boolean);
  return {
    q: asked.get("q") ?? "",
    chosen: facets.map(({ id, choices }) => {
      const wanted = new Set(list(id));
      return choices.flatMap(([slug], at) => (wanted.has(slug) ? [at] : []));
    }),
    near: townOf(asked.get("near")),
    sort: asked.get("sort") ?? "",
    page: Math.max(1, Number.parseInt(asked.get("page") ?? "1", 10) || 1),
    short: [...new Set(list("short").filter((id) => /^[a-z]{2}\/[a-z0-9-]+$/.test(id)))],
  };
}

/** The address of a state, without the question mark where nothing is chosen. */
export function toAddress(state, facets) {
  const parts = [];
  const put = (name, value) => value && parts.push(`${name}=${encode(value)}`);
  put("q", state.q.trim());
  facets.forEach(({ id, choices }, facet) => {
    put(id, state.chosen[facet].map((at) => choices[at][0]).join(","));
  });
  if (state.near) put("near", `${state.near.at.join(",")},${state.near.name}`);
  put("sort", state.sort);
  if (state.page > 1) put("page", String(state.page));
  put("short", state.short.join(","));
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

// Commas and slashes may stand in a query, and are easier to read than their codes.
function encode(value) {
  return encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%20", "+");
}

/** `52.16,4.49,Leiden (NL)` */
function townOf(text) {
  const [north, east, ...name] = (text ?? "").split(",");
  const at = [Number(north), Number(east)];
  const placed = name.length > 0 && Math.abs(at[0]) <= 90 && Math.abs(at[1]) <= 180;
  return placed ? { at, name: name.join(",") } : null;
}
