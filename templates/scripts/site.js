// Runs on every page before it is shown: puts on the colours that the reader chose, and tells the
// style sheet that scripts run. No module, so that nothing is shown in the wrong colours first.
"use strict";
{
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const system = () => (dark.matches ? "dark" : "light");

  // Storage may be switched off; then the choice holds for one page.
  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const store = (theme) => {
    try {
      if (theme === system()) localStorage.removeItem("theme");
      else localStorage.setItem("theme", theme);
    } catch {
      // Nothing to do: the page shows the choice all the same.
    }
  };

  const chosen = stored();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  // Modules do not load from a folder of files: there pages stay as they are without scripts.
  if (location.protocol !== "file:") root.classList.add("js");
  // Nor do they in an old browser: then what they would have stood for is shown again.
  addEventListener("load", () => {
    const explorer = document.getElementById("explorer");
    if (explorer && !("started" in explorer.dataset)) root.classList.remove("js");
  });

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    const theme = () => root.dataset.theme || system();
    const show = () => button.setAttribute("aria-pressed", String(theme() === "dark"));
    button.addEventListener("click", () => {
      root.dataset.theme = theme() === "dark" ? "light" : "dark";
      store(root.dataset.theme);
      show();
    });
    dark.addEventListener("change", show);
    show();
    button.hidden = false;
  });
}
