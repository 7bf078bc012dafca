"use strict";
(() => {
  const element = document.getElementById("data");
  const { findings, words } = JSON.parse(element.textContent);
  const list = document.getElementById("list");
  if (!list) return;
  const PAGE = 200;
  const search = document.getElementById("search");
  const more = document.getElementById("more");
  const shown = document.getElementById("shown");
  const boxes = [...document.querySelectorAll("[name=severity]")];
  const buttons = [...document.querySelectorAll(".bars button")];
  const chosen = { rule: "", path: "" };
  let found = [];
  let end = 0;

  for (const one of findings) one.haystack = (one.path + "\n" + one.rule + "\n" + one.message + "\n" + one.text).toLowerCase();

  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  const card = (one) => {
    const box = make("article");
    box.tabIndex = -1;
    const said = make("p", "said");
    said.append(make("b", one.severity, words[one.severity]), make("span", "", one.message), make("span", "rule", one.rule + "  " + one.line + ":" + one.column));
    box.append(said);
    if (one.text) {
      const text = make("p", "text");
      text.append(one.text.slice(0, one.from), make("mark", "", one.text.slice(one.from, one.to) || " "), one.text.slice(one.to));
      box.append(text);
    }
    for (const near of one.related) box.append(make("p", "near", "↳ " + near));
    return box;
  };

  const grow = () => {
    const part = document.createDocumentFragment();
    const stop = Math.min(end + PAGE, found.length);
    for (; end < stop; end++) {
      if (end === 0 || found[end].path !== found[end - 1].path) part.append(make("h3", "path", found[end].path));
      part.append(card(found[end]));
    }
    list.append(part);
    more.hidden = end >= found.length;
  };

  const filter = () => {
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = findings.filter((one) =>
      severities.has(one.severity) && (!chosen.rule || one.rule === chosen.rule) && (!chosen.path || one.path === chosen.path) &&
      terms.every((term) => one.haystack.includes(term)));
    end = 0;
    list.replaceChildren();
    grow();
    shown.textContent = words.shown.replace("{n}", found.length.toLocaleString()).replace("{all}", findings.length.toLocaleString());
    for (const button of buttons) {
      const kind = button.dataset.rule !== undefined ? "rule" : "path";
      button.setAttribute("aria-pressed", String(chosen[kind] === button.dataset[kind]));
    }
  };

  const step = (by) => {
    const cards = [...list.querySelectorAll("article")];
    let at = cards.indexOf(document.activeElement) + by;
    if (at >= cards.length && !more.hidden) { grow(); return step(by); }
    at = Math.max(0, Math.min(at, cards.length - 1));
    if (cards[at]) { cards[at].focus({ preventScroll: true }); cards[at].scrollIntoView({ block: "center" }); }
  };

  const reset = () => {
    search.value = "";
    chosen.rule = chosen.path = "";
    for (const box of boxes) box.checked = true;
    filter();
  };

  search.addEventListener("input", filter);
  for (const box of boxes) box.addEventListener("change", filter);
  for (const button of buttons) button.addEventListener("click", () => {
    const kind = button.dataset.rule !== undefined ? "rule" : "path";
    chosen[kind] = chosen[kind] === button.dataset[kind] ? "" : button.dataset[kind];
    filter();
  });
  more.addEventListener("click", grow);
  document.getElementById("reset").addEventListener("click", reset);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = document.activeElement === search;
    if (event.key === "Escape") { search.blur(); reset(); }
    else if (typing) return;
    else if (event.key === "/") { event.preventDefault(); search.focus(); }
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });
  filter();
})();
