// Keys for what the buttons do; every page works without this file.
"use strict";

const field = document.querySelector("input[name=text]");
const first =
  document.querySelector("textarea.again, table.grid textarea") ||
  field || document.getElementById("begin") || document.querySelector("button.first");
const onPage = document.getElementById("lines");
if (first && !location.hash && !onPage) first.focus({ preventScroll: first.id === "begin" });
if (field && !onPage) {
  field.setSelectionRange(field.value.length, field.value.length);
}

// A Vietnamese input method that is still composing uses Enter for itself.
const isComposing = (event) => event.isComposing || event.keyCode === 229;

document.addEventListener("keydown", (event) => {
  if (isComposing(event)) {
    if (event.key === "Enter") event.preventDefault();
    return;
  }
  // A key that is held down answers one place, not all that come after it.
  if (event.repeat && event.key === "Enter") {
    event.preventDefault();
    return;
  }
  const active = document.activeElement;
  const typing = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
  // In a table, Enter takes it as it does everywhere; Shift+Enter is a line of a cell.
  if (event.key === "Enter" && !event.shiftKey && active instanceof HTMLTextAreaElement) {
    event.preventDefault();
    active.form.requestSubmit(active.form.querySelector("button.first"));
    return;
  }
  const press = (id) => {
    const button = document.getElementById(id);
    if (button) {
      event.preventDefault();
      button.click();
    }
  };
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) press("later");
  else if (event.altKey && /^[1-9]$/.test(event.key)) press("reading-" + event.key);
  else if (event.altKey && event.key.toLowerCase() === "z") press("undo");
  else if (event.altKey && event.key.toLowerCase() === "r") press("read-anew");
  else if (event.altKey && event.key.toLowerCase() === "n") openNote(event);
  else if (event.key === "F2") press("context");
  else if (event.key === "F1" || (event.key === "?" && !typing)) press("keys");
});

const openNote = (event) => {
  const note = document.getElementById("note");
  if (!note) return;
  event.preventDefault();
  note.closest("details").open = true;
  note.focus();
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-reading]");
  if (!button) return;
  field.value = button.dataset.reading;
  field.focus();
});

// A place is read anew beside the field, which stays as it is.
const anew = document.getElementById("anew");
const again = document.getElementById("read-anew");
async function follow() {
  for (;;) {
    const answer = await fetch(again.formAction);
    anew.innerHTML = await answer.text();
    if (answer.status !== 202) return;
    await new Promise((done) => setTimeout(done, 400));
  }
}
if (again) {
  again.addEventListener("click", async (event) => {
    event.preventDefault();
    await fetch(again.formAction, { method: "POST", body: new URLSearchParams({ quiet: "yes" }) });
    follow();
  });
  if (anew.hasAttribute("data-reading-now")) follow();
}

const keys = document.getElementById("keys");
const dialog = document.querySelector("dialog");
if (keys && dialog) {
  keys.addEventListener("click", () => {
    dialog.showModal();
    dialog.scrollTop = 0; // its button has the focus, and stands below what one wants to read
  });
}

// One answer a place, however long the key is held down.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}

// A page that the browser kept for its back button can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});

// Back on a page of a document, the line that was put right has the focus; of a citation, what is done with it first.
const goToWanted = () => {
  const wanted = location.hash && document.getElementById(location.hash.slice(1));
  const active = document.activeElement;
  // A browser takes the focus to what the address names once more when the page is there; what has it by then keeps it.
  if (!wanted || (active && active !== document.body && active !== wanted)) return;
  (wanted.querySelector(".begin-here") || wanted).focus({ preventScroll: wanted.tagName === "SECTION" });
};
goToWanted();
window.addEventListener("pageshow", goToWanted);
window.addEventListener("hashchange", () => {
  document.activeElement.blur();
  goToWanted();
});
