// In every page of `atlas serve`: loads the page again when the atlas has changed, and shows what is
// wrong with its files until it is mended.
(() => {
  "use strict";
  // A page in a frame is loaded with the page around it.
  if (window.top !== window) return;
  const own = document.currentScript.dataset.state;
  let source = null;
  let panel = null;
  let hidden = "";

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  const entry = finding => {
    const item = element("li", "", { class: finding.severity });
    item.append(element("code", `${finding.path}:${finding.line}:${finding.column}`));
    const message = element("p");
    message.append(element("strong", finding.severity), `: ${finding.message} `);
    if (finding.url) message.append(element("a", finding.rule, { href: finding.url }));
    item.append(message);
    if (finding.hint) item.append(element("p", finding.hint, { class: "hint" }));
    return item;
  };

  // The panel keeps its own styles, and the page keeps its own.
  const open = () => {
    const host = element("atlas-findings");
    panel = host.attachShadow({ mode: "open" });
    panel.append(element("link", "", { rel: "stylesheet", href: "/-/serve.css" }));
    // What comes into a region that is already there is read aloud.
    panel.append(element("section", "", { role: "status", "aria-label": "Findings of the check" }));
    document.body.append(host);
  };

  const show = news => {
    const { failure, findings = [], errors = 0, warnings = 0 } = news;
    const text = JSON.stringify([failure, findings]);
    const nothing = !failure && findings.length === 0;
    if (!panel && (nothing || hidden === text)) return;
    if (!panel) open();
    const region = panel.querySelector("section");
    if (nothing || hidden === text) {
      region.replaceChildren();
      region.hidden = true;
      if (nothing) hidden = "";
      return;
    }
    const stops = Boolean(failure) || errors > 0;
    const counts = [];
    if (failure) counts.push("No site can be made");
    if (errors) counts.push(counted(errors, "error"));
    if (warnings) counts.push(counted(warnings, "warning"));
    const box = element("details");
    box.open = stops;
    box.append(element("summary", counts.join(", ")));
    if (stops) box.append(element("p", "This page shows the last state without errors."));
    if (failure) box.append(element("pre", failure));
    const list = element("ul");
    list.append(...findings.map(entry));
    if (findings.length) box.append(list);
    const left = errors + warnings - findings.length;
    if (left > 0) box.append(element("p", `${left} more are in the terminal.`));
    const close = element("button", "Hide", { type: "button" });
    close.addEventListener("click", () => {
      hidden = text;
      show(news);
    });
    region.className = stops ? "stops" : "warns";
    region.hidden = false;
    region.replaceChildren(box, close);
  };

  const listen = () => {
    source?.close();
    source = new EventSource("/-/events");
    source.addEventListener("news", event => {
      const news = JSON.parse(event.data);
      if (news.state === own) show(news);
      else location.reload();
    });
  };

  // A browser keeps six connections to one host: pages that nobody sees take none of them.
  const follow = () => {
    if (document.hidden) source?.close();
    else listen();
  };
  document.addEventListener("visibilitychange", follow);
  // A page that comes back from the browser's memory may be old.
  window.addEventListener("pageshow", event => event.persisted && follow());
  window.addEventListener("pagehide", () => source?.close());
  follow();
})();
