/* Finds materials as `pbgdpl search` does: this is pbgdpl_cli/search, said once more for browsers.
   What stands in which module there is named at each part; a test holds both to the same answers. */
"use strict";
(function (root) {
  const APART = 4294967296;  // puts columns apart: a place is column * APART + position
  const ENOUGH = 10, NEAR = 8, MOST_WORDS = 24, MOST_TIMES = 3, MOST_WEIGHED = 5000, MANY = 2000, RARER = 20;
  const COLUMNS = ["title", "heading", "about", "acts_own", "acts", "text"];
  const WEIGHTS = { exact: [1e5, 300, 3, 1e5, 2, 1], plain: [1e5, 300, 3, 0, 0, 1] };
  const ACTS = new Set([3, 4]), TITLE = new Set([0]), OWN = new Set([3]), ALL = new Set([0, 1, 2, 3, 4, 5]);
  const TABLES = { exact: ALL, plain: new Set([0, 1, 2, 5]) };
  const ix = root.PBGDPL_INDEX;
  const pattern = (name, flags) => new RegExp(ix.patterns[name], "u" + flags);
  const unique = (list) => [...new Set(list)];
  const same = (one, other) => one.length === other.length && one.every((word, at) => word === other[at]);

  /* ---- words ---- */
  const WORD = /[\p{L}\p{N}]+/gu;
  const bases = new Map();
  function baseLetter(letter) {
    if (!bases.has(letter)) {
      const first = letter.normalize("NFD")[0];
      bases.set(letter, letter === "đ" ? "d" : letter === "Đ" ? "D" : /^[A-Za-z]$/.test(first) ? first : letter);
    }
    return bases.get(letter);
  }
  const unmarked = (text) => Array.from(text, baseLetter).join("");
  const hasMarks = (word) => unmarked(word) !== word;
  const newer = pattern("placement", "g");
  function indexForm(text) {
    const composed = text.normalize("NFC");
    let small = composed.toLowerCase();
    if (small.length !== composed.length)
      small = Array.from(composed, (letter) => Array.from(letter.toLowerCase())[0]).join("");
    return small.replace(newer, (found) => ix.placement[found]);
  }
  const wordsOf = (text) => text.match(WORD) || [];
  const syllables = new Set(ix.syllables.split(" ")), plainSyllables = new Set(ix.unmarked.split(" "));
  const isSyllable = (word) => syllables.has(word);
  const { joined, parted, otherForms } = root.PBGDPL_FORMS(unmarked, hasMarks);

  /* ---- tables and matching ---- */
  const exactWords = ix.words ? ix.words.split(" ") : [];
  const packed = ix.places ? ix.places.split(" ") : [];
  const numberOf = new Map(exactWords.map((word, at) => [word, at]));
  const folded = new Map();
  (ix.folded ? ix.folded.split(" ") : []).forEach((word, at) => {
    if (!folded.has(word)) folded.set(word, []);
    folded.get(word).push(at);
  });
  const unpackedOnes = new Map();
  function unpacked(at) {
    if (!unpackedOnes.has(at)) unpackedOnes.set(at, unpack(root.atob(packed[at])));
    return unpackedOnes.get(at);
  }
  function unpack(bytes) {
    let next = 0;
    const number = () => {
      let value = 0, factor = 1, byte;
      do { byte = bytes.charCodeAt(next++); value += (byte & 127) * factor; factor *= 128; } while (byte > 127);
      return value;
    };
    const found = new Map();
    let doc = 0;
    while (next < bytes.length) {
      doc += number();
      const places = [];
      let column = 0, offset = 0;
      for (let left = number(); left > 0; left--) {
        const said = number(), here = said % 8;
        if (here !== column) offset = 0;
        column = here;
        offset += Math.floor(said / 8);
        places.push(column * APART + offset);
      }
      found.set(doc, places);
    }
    return found;
  }
  const column = (place) => Math.floor(place / APART);
  function restricted(found, columns) {
    if (columns.size === COLUMNS.length) return found;
    const kept = new Map();
    for (const [doc, places] of found) {
      const inside = places.filter((place) => columns.has(column(place)));
      if (inside.length) kept.set(doc, inside);
    }
    return kept;
  }
  const known = new Map();
  function placesOf(table, word) {
    const key = table + " " + word;
    if (!known.has(key)) known.set(key, lookedUp(table, word));
    return known.get(key);
  }
  function lookedUp(table, word) {
    if (table === "exact") return numberOf.has(word) ? unpacked(numberOf.get(word)) : new Map();
    const merged = new Map();
    for (const at of folded.get(unmarked(word)) || [])
      for (const [doc, places] of restricted(unpacked(at), TABLES.plain))
        merged.set(doc, merged.has(doc) ? [...merged.get(doc), ...places].sort((a, b) => a - b) : places);
    return new Map([...merged].sort((a, b) => a[0] - b[0]));
  }
  function phrasePlaces(table, words, columns) {
    const [first, ...others] = parted(words).map((word) => placesOf(table, word));
    const found = new Map();
    for (const [doc, places] of first) {
      if (!others.every((other) => other.has(doc))) continue;
      const sets = others.map((other) => new Set(other.get(doc)));
      const held = sets.length ? places.filter((place) => sets.every((set, at) => set.has(place + at + 1))) : places;
      if (held.length) found.set(doc, held);
    }
    return restricted(found, columns);
  }
  /* Places of words that stand near each other in one text, as fts5ExprNearIsMatch of SQLite finds them. */
  function nearPlaces(lists, lengths) {
    const at = lists.map(() => 0), out = lists.map(() => []);
    const here = (i) => lists[i][at[i]], ahead = (i) => (at[i] + 1 < lists[i].length ? lists[i][at[i] + 1] : Infinity);
    const step = (i) => { at[i] += 1; return at[i] >= lists[i].length; };
    for (;;) {
      let most = here(0), match;
      do {
        match = true;
        for (let i = 0; i < lists.length; i++) {
          const least = most - lengths[i] - NEAR;
          if (here(i) < least || here(i) > most) {
            match = false;
            while (here(i) < least) if (step(i)) return out[0].length ? out : null;
            if (here(i) > most) most = here(i);
          }
        }
      } while (!match);
      for (let i = 0; i < lists.length; i++)
        if (!out[i].length || out[i][out[i].length - 1] !== here(i)) out[i].push(here(i));
      let least = ahead(0), advance = 0;
      for (let i = 1; i < lists.length; i++) if (ahead(i) < least) { least = ahead(i); advance = i; }
      if (step(advance)) return out[0].length ? out : null;
    }
  }
  const phrase = (words) => ({ op: "phrase", words: [...words] });
  const near = (words) => ({ op: "near", words: unique(words) });
  const everywhere = (words) => ({ op: "and", parts: unique(words).map((word) => phrase([word])) });
  const neighbours = (words) => {
    const pairs = new Map();
    for (let i = 0; i + 1 < words.length; i++) pairs.set(words[i] + " " + words[i + 1], [words[i], words[i + 1]]);
    return { op: "and", parts: [{ op: "or", parts: [...pairs.values()].map(phrase) }, everywhere(words)] };
  };
  /* Material → [number of materials that have the phrase, its places there], one for each phrase that stands there. */
  function matches(table, node, columns) {
    if (node.op === "phrase") {
      const found = phrasePlaces(table, node.words, columns);
      return new Map([...found].map(([doc, places]) => [doc, [[found.size, places]]]));
    }
    if (node.op === "near") {
      const lists = node.words.map((word) => phrasePlaces(table, [word], columns)), found = new Map();
      const lengths = node.words.map((word) => parted([word]).length);
      for (const doc of lists[0].keys()) {
        if (!lists.every((list) => list.has(doc))) continue;
        const places = lists.length > 1 ? nearPlaces(lists.map((list) => list.get(doc)), lengths) : [lists[0].get(doc)];
        if (places) found.set(doc, places.map((held, at) => [lists[at].size, held]));
      }
      return found;
    }
    const parts = node.parts.map((part) => matches(table, part, columns)), found = new Map();
    const docs = node.op === "and" ? [...(parts[0] || new Map()).keys()].filter((doc) => parts.every((part) => part.has(doc)))
      : unique(parts.flatMap((part) => [...part.keys()])).sort((a, b) => a - b);
    for (const doc of docs) found.set(doc, parts.flatMap((part) => part.get(doc) || []));
    return found;
  }
  function bm25(table, doc, phrases, weights = WEIGHTS) {
    const sizes = ix.sizes[table], total = sizes.length, average = ix.totals[table] / total;
    let score = 0;
    for (const [many, places] of phrases) {
      let idf = Math.log((total - many + 0.5) / (many + 0.5));
      if (idf <= 0) idf = 1e-6;
      let often = 0;
      for (const place of places) often += weights[table][column(place)];
      score += idf * ((often * 2.2) / (often + 1.2 * (1 - 0.75 + 0.75 * sizes[doc - 1] / average)));
    }
    return -score;
  }
  const intersect = (one, other) => new Set([...one].filter((number) => other.has(number)));
  function ranked(table, node, columns, foremost) {
    const weighed = (found) => [...found].slice(0, MOST_WEIGHED + 1).map(([doc, phrases]) => [doc, bm25(table, doc, phrases)]);
    const bestFirst = (rows) => rows.sort((a, b) => a[1] - b[1] || b[0] - a[0]).map((row) => row[0]);
    const inTable = intersect(columns, TABLES[table]), found = matches(table, node, inTable);
    if (found.size <= MOST_WEIGHED) return bestFirst(weighed(found));
    const first = bestFirst(weighed(matches(table, node, intersect(foremost, inTable))));
    return unique([...first, ...[...found.keys()].reverse()]);
  }
  function find(reading, express, question) {
    const form = (words) => (reading.table === "exact" ? words : words.map(unmarked));
    const parts = [...(express ? [express] : []), ...question.quoted.map((words) => phrase(form(words)))];
    const acts = question.acts.length ? everywhere(question.acts) : null;
    if (acts && !parts.length) return ranked("exact", acts, ACTS, OWN);
    if (!parts.length) return [];
    let found = ranked(reading.table, { op: "and", parts }, ALL, TITLE);
    const within = [];
    if (reading.must.length) within.push([everywhere(reading.must), ALL]);
    if (acts) within.push([acts, ACTS]);
    for (const [node, columns] of found.length ? within : []) {
      const members = matches("exact", node, columns);
      found = found.filter((number) => members.has(number));
    }
    return found;
  }

  /* ---- act_words ---- */
  const kinds = new Map();
  for (const [name, kind] of Object.entries(ix.types)) for (const form of [name, unmarked(name)]) kinds.set(form, kind);
  const actNumber = pattern("number", "g"), typeBefore = pattern("type", "g");
  const strip = (text, signs) => { let end = text.length; while (end && signs.includes(text[end - 1])) end--; return text.slice(0, end); };
  const without = (text, end) => (text.endsWith(end) ? text.slice(0, -end.length) : text);
  function typeStanding(text, place) {
    const first = Math.max(0, place - ix.longest_before);
    const bare = without(without(strip(text.slice(first, place), " :"), "số"), "so").trimEnd();
    if (![...kinds.keys()].some((name) => bare.endsWith(name))) return null;
    typeBefore.lastIndex = first;
    return typeBefore.exec(text.slice(0, place));
  }
  function kindOf(symbol) {
    const first = symbol.split("-")[0];
    return /^(?:ubtv)?qh\d*$/.test(first) ? "qh" : first;
  }
  function actIndexWords(serial, year, symbol, named) {
    const words = [], bare = unmarked(serial).replace(/^0+/, "") || "0";
    if (year) words.push(`a${bare}y${year}`);
    const flat = unmarked(symbol || "").replaceAll("-", ""), kind = named || kindOf(unmarked(symbol || ""));
    if (kind && (year || symbol || named)) words.push(`a${bare}${kind}`);
    if (flat) words.push(`a${bare}${year ? "y" + year : ""}${flat}`);
    return words;
  }
  function actsNamed(text) {
    const named = [];
    for (const found of text.matchAll(actNumber)) {
      const typed = typeStanding(text, found.index), { serial, year, symbol } = found.groups;
      const before = found.index ? text[found.index - 1] : "";
      if (!typed && (!(year || symbol) || (before && "/.,-".includes(before)) || /[\p{L}\p{N}]/u.test(before))) continue;
      if (typed && !(year || symbol) && /^lu[ậa]t$/.test(typed[0].trim()) && /ph[áa]p $/.test(text.slice(0, typed.index))) continue;
      const words = actIndexWords(serial, year, symbol, typed ? kinds.get(typed.groups.type) : "");
      if (words.length)
        named.push({ start: typed ? typed.index : found.index, end: found.index + found[0].length, words, printed: wordsOf(found[0]) });
    }
    return named;
  }

  /* ---- question ---- */
  const quotes = pattern("quoted", "g"), asking = pattern("asking", "g"), loose = pattern("loose", "g"), stuck = pattern("stuck", "g");
  function firstWords(text) {
    const words = wordsOf(text).slice(0, MOST_WORDS), times = new Map();
    const end = words.findIndex((word) => { times.set(word, (times.get(word) || 0) + 1); return times.get(word) > MOST_TIMES; });
    return end < 0 ? words : words.slice(0, end);
  }
  function questionOf(typed) {
    const text = indexForm(typed).replace(loose, "$<serial>/$<year>/$<symbol>").replace(stuck, " ");
    const quoted = [...text.matchAll(quotes)].map((found) => firstWords(found[1])).filter((words) => words.length);
    let rest = text.replace(quotes, " ");
    const named = actsNamed(rest), acts = named.flatMap((act) => act.words);
    for (const act of [...named].reverse()) rest = `${rest.slice(0, act.start)} ${rest.slice(act.end)}`;
    return { words: joined(firstWords(rest)), quoted, acts: unique(acts), numbers: named.map((act) => act.printed),
             typed: firstWords(text) };
  }
  const askingWords = Object.fromEntries(Object.entries(ix.asking_words).map(([name, words]) => [name, new Set(words)]));
  function asks(words) {
    const ends = words.length && askingWords.not.has(words[words.length - 1]);
    return (ends && words.slice(0, -1).some((word) => askingWords.whether.has(word)))
      || words.some((word) => askingWords.who.has(word)) || !same(withoutAsking(words), words);
  }
  function topical(words) {
    const filling = askingWords[words.some(hasMarks) ? "filling" : "plain"];
    const inFrame = framed(words);
    return asks(words) ? words.map((word, at) => [word, !inFrame[at] && !filling.has(word)]) : [];
  }
  function piecesAsked(words) {
    const pieces = [];
    let open = false;
    for (const [word, isTopic] of topical(words)) {
      if (isTopic && open) pieces[pieces.length - 1].push(word);
      else if (isTopic) pieces.push([word]);
      open = isTopic;
    }
    return pieces;
  }
  function coreAsked(words) {
    const told = topical(words), first = told.findIndex((one) => one[1]);
    let last = told.length - 1;
    while (last >= 0 && !told[last][1]) last--;
    const inFrame = framed(words);
    return first < 0 ? [] : words.filter((word, at) => first <= at && at <= last && !inFrame[at]);
  }
  function framed(words) {
    const spans = [...unmarked(words.join(" ")).matchAll(asking)].map((found) => [found.index, found.index + found[0].length]);
    let position = 0;
    return words.map((word) => {
      const at = position;
      position += word.length + 1;
      return spans.some(([start, end]) => start <= at && at < end);
    });
  }
  function withoutAsking(words) {
    const inFrame = framed(words);
    return words.filter((word, at) => !inFrame[at]);
  }

  /* ---- readings ---- */
  const EXACT = { table: "exact", must: [] };
  const recordsWith = (table, word) => Math.min(MANY, phrasePlaces(table, [word], TABLES[table]).size);
  const isKnown = (word, marks = true) => recordsWith(marks ? "exact" : "plain", word) > 0;
  const rareUnmarked = (words) => words.filter((word) => /^\p{L}+$/u.test(word) && !hasMarks(word)
    && recordsWith("exact", word) * RARER < recordsWith("plain", word));
  function readings(words) {
    const read = [];
    words = parted(words);
    if (words.some(hasMarks) || !rareUnmarked(words).length) read.push(EXACT);
    const meant = words.filter((word) => hasMarks(word) && (isSyllable(word) || isKnown(word)));
    if (meant.length < words.length) read.push({ table: "plain", must: meant });
    return read;
  }
  const typesNoMarks = (words) => {
    words = parted(words);
    const marked = words.filter(hasMarks).length;
    return 0 < marked && marked < rareUnmarked(words).length;
  };

  /* ---- repair ---- */
  const SHORT = 4, FEW = 2, LETTERS = "abcdefghijklmnopqrstuvwxyz", TONES = "sfrxj", MOST_READINGS = [[1, 8], [2, 4], [3, 2]];
  const TELEX = [["aa", "a"], ["ee", "e"], ["oo", "o"], ["dd", "d"], ["aw", "a"], ["ow", "o"], ["uw", "u"], ["w", "u"]];
  function edits(word) {
    const made = new Set();
    for (let at = 0; at <= word.length; at++) {
      const left = word.slice(0, at), right = word.slice(at);
      if (right) made.add(left + right.slice(1));
      if (right.length > 1) made.add(left + right[1] + right[0] + right.slice(2));
      for (const letter of LETTERS) { if (right) made.add(left + letter + right.slice(1)); made.add(left + letter + right); }
    }
    made.delete(word);
    return [...made].filter((edit) => plainSyllables.has(edit));
  }
  function untelexed(word) {
    let bare = TONES.includes(word[word.length - 1]) ? word.slice(0, -1) : word;
    for (const [keys, letter] of TELEX) bare = bare.replaceAll(keys, letter);
    if (bare === word) return [];
    const dropped = Array.from(bare).flatMap((letter, at) => (TONES.includes(letter) ? [[bare.slice(0, at) + bare.slice(at + 1)]] : []));
    return [[bare], ...dropped];
  }
  function cutApart(word) {
    const parts = [];
    for (let first = 1; first < word.length; first++) {
      parts.push([word.slice(0, first), word.slice(first)]);
      for (let second = first + 1; second < word.length; second++)
        parts.push([word.slice(0, first), word.slice(first, second), word.slice(second)]);
    }
    return parts;
  }
  function nearest(word) {
    if (word.length > 18 || !/^[a-z]+$/i.test(word)) return [];
    const tried = word.length < 3 ? [[Array.from(word).reverse().join("")]]
      : [...untelexed(word), ...cutApart(word), ...edits(word).map((edit) => [edit])];
    const meant = new Map();
    for (const words of tried) {
      const least = Math.min(...words.map((one) => recordsWith("plain", one)));
      if (least) meant.set(words.join(" "), [words, least]);
    }
    const order = (a, b) => b[1] - a[1] || compare(a[0], b[0]);
    return MOST_READINGS.flatMap(([many, most]) =>
      [...meant.values()].filter(([words]) => words.length === many).sort(order).slice(0, most).map(([words]) => words));
  }
  const compare = (one, other) => {
    for (let at = 0; at < Math.min(one.length, other.length); at++)
      if (one[at] !== other[at]) return one[at] < other[at] ? -1 : 1;
    return one.length - other.length;
  };
  function* product([choice, ...others]) {
    if (!choice) { yield []; return; }
    for (const one of choice) for (const rest of product(others)) yield [one, ...rest];
  }
  function first(many, made) {
    const taken = [];
    for (const one of made) { if (taken.length === many) break; taken.push(one); }
    return taken;
  }
  function outOfPlace(words) {
    const places = words.map((word, at) => at);
    if (words.length <= SHORT) return places;
    const stand = words.slice(1).map((word, at) => matches("plain", phrase([words[at], word]), TABLES.plain).size > 0);
    return places.filter((at) => !stand[at - 1] && !stand[at]);
  }
  const hasSlips = (words) => words.some((word) => /^\p{L}+$/u.test(word) && !plainSyllables.has(unmarked(word))
    && recordsWith("exact", word) <= FEW);
  function repaired(words) {
    const marks = words.some(hasMarks), plain = words.map(unmarked);
    const mayChange = words.map((word) => !(marks && (isSyllable(word) || isKnown(word))));
    const must = plain.map((word, at) => at).filter((at) => mayChange[at] && !isKnown(plain[at], false));
    const changes = must.length
      ? first(64, product(must.map((at) => nearest(plain[at])))).map((chosen) => new Map(must.map((at, i) => [at, chosen[i]])))
      : outOfPlace(plain).filter((at) => mayChange[at]).flatMap((at) => nearest(plain[at]).map((chosen) => new Map([[at, chosen]])));
    return best(changes.slice(0, 64).map((change) => plain.flatMap((one, at) => change.get(at) || [one])));
  }
  function best(tried) {
    for (const express of [phrase, near]) {
      let most = 0, chosen = [];
      for (const words of tried) {
        if (express !== phrase && words.length <= 2) continue;
        const many = Math.min(50, matches("plain", express(words), TABLES.plain).size);
        if (many > most || (many === most && compare(words, chosen) > 0)) { most = many; chosen = words; }
      }
      if (most) return chosen;
    }
    return [];
  }

  /* ---- marks ---- */
  const SURE = 40, byLetters = new Map();
  for (const syllable of [...new Set([...syllables].map(indexForm))].sort(compare)) {
    if (!byLetters.has(unmarked(syllable))) byLetters.set(unmarked(syllable), []);
    byLetters.get(unmarked(syllable)).push(syllable);
  }
  function isSlip(word) {
    if (!hasMarks(word) || !/^\p{L}+$/u.test(word)) return false;
    const few = recordsWith("exact", word), letters = recordsWith("plain", unmarked(word));
    return isSyllable(word) ? few <= FEW && letters >= SURE : few * RARER < letters;
  }
  function fitting(words, at) {
    const beside = (form) => [at ? `${words[at - 1]} ${form}` : "", at + 1 < words.length ? `${form} ${words[at + 1]}` : ""]
      .filter(Boolean).reduce((sum, pair) => sum + recordsWith("exact", pair), 0);
    let most = 0, best = "";
    for (const form of byLetters.get(unmarked(words[at])) || []) {
      const many = beside(form);
      if (many > most || (many === most && compare(form, best) > 0)) { most = many; best = form; }
    }
    return most > beside(words[at]) * RARER ? best : words[at];
  }
  function withOtherMarks(words) {
    const mended = [...words];
    words.forEach((word, at) => { if (isSlip(word)) mended[at] = fitting(mended, at); });
    return same(mended, words) ? [] : mended;
  }

  /* ---- pairs ---- */
  const PARTS_WEIGHED = { exact: [1e5, 300, 3, 0, 0, 3], plain: [1e5, 300, 3, 0, 0, 3] };
  function partsAsked(words) {
    const withUnit = unique(words).length >= 2 && words.some((word) => word.includes(" "));
    if (unique(parted(words)).length < 4 && !withUnit) return [];
    const pieces = piecesAsked(words), runs = [];
    for (const piece of pieces.length ? pieces : [words]) {
      let open = false;
      for (const word of piece) {
        const unit = word.includes(" "), glue = askingWords.glue.has(word) || unit;
        if (unit) runs.push([word]);
        if (!glue && open) runs[runs.length - 1].push(word);
        else if (!glue) runs.push([word]);
        open = !glue;
      }
    }
    return runs.flatMap((run) => (run.length > 1 ? run.slice(1).map((word, at) => [run[at], word]) : [run]));
  }
  function withMostParts(parts, most) {
    const { table } = readings(parts.flat())[0] || EXACT;
    const asked = table === "exact" ? parts : parts.map((part) => part.map(unmarked));
    const weighed = partsWeighed(table, asked), whole = new Set(asked.map((part) => part.join("\n")));
    const standing = weighed.filter((part) => whole.has(part.join("\n")));
    const enough = unique(standing.flat()).length * 2 >= unique(asked.flat()).length;
    const rare = () => weighed.length && isRare(table, weighed[0]);
    if (parts.length < 2 || !(enough || rare())) return [[], []];
    const rows = [...matches(table, { op: "or", parts: weighed.map(phrase) }, TABLES[table])]
      .map(([doc, phrases]) => [doc, bm25(table, doc, phrases, PARTS_WEIGHED)]).sort((a, b) => a[1] - b[1] || b[0] - a[0]);
    return [rows.filter((row) => row[1] <= rows[0][1] * 0.5).slice(0, most).map((row) => row[0]), weighed];
  }
  const phraseCount = (table, words) => Math.min(MANY, phrasePlaces(table, words, TABLES[table]).size);
  const isRare = (table, part) => phraseCount(table, part) * 50 <= ix.sizes.exact.length;
  function partsWeighed(table, parts) {
    const count = (part) => phraseCount(table, part);
    const often = new Map(parts.map((part) => [part.join("\n"), count(part)]));
    const paired = new Set([...often].filter((one) => one[1]).flatMap((one) => one[0].split("\n")));
    for (const word of parts.flat())
      if (!paired.has(word) && count([word]) < MANY) often.set(word, count([word]));
    const weighed = [];
    let left = MOST_WEIGHED;
    for (const [part, many] of [...often].filter((one) => one[1]).sort((a, b) => a[1] - b[1])) {
      left -= many;
      if (weighed.length && left < 0) break;
      weighed.push(part.split("\n"));
    }
    return weighed;
  }

  /* ---- finding ---- */
  const CLOSE = [phrase, near], FAR = [neighbours, everywhere], NOTHING = { numbers: [], how: "close", sought: [], apart: 0, filled: 0, widened: [] };
  const withoutMarks = (question) => ({ ...question, words: question.words.map(unmarked),
    quoted: question.quoted.map((words) => words.map(unmarked)), typed: question.typed.map(unmarked) });
  function* askings(question) {
    const rest = question.quoted.length || question.acts.length;
    if (question.words.length || rest) yield question.words;
    const bare = withoutAsking(question.words);
    if (!same(bare, question.words) && (bare.length || rest)) yield bare;
    const core = coreAsked(question.words);
    if (core.length && !same(core, bare) && !same(core, question.words)) yield core;
  }
  function gathered(question, expressions, enough = ENOUGH) {
    const found = new Set();
    let sought = [];
    for (const words of askings(question)) {
      if (!words.every((word) => isKnown(unmarked(word), false))) continue;
      for (const express of words.length > 1 ? expressions : [phrase])
        for (const reading of readings([...words, ...question.quoted.flat()])) {
          const form = reading.table === "exact" ? words : words.map(unmarked);
          const numbers = find(reading, words.length ? express(form) : null, question);
          if (numbers.length && !sought.length)
            sought = [...stretchesOf(words), ...question.quoted, ...question.numbers].filter((one) => one.length);
          numbers.forEach((number) => found.add(number));
          if (found.size >= enough) return { ...NOTHING, numbers: [...found], sought };
        }
    }
    return { ...NOTHING, numbers: [...found], sought };
  }
  function stretchesOf(words) {
    if (!words.some((word) => word.includes(" "))) return [words];
    return words.filter((word) => !askingWords.glue.has(word)).map((word) => parted([word]));
  }
  const apartOf = (question) => gathered(question, FAR, Infinity);
  function andApart(question, close, wide) {
    if (!wide && (question.words.length <= 2 || question.quoted.length || close.numbers.length > ENOUGH)) return close;
    const both = unique([...close.numbers, ...apartOf(question).numbers]);
    return wide ? { ...close, numbers: both } : { ...close, apart: both.length - close.numbers.length };
  }
  function mayBeSlips(question) {
    const marked = question.typed.filter(hasMarks);
    return marked.length > 0 && (question.typed.length > 2 || !marked.every(isSyllable));
  }
  function findWords(question, wide) {
    if (question.acts.length && !find(EXACT, null, { ...question, quoted: [] }).length)
      question = { words: question.typed, quoted: [], acts: [], numbers: [], typed: question.typed };
    return question.typed.length ? foundBy(question, wide) : NOTHING;
  }
  function foundBy(question, wide) {
    let close = closeOf(question);
    if (close.numbers.length < ENOUGH) close = widenedBy(question, close);
    const marked = close.numbers.length < ENOUGH && !typesNoMarks(question.words) ? withOtherMarks(parted(question.words)) : [];
    if (marked.length) {
      const mendedSo = { ...question, words: joined(marked) }, found = close.numbers.length ? NOTHING : foundBy(mendedSo, wide);
      if (found.numbers.length)
        return { ...found, how: found.how === "close" ? "repaired" : found.how, widened: [marked, ...found.widened] };
      close = withMore(close, closeOf(mendedSo), [marked.join(" ")]);
    }
    if (close.numbers.length) return filled(question, andApart(question, close, wide), wide);
    if (typesNoMarks(question.words)) {
      const found = foundBy(withoutMarks(question), wide);
      return found.how === "close" ? { ...found, how: "unmarked" } : found;
    }
    const apart = { ...apartOf(question), how: "apart" };
    if (apart.numbers.length && question.words.length > 2 && !hasSlips(question.words))
      return mostly(question, apart) || apart;
    const mended = repaired(question.words);
    if (mended.length) return { ...gathered({ ...question, words: mended }, CLOSE), how: "repaired" };
    if (apart.numbers.length)
      return question.words.length === 2 && !wide ? { ...NOTHING, apart: apart.numbers.length } : apart;
    const found = mayBeSlips(question) ? { ...gathered(withoutMarks(question), CLOSE), how: "unmarked" } : NOTHING;
    return found.numbers.length ? found : mostly(question, apart) || { ...NOTHING, how: "apart" };
  }
  function closeOf(question) {
    const close = gathered(question, CLOSE), pieced = close.numbers.length < ENOUGH ? inPieces(question) : NOTHING;
    if (!pieced.numbers.length) return close;
    return { ...(close.numbers.length ? close : pieced), numbers: unique([...close.numbers, ...pieced.numbers]) };
  }
  function widenedBy(question, close) {
    const forms = otherForms(question.words);
    for (const [words, meant] of forms) {
      close = withMore(close, closeOf({ ...question, words }), meant);
      if (close.numbers.length >= ENOUGH) return close;
    }
    for (const [words, meant] of [[question.words, []], ...forms]) {
      if (tells(words)) close = withMore(close, { ...apartOf({ ...question, words }), how: "apart" }, meant);
      if (close.numbers.length >= ENOUGH) break;
    }
    return close;
  }
  function tells(words) {
    const units = words.filter((word) => word.includes(" ")).length;
    return units > 0 && words.length - units <= 3;
  }
  const distinct = (stretches) => unique(stretches.map((one) => one.join(" "))).map((one) => one.split(" ").filter(Boolean));
  function withMore(close, more, meant) {
    const numbers = unique([...close.numbers, ...more.numbers]), put = meant.map((one) => parted([one]));
    if (numbers.length === close.numbers.length) return close;
    return { ...(close.numbers.length ? close : more), numbers, sought: distinct([...close.sought, ...(put.length && close.numbers.length ? [] : more.sought), ...put]),
             widened: distinct([...close.widened, ...put]) };
  }
  function mostParts(question) {
    if (question.quoted.length || question.acts.length) return [[], []];
    const forms = otherForms(question.words).filter(([, meant]) => meant.length).map(([words]) => words);
    const parts = [question.words, ...forms].flatMap(partsAsked);
    return withMostParts(unique(parts.map((part) => part.join("\n"))).map((part) => part.split("\n")), 20);
  }
  function filled(question, finds, wide) {
    if (finds.numbers.length >= ENOUGH || wide) return finds;
    const numbers = unique([...finds.numbers, ...mostParts(question)[0]]).slice(0, ENOUGH);
    return { ...finds, numbers, filled: numbers.length - finds.numbers.length };
  }
  function mostly(question, apart) {
    const [found, sought] = mostParts(question), every = new Set(apart.numbers);
    if (!found.length) return null;
    const several = [...found.filter((number) => every.has(number)), ...found.filter((number) => !every.has(number))];
    const numbers = unique([...several.slice(0, ENOUGH), ...apart.numbers]);
    const [, meant] = otherForms(question.words)[0] || [[], []];
    return { ...NOTHING, numbers, how: "mostly", sought: sought.map(parted), widened: meant.map((one) => parted([one])) };
  }
  function inPieces(question) {
    const pieces = piecesAsked(question.words);
    if (pieces.length < 2) return NOTHING;
    return { ...quoting(question, pieces), how: "apart" };
  }
  const quoting = (question, pieces) =>
    gathered({ ...question, words: [], quoted: [...question.quoted, ...pieces] }, [phrase]);

  /* ---- excerpts ---- */
  const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  function* stretches(form, plain, words) {
    const sought = new RegExp(`(?<![\\p{L}\\p{N}])${words.map((word) => escaped(unmarked(word))).join("[^\\p{L}\\p{N}]+")}(?![\\p{L}\\p{N}])`, "gu");
    for (const found of plain.matchAll(sought)) {
      const printed = wordsOf(form.slice(found.index, found.index + found[0].length));
      if (words.every((word, at) => !hasMarks(word) || at >= printed.length || word === printed[at]))
        yield [found.index, found.index + found[0].length];
    }
  }
  function foundPlaces(text, sought) {
    const form = indexForm(text), plain = unmarked(form);
    const byPlace = (places) => places.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const whole = sought.flatMap((words) => (words.length ? [...stretches(form, plain, words)] : []));
    return byPlace(whole.length ? whole : unique(sought.flat()).flatMap((word) => [...stretches(form, plain, [word])]));
  }
  function wordStart(text, at) {
    if (at <= 0) return 0;
    return Math.max(text.lastIndexOf(" ", at - 1), text.lastIndexOf("\n", at - 1)) + 1;
  }
  function fullest(places, words) {
    const within = new Map();
    let centre = 0, most = [0, 0], end = 0;
    places.forEach(([start], first) => {
      for (; end < places.length && places[end][0] < start + 170; end++) within.set(words[end], (within.get(words[end]) || 0) + 1);
      const here = [within.size, end - first];
      if (here[0] > most[0] || (here[0] === most[0] && here[1] > most[1])) { centre = start; most = here; }
      within.set(words[first], within.get(words[first]) - 1);
      if (!within.get(words[first])) within.delete(words[first]);
    });
    return centre;
  }
  function excerpt(text, sought) {
    text = text.normalize("NFC");
    const places = foundPlaces(text, sought);
    const centre = fullest(places, places.map(([at, end]) => text.slice(at, end).toLowerCase()));
    const start = wordStart(text, Math.max(0, centre - 70));
    const end = start + 240 >= text.length ? text.length : wordStart(text, start + 240);
    return (start ? "… " : "") + text.slice(start, end).split(/\s+/u).filter(Boolean).join(" ") + (end < text.length ? " …" : "");
  }

  root.PBGDPL_SEARCH = { search: (words, wide = false) => findWords(questionOf(words), wide), excerpt, foundPlaces };
})(globalThis);
