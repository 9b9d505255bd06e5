// Search without a server: the index is a script, so that it also loads from a disk. Typed without marks, words are
// found with any marks; typed with marks, only with these.
(function () {
  "use strict";
  var here = document.currentScript.dataset;
  var field = document.getElementById("search-words");
  var list = document.getElementById("search-found");
  var MOST = 30; // results shown
  var AROUND = 70; // characters of text on each side of what was found
  var pages = null;

  function small(text) {
    return text.normalize("NFC").toLowerCase();
  }

  function unmarked(text) {
    return small(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }

  function prepared(page) {
    var title = small(page.title), text = small(page.text);
    return { page: page, title: title, text: text, bareTitle: unmarked(title), bareText: unmarked(text) };
  }

  function score(entry, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i++) {
      var word = words[i], bare = unmarked(word) === word;
      var inTitle = (bare ? entry.bareTitle : entry.title).indexOf(word) >= 0;
      var times = (bare ? entry.bareText : entry.text).split(word).length - 1;
      if (!inTitle && !times) return 0;
      sum += (inTitle ? 20 : 0) + Math.min(times, 10);
    }
    return sum;
  }

  function excerpt(entry, words) {
    var word = words[0], bare = unmarked(word) === word;
    var at = Math.max(0, (bare ? entry.bareText : entry.text).indexOf(word));
    var from = Math.max(0, at - AROUND);
    return (from ? "… " : "") + entry.page.text.slice(from, at + word.length + AROUND) + " …";
  }

  function shown(entry, words) {
    var box = document.createElement("article"), link = document.createElement("a"), about = document.createElement("p");
    link.href = here.base.replace(/\/?$/, "/") + entry.page.location;
    link.textContent = entry.page.title;
    about.textContent = excerpt(entry, words);
    box.append(link, about);
    return box;
  }

  function search() {
    var words = small(field.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (!words.length || !pages) return;
    var found = pages.map(function (entry) { return { entry: entry, score: score(entry, words) }; })
      .filter(function (one) { return one.score; })
      .sort(function (a, b) { return b.score - a.score; });
    if (!found.length) list.textContent = list.dataset.none;
    found.slice(0, MOST).forEach(function (one) { list.append(shown(one.entry, words)); });
  }

  function load() {
    field.focus();
    if (pages) return;
    var script = document.createElement("script");
    script.src = here.base.replace(/\/?$/, "/") + "search/pages.js";
    script.onload = function () {
      pages = window.PBGDPL_PAGES.filter(function (page) {
        return !here.language || page.location.indexOf(here.language + "/") === 0;
      }).map(prepared);
      search();
    };
    document.head.append(script);
  }

  document.getElementById("mkdocs_search_modal").addEventListener("shown.bs.modal", load);
  field.addEventListener("input", search);
})();
