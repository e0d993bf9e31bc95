"use strict";
(() => {
  const one = (id) => document.getElementById(id);
  const bar = one("bar");
  if (!bar) return;
  bar.hidden = false;

  const rule = one("by-rule"), paper = one("by-paper"), words = one("by-words"), shown = one("shown");
  const chips = [...bar.querySelectorAll(".chip")];
  const groups = [...document.querySelectorAll("section.group")];
  const marks = new Map();
  for (const mark of document.querySelectorAll("mark.in-text")) {
    const own = marks.get(mark.dataset.card) || [];
    marks.set(mark.dataset.card, own.concat(mark));
  }
  const cards = [...document.querySelectorAll("article.card[data-standing]")].map((element) => ({
    element,
    standing: element.dataset.standing,
    rules: element.dataset.rules.split(" "),
    papers: element.dataset.papers.split(" "),
    marks: marks.get(element.id) || [],
    text: null,
  }));

  const holds = (card, wanted) => {
    // Read once, and only when somebody searches.
    card.text ??= card.element.textContent.replace(/\s+/g, " ").toLowerCase();
    return wanted.every((word) => card.text.includes(word));
  };

  const filter = () => {
    const pressed = new Set(chips.filter((c) => c.getAttribute("aria-pressed") === "true").map((c) => c.dataset.standing));
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      const show =
        (!pressed.size || pressed.has(card.standing)) &&
        (!rule.value || card.rules.includes(rule.value)) &&
        (!paper.value || card.papers.includes(paper.value)) &&
        holds(card, wanted);
      card.element.hidden = !show;
      for (const mark of card.marks) mark.classList.toggle("off", !show);
      count += show;
    }
    for (const group of groups) group.hidden = !group.querySelector("article.card[data-standing]:not([hidden])");
    shown.value = count === cards.length ? `all ${count} claims` : `${count} of ${cards.length} claims`;
  };

  const reset = () => {
    for (const chip of chips) chip.setAttribute("aria-pressed", "false");
    rule.value = paper.value = words.value = "";
    filter();
  };

  for (const chip of chips)
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  for (const field of [rule, paper]) field.addEventListener("change", filter);
  words.addEventListener("input", filter);
  one("reset").addEventListener("click", reset);
  one("colours").addEventListener("change", (event) => {
    document.documentElement.dataset.colours = event.target.value;
  });

  // A link to a card that the filter hides shows everything again.
  const arrive = () => {
    const target = location.hash && one(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) {
      reset();
      target.scrollIntoView();
    }
    if (target.matches("article.card")) target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", arrive);

  let at = null;
  document.addEventListener("focusin", (event) => {
    at = event.target.closest("article.card[data-standing]") || at;
  });
  const step = (by) => {
    const visible = cards.map((card) => card.element).filter((element) => !element.hidden);
    const here = visible.indexOf(at);
    const next = visible[here < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(visible.length - 1, Math.max(0, here + by))];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };
  const keys = {
    "/": () => words.focus(),
    j: () => step(1),
    k: () => step(-1),
    t: () => at && one(`${at.id}-text`) && (location.hash = `${at.id}-text`),
    c: reset,
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === words) {
      words.value = "";
      words.blur();
      filter();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !one("keys").checked) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  filter();
  arrive();
})();
