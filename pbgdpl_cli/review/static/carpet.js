// Keys for many places on one screen. Nothing is confirmed that was not seen: pictures that are not there yet, and
// places that were not on the screen yet, hold Enter back.
"use strict";

const carpet = document.querySelector("form.carpet");
const words = document.getElementById("words");

if (carpet && words) {
  const tiles = [...carpet.querySelectorAll(".spot")];
  const confirm = document.getElementById("confirm");
  const told = document.getElementById("told");
  const seen = new Set();
  const SHARE = 0.6; // of a place that has to be on the screen
  let chosen = null; // the place whose page F2 shows

  const markOf = (tile) => tile.querySelector("input[name=odd], input[name=blank], input[name=take]");
  const laterOf = (tile) => tile.querySelector("input[name=later]");
  const tell = (text) => { told.textContent = text; };
  const watcher = new IntersectionObserver(
    (entries) => entries.forEach((entry) => {
      if (!entry.isIntersecting) return;
      seen.add(entry.target);
      entry.target.dataset.seen = "yes";
    }), { threshold: SHARE });
  tiles.forEach((tile) => watcher.observe(tile));

  const tellState = (tile) => {
    const later = laterOf(tile);
    const state = later && later.checked ? "later" : markOf(tile).checked ? "odd" : "plain";
    const reading = tile.querySelector(".reading");
    tell(words.dataset[state] + (reading ? ": " + reading.textContent : ""));
  };
  const toggle = (tile, box, other) => {
    if (!box || box.disabled) return;
    box.checked = !box.checked;
    if (other && box.checked) other.checked = false;
    tellState(tile);
  };
  const tileOfFocus = () => document.activeElement && document.activeElement.closest(".spot");
  const choose = (tile) => {
    chosen = tile;
    const mark = markOf(tile);
    (mark.disabled ? tile.querySelector("a") : mark).focus();
    tile.scrollIntoView({ block: "nearest" });
  };

  // Whatever would be taken without a further mark has to have been seen.
  const isTaken = (tile) => {
    const mark = markOf(tile);
    return mark.name === "odd" ? !mark.checked && !laterOf(tile).checked : mark.checked;
  };
  const isReady = () => {
    const taken = tiles.filter(isTaken);
    const unseen = taken.find((tile) => !seen.has(tile));
    if (unseen) {
      tell(words.dataset.unseen);
      unseen.scrollIntoView({ block: "start" });
      unseen.querySelector("img") && (unseen.querySelector("img").loading = "eager");
      return false;
    }
    const pictures = taken.flatMap((tile) => [...tile.querySelectorAll("img")]);
    if (pictures.every((picture) => picture.complete && picture.naturalWidth)) return true;
    tell(words.dataset.loading);
    return false;
  };
  carpet.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter !== confirm) return;
    if (isReady()) return;
    event.preventDefault();
    delete carpet.dataset.sent;
  });
  // A picture that cannot be shown is looked at one by one.
  for (const picture of carpet.querySelectorAll(".spot img")) {
    picture.addEventListener("error", () => {
      const later = laterOf(picture.closest(".spot"));
      if (later) later.checked = true;
    });
  }

  const beside = (tile, key) => {
    const at = tiles.indexOf(tile);
    if (key === "ArrowRight") return tiles[at + 1];
    if (key === "ArrowLeft") return tiles[at - 1];
    const down = key === "ArrowDown" ? 1 : -1;
    const here = tile.getBoundingClientRect();
    const middle = here.left + here.width / 2;
    const rows = tiles.filter((one) => down * (one.getBoundingClientRect().top - here.top) > 1);
    if (!rows.length) return undefined;
    const tops = rows.map((one) => one.getBoundingClientRect().top);
    const top = down > 0 ? Math.min(...tops) : Math.max(...tops);
    const distance = (one) => {
      const box = one.getBoundingClientRect();
      return Math.abs(box.left + box.width / 2 - middle) + (Math.abs(box.top - top) > 1 ? 1e6 : 0);
    };
    return rows.reduce((best, one) => (distance(one) < distance(best) ? one : best));
  };

  const around = () => {
    const tile = tileOfFocus() || chosen || tiles[0];
    const box = document.createElement("dialog");
    box.id = "around";
    box.setAttribute("aria-label", words.dataset.page);
    const title = document.createElement("h2");
    title.textContent = tile.dataset.title || words.dataset.page;
    const strip = document.createElement("img");
    strip.className = "strip";
    strip.src = tile.dataset.strip;
    strip.alt = "";
    const sheet = document.createElement("div");
    sheet.className = "sheet";
    const picture = document.createElement("img");
    picture.src = tile.dataset.page;
    picture.alt = words.dataset.page;
    sheet.append(picture);
    if (tile.dataset.box) {
      const mark = document.createElement("div");
      const [left, top, width, height] = tile.dataset.box.split(" ").map((part) => part / 10 + "%");
      Object.assign(mark.style, { left, top, width, height });
      picture.addEventListener("load", () => { sheet.append(mark); mark.scrollIntoView({ block: "center" }); });
    }
    const form = document.createElement("form");
    form.method = "dialog";
    const close = document.createElement("button");
    close.textContent = words.dataset.close;
    form.append(close);
    box.append(title, form, strip, sheet);
    box.addEventListener("close", () => { box.remove(); choose(tile); });
    document.body.append(box);
    box.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (document.querySelector("dialog[open]")) return;
    const focus = document.activeElement;
    const tile = tileOfFocus();
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = tile ? beside(tile, event.key) : tiles.find((one) => seen.has(one)) || tiles[0];
      if (next) choose(next);
    } else if (event.key === "x" || event.key === "X" || event.key === "Delete") {
      event.preventDefault();
      if (tile) toggle(tile, markOf(tile), laterOf(tile));
    } else if (event.key === " " && !(focus instanceof HTMLButtonElement && focus.id !== "confirm")) {
      event.preventDefault();
      if (tile && laterOf(tile)) toggle(tile, laterOf(tile), markOf(tile));
      else if (tile) toggle(tile, markOf(tile), null);
      else document.getElementById("later").click();
    } else if (event.key === "F2") {
      event.preventDefault();
      around();
    } else if (event.key === "Enter" && !(focus instanceof HTMLAnchorElement)
      && !(focus instanceof HTMLButtonElement && focus !== confirm)) {
      event.preventDefault(); // a key that is held down confirms one screen
      if (!event.repeat) confirm.click();
    }
  });
  for (const tile of tiles) {
    tile.addEventListener("focusin", () => { chosen = tile; });
    const [mark, later] = [markOf(tile), laterOf(tile)];
    mark.addEventListener("change", () => { if (mark.checked && later) later.checked = false; tellState(tile); });
    if (later) later.addEventListener("change", () => { if (later.checked) mark.checked = false; tellState(tile); });
  }
  for (const button of carpet.querySelectorAll("button[data-all]")) {
    button.addEventListener("click", () => {
      for (let one = button.closest(".group").nextElementSibling; one && one.matches(".spot"); one = one.nextElementSibling) {
        if (!markOf(one).checked) toggle(one, markOf(one), laterOf(one));
      }
    });
  }
  // No place is chosen yet: Space puts the whole screen off.
  document.getElementById("content").focus();
  window.scrollTo(0, 0);
}
