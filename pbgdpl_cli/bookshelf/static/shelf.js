/* The search of the first page. Everything is loaded by <script>: a page opened from a stick may fetch nothing. */
"use strict";
(function () {
  const STEP = 10;
  const say = globalThis.PBGDPL_WORDS, results = document.getElementById("results"), field = document.getElementById("q");
  const asked = (new URLSearchParams(location.search).get("q") || "").trim();
  globalThis.PBGDPL_TEXTS = {};

  const loaded = {};
  function load(path) {
    loaded[path] = loaded[path] || new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = path;
      script.onload = done;
      script.onerror = () => failed(new Error(path));
      document.head.append(script);
    });
    return loaded[path];
  }
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }
  const told = (name, values) => say[name].replace(/\{(\w+)\}/g, (blank, key) => values[key]);
  const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ".");

  /* A text with the sought words marked, each piece of text as text: nothing of it is read as HTML. */
  function marked(text, sought) {
    text = text.normalize("NFC");
    const pieces = [];
    let done = 0;
    for (const [start, end] of globalThis.PBGDPL_SEARCH.foundPlaces(text, sought)) {
      if (start < done) continue;
      pieces.push(text.slice(done, start), element("mark", {}, text.slice(start, end)));
      done = end;
    }
    return [...pieces, text.slice(done)];
  }
  function row(at, sought) {
    const [title, kind, page, by, cautions] = globalThis.PBGDPL_LIST[at - 1];
    const text = globalThis.PBGDPL_SEARCH.excerpt(globalThis.PBGDPL_TEXTS[at] || "", sought);
    const item = element("li", {}, element("a", { href: page }, ...marked(title, sought)),
      element("div", { class: "size" }, [kind, by].filter(Boolean).join(" · ")));
    for (const caution of cautions) item.append(element("div", { class: "caution" }, caution));
    if (text) item.append(element("p", { class: "excerpt" }, ...marked(text, sought)));
    return item;
  }
  function printed(found, words) {
    const text = found.numbers.map((at) => `${globalThis.PBGDPL_LIST[at - 1][0]}\n${globalThis.PBGDPL_TEXTS[at] || ""}`).join("\n").normalize("NFC");
    const places = globalThis.PBGDPL_SEARCH.foundPlaces(text, found.sought);
    return places.length ? text.slice(...places[0]).split(/\s+/).join(" ").toLowerCase() : words;
  }
  async function show(words, wide) {
    await Promise.all([load("du-lieu/index.js"), load("du-lieu/list.js")]);
    await load("thu-vien/forms.js");
    await load("thu-vien/search.js");
    const found = globalThis.PBGDPL_SEARCH.search(words, wide), list = element("ul", { class: "cards" });
    const texts = (from) => Promise.all(found.numbers.slice(from, from + STEP).map((at) => load(`du-lieu/van-ban/${at}.js`)));
    await texts(0);
    const total = found.numbers.length, heading = told(total ? "found" : "nothing", { number: number(total), words });
    results.replaceChildren(element("h2", { id: "found", tabindex: "-1" }, heading));
    if (total && found.how !== "close") results.append(element("p", { class: "how" }, told(found.how, { words: printed(found, words) })));
    if (total && found.widened.length) {
      const widened = found.widened.map((one) => one.join(" ")).join(", ");
      results.append(element("p", { class: "how" }, told("widened", { words: widened })));
    }
    if (found.filled) results.append(element("p", { class: "how" }, told("filled", { number: number(found.filled) })));
    results.append(list);
    const more = element("button", { type: "button" }, say.next);
    const add = () => {
      const from = list.children.length;
      return texts(from).then(() => {
        for (const at of found.numbers.slice(from, from + STEP)) list.append(row(at, found.sought));
        more.hidden = list.children.length >= total;
        if (from) list.children[from].querySelector("a").focus();
      });
    };
    more.onclick = add;
    await add();
    if (!more.hidden) results.append(more);
    if (found.apart && !wide) {
      const far = element("button", { type: "button" }, told("more", { number: number(found.apart) }));
      far.onclick = () => show(words, true);
      results.append(element("p", {}, far));
    }
    results.hidden = false;
  }

  if (!field) return;
  field.addEventListener("focus", () => load("du-lieu/index.js").catch(() => {}), { once: true });
  if (!asked) return;
  field.value = asked;
  document.title = `${asked} · ${document.title}`;
  show(asked, false).catch(() => {
    results.replaceChildren(element("p", { class: "how", role: "alert" }, say.broken));
    results.hidden = false;
  });
})();
