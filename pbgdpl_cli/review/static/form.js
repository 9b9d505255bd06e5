// The form of the metadata: every value saved when it is left, and lists that are searched while typing (the ARIA
// pattern of a combobox). Without this file each value has a button, and lists are the browser's own.
"use strict";

document.documentElement.classList.add("scripted");

const send = async (form, state) => {
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const said = await answer.json();
  if (said.reload) {
    location.hash = form.closest("section").id;
    location.reload();
    return;
  }
  form.elements.known.value = said.known;
  form.elements.base.value = said.base;
  form.querySelector("input[name=first]")?.remove();
  if (said.first !== null) {
    const first = document.createElement("input");
    Object.assign(first, { type: "hidden", name: "first", value: said.first });
    form.append(first);
    form.elements.value.value = "";
    form.elements.value.focus();
  }
  const good = said.state === "saved" || said.state === "same";
  form.elements.value.setAttribute("aria-invalid", good ? "false" : "true");
  state.className = good ? "saved" : "told";
  state.textContent = said.told;
  if (good) look();
};

// What validation says, looked for anew after every answer.
const look = async () => {
  const section = document.getElementById("findings");
  if (!section || section.contains(document.activeElement)) return;
  const answer = await fetch(section.dataset.from);
  if (!answer.ok) return;
  section.outerHTML = await answer.text();
  if (document.getElementById("findings").dataset.waiting) setTimeout(look, 1500);
};
if (document.getElementById("findings")?.dataset.waiting) setTimeout(look, 700);

const save = (form) => {
  const state = form.parentElement.querySelector("output");
  form.dataset.before = form.elements.value.value;
  send(form, state).catch(() => {
    state.className = "told";
    state.textContent = state.dataset.unsaved;
    delete form.dataset.before;
  });
};

for (const form of document.querySelectorAll(".field form.answer")) {
  const field = form.elements.value;
  form.dataset.before = field.value;
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.formMethod === "get") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    save(form);
  }, true);
  field.addEventListener("change", () => {
    // Choosing from a list changes the field first, and saves it itself.
    setTimeout(() => { if (field.value !== form.dataset.before) save(form); }, 150);
  });
}

// Lists.
const last = (text, several) => (several ? text.slice(text.lastIndexOf(";") + 1) : text);

for (const field of document.querySelectorAll("input[data-choices]")) {
  const several = /subjects|audiences/.test(field.id);
  const box = document.createElement("ul");
  let at = -1;
  let asked = 0;
  box.id = field.id + "-box";
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", field.labels[0].textContent);
  box.hidden = true;
  field.removeAttribute("list");
  const marks = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": box.id };
  for (const [name, value] of Object.entries(marks)) field.setAttribute(name, value);
  field.after(box);

  const close = () => {
    box.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (next) => {
    const options = box.children;
    if (!options.length) return;
    at = (next + options.length) % options.length;
    [...options].forEach((one, place) => one.setAttribute("aria-selected", place === at ? "true" : "false"));
    options[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[at].id);
  };
  const take = (option) => {
    const before = several ? field.value.slice(0, field.value.lastIndexOf(";") + 1) : "";
    field.value = (before ? before + " " : "") + option.dataset.value;
    close();
    if (!several && !field.dataset.leaves) save(field.form);
  };
  const show = (offers) => {
    box.replaceChildren(...offers.map((offer, place) => {
      const option = document.createElement("li");
      option.id = `${box.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.value = offer.value;
      option.textContent = offer.label;
      option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
      return option;
    }));
    box.hidden = !offers.length;
    at = -1;
    field.setAttribute("aria-expanded", offers.length ? "true" : "false");
  };
  const ask = async () => {
    const mine = ++asked;
    const address = field.dataset.choices + "?value=" + encodeURIComponent(last(field.value, several).trim());
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (answer.ok && mine === asked && document.activeElement === field) show(await answer.json());
  };
  field.addEventListener("input", ask);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    // A Vietnamese input method that is still composing uses Enter and arrows for itself.
    if (event.isComposing || event.keyCode === 229) return;
    const open = !box.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) mark(at + (event.key === "ArrowDown" ? 1 : -1));
      else ask();
    } else if (event.key === "Enter" && open && at >= 0) {
      event.preventDefault();
      take(box.children[at]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
}
