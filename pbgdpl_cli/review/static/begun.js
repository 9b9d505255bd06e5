// What is typed and not sent yet is kept on this machine at every pause, and stands in its fields again after a crash.
"use strict";

(() => {
  const PAUSE = 400; // milliseconds without a key
  const LONGEST = 1500; // milliseconds of typing without a pause
  const OUTLIVES = 60000; // letters a browser goes on sending when the page is gone (64 KiB, Fetch standard)

  const watch = (form) => {
    const fields = [...form.elements].filter((one) => one.name && !(one instanceof HTMLButtonElement));
    const told = document.createElement("output");
    told.className = "begun";
    form.append(told);
    const texts = fields.filter((one) => one.type !== "hidden");
    const was = JSON.parse(form.dataset.begun || "{}");
    const back = texts.filter((one) => one.name in was && one.value !== was[one.name]);
    for (const one of back) one.value = was[one.name];
    // A screen reader reads it aloud whenever it is written: at the first pause, not at every one.
    const say = (text) => { if (told.textContent !== text) told.textContent = text; };
    if (back.length || form.dataset.back) say(form.dataset.again);
    for (const fold of back.length ? [form.closest("details")] : []) if (fold) fold.open = true;

    let timer = 0;
    let since = 0;
    const keep = () => {
      clearTimeout(timer);
      timer = since = 0;
      // A form that saves value by value has saved this one already.
      if (form.dataset.before !== undefined && form.dataset.before === form.elements.value?.value) return;
      const body = new URLSearchParams({ key: form.dataset.key });
      for (const one of fields) body.append("field." + one.name, one.value);
      // The tab can be closed while this is under way, not only before it.
      const keepalive = String(body).length < OUTLIVES;
      fetch(form.dataset.keep, { method: "POST", body, keepalive }).then(
        (answer) => say(answer.ok ? form.dataset.kept : form.dataset.lost),
        () => say(form.dataset.lost),
      );
    };
    form.addEventListener("input", () => {
      since = since || Date.now();
      clearTimeout(timer);
      timer = setTimeout(keep, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
    });
    const off = () => { clearTimeout(timer); timer = since = 0; };
    form.addEventListener("submit", (event) => { if (!event.submitter || event.submitter.formMethod !== "get") off(); });
    window.addEventListener("pagehide", () => { if (timer) keep(); });
  };
  for (const form of document.querySelectorAll("form[data-keep]")) watch(form);
})();
