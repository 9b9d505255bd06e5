// The page of a document: lines by the arrow keys, the picture follows; every page works without this file.
"use strict";

(() => {
  const lines = [...document.querySelectorAll("a[data-line]:not(.chip)")].filter((one) => one.dataset.number);
  const paper = document.getElementById("paper");
  if (!lines.length && !paper) return;
  const strip = document.getElementById("strip");
  const fields = { from: document.getElementById("tool-from"), to: document.getElementById("tool-to") };
  let begun = null;

  const markOf = (key) => paper && paper.querySelector(`rect[data-line="${key}"]`);

  function show(line) {
    if (paper) for (const one of paper.querySelectorAll("rect.at")) one.classList.remove("at");
    for (const one of lines) one.classList.toggle("at", one === line);
    const mark = markOf(line.dataset.line);
    if (!mark) return;
    mark.classList.add("at");
    mark.scrollIntoView({ block: "center", inline: "nearest" });
    if (strip.getAttribute("src") !== mark.dataset.strip) strip.src = mark.dataset.strip;
    strip.hidden = false;
  }

  function choose(line, further) {
    const at = lines.indexOf(line);
    if (!further || begun === null) begun = at;
    const [first, last] = [Math.min(begun, at), Math.max(begun, at)];
    lines.forEach((one, place) => one.classList.toggle("chosen", further && place >= first && place <= last));
    if (fields.from) fields.from.value = lines[first].dataset.number;
    if (fields.to) fields.to.value = lines[last].dataset.number;
  }

  function go(line, further) {
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
    choose(line, further);
  }

  for (const line of lines) line.addEventListener("focus", () => show(line));

  const start = location.hash && document.getElementById(location.hash.slice(1));
  const current = start || document.querySelector("a[data-line].at");
  if (current && lines.includes(current)) go(current, false);

  const LETTERS = { j: "join", p: "paragraph", h: "heading", b: "picture", d: "stamp", v: "handwriting", t: "table" };

  document.addEventListener("keydown", (event) => {
    const active = document.activeElement;
    const typing = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
    if (typing || event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (document.querySelector("dialog[open]")) return;
    const at = lines.indexOf(active);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && lines.length) {
      if (active.id === "content" || active === document.body || at >= 0) {
        event.preventDefault();
        go(lines[at < 0 ? 0 : Math.min(lines.length - 1, Math.max(0, at + step))], event.shiftKey && at >= 0);
      }
      return;
    }
    const turn = { PageDown: "page-after", PageUp: "page-before" }[event.key];
    const link = turn && document.getElementById(turn);
    if (link) {
      event.preventDefault();
      link.click();
      return;
    }
    const key = event.key.toLowerCase();
    if (LETTERS[key]) document.getElementById("do-" + LETTERS[key])?.click();
    else if (key === "m" || key === "s") {
      event.preventDefault();
      document.getElementById(key === "m" ? "tool-before" : "tool-words")?.focus();
    }
  });

  // In the fields of the tools, Enter does what stands beside the field, never the first thing of the form.
  for (const [name, button] of [["before", "do-move"], ["words", "do-split"]]) {
    document.getElementById("tool-" + name)?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      document.getElementById(button).click();
    });
  }

  // A place is drawn with the mouse; a click on a line goes to the line.
  const drawing = document.getElementById("drawn");
  const svg = paper && paper.querySelector("svg");
  if (!svg) return;
  const point = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const { width, height } = svg.viewBox.baseVal;
    return [Math.min(Math.max(0, at.x), width), Math.min(Math.max(0, at.y), height)];
  };
  let from = null;
  let drawn = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) from = { x: event.clientX, y: event.clientY, at: point(event) };
  });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointermove", (event) => {
    if (!from || Math.abs(event.clientX - from.x) + Math.abs(event.clientY - from.y) < 8) return;
    svg.setPointerCapture(event.pointerId);
    if (!drawn) drawn = svg.appendChild(document.createElementNS(svg.namespaceURI, "rect"));
    const [x, y] = point(event);
    const [left, top] = [Math.min(x, from.at[0]), Math.min(y, from.at[1])];
    const box = { left, top, right: Math.max(x, from.at[0]), bottom: Math.max(y, from.at[1]) };
    drawn.classList.add("drawn");
    const size = { x: left, y: top, width: box.right - left, height: box.bottom - top };
    for (const [name, value] of Object.entries(size)) drawn.setAttribute(name, value);
    for (const [edge, value] of Object.entries(box)) document.getElementById("drawn-" + edge).value = Math.round(value);
    drawing.hidden = false;
    from.moved = true;
  });
  svg.addEventListener("pointerup", () => {
    if (from && from.moved) drawing.querySelector("button:not([disabled])").focus();
    setTimeout(() => (from = null));
  });
  svg.addEventListener("click", (event) => {
    if (from && from.moved) {
      event.preventDefault();
      return;
    }
    const mark = event.target.closest("rect[data-line]");
    const line = mark && document.getElementById(mark.dataset.line);
    if (!line) return;
    event.preventDefault();
    go(line, event.shiftKey);
  });
})();
