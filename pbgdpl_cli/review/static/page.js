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
    if (strip.getAttribute("src") !== mark.dataset.strip) {
      strip.classList.add("coming"); // until it is there, the picture of another line stands beside this one's text
      strip.src = mark.dataset.strip;
    }
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

  const drawing = document.getElementById("drawn");
  const svg = paper && drawing && paper.querySelector("svg");
  let drawn = null;
  let held = null; // the place that keys move

  function draw(box) {
    if (!drawn) drawn = svg.appendChild(document.createElementNS(svg.namespaceURI, "rect"));
    drawn.classList.add("drawn");
    const size = { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
    for (const [name, value] of Object.entries(size)) drawn.setAttribute(name, value);
    for (const [edge, value] of Object.entries(box)) document.getElementById("drawn-" + edge).value = Math.round(value);
    drawing.hidden = false;
  }

  // The same by keys: it begins where the line stands, or in the middle of the page.
  function begin() {
    const { width, height } = svg.viewBox.baseVal;
    const mark = paper.querySelector("rect.at");
    const near = mark ? mark.getBBox() : { x: width / 4, y: height / 3, width: width / 2, height: height / 12 };
    held = { left: near.x, top: near.y, right: near.x + near.width, bottom: near.y + near.height };
    draw(held);
    drawn.scrollIntoView({ block: "nearest" });
  }

  function steered(event) {
    const { width, height } = svg.viewBox.baseVal;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "Enter") {
      held = null;
      drawing.querySelector("button:not([disabled])").focus();
    } else if (event.key === "Escape") {
      held = null;
      drawing.hidden = true;
      drawn.remove();
      drawn = null;
    } else if (way) {
      const [right, down] = [(way[0] * width) / 100, (way[1] * height) / 100];
      const wide = held.right - held.left + (event.shiftKey ? right : 0);
      const high = held.bottom - held.top + (event.shiftKey ? down : 0);
      if (wide < width / 200 || high < height / 200) return true;
      const left = Math.min(Math.max(0, held.left + (event.shiftKey ? 0 : right)), width - wide);
      const top = Math.min(Math.max(0, held.top + (event.shiftKey ? 0 : down)), height - high);
      if (left < 0 || top < 0) return true;
      held = { left, top, right: left + wide, bottom: top + high };
      draw(held);
      drawn.scrollIntoView({ block: "nearest" });
    } else return false;
    return true;
  }

  if (strip) strip.addEventListener("load", () => strip.classList.remove("coming"));
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
    if (held && steered(event)) {
      event.preventDefault();
      return;
    }
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
    if (key === "k" && svg) begin();
    else if (LETTERS[key]) document.getElementById("do-" + LETTERS[key])?.click();
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

  if (!svg) return;

  // A place is drawn with the mouse; a click on a line goes to the line.
  const point = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const { width, height } = svg.viewBox.baseVal;
    return [Math.min(Math.max(0, at.x), width), Math.min(Math.max(0, at.y), height)];
  };
  let from = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) from = { x: event.clientX, y: event.clientY, at: point(event) };
  });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointermove", (event) => {
    if (!from || Math.abs(event.clientX - from.x) + Math.abs(event.clientY - from.y) < 8) return;
    svg.setPointerCapture(event.pointerId);
    const [x, y] = point(event);
    const [left, top] = [Math.min(x, from.at[0]), Math.min(y, from.at[1])];
    held = null;
    draw({ left, top, right: Math.max(x, from.at[0]), bottom: Math.max(y, from.at[1]) });
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
