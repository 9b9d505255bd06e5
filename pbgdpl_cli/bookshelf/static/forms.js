/* Other ways to write what was typed, as pbgdpl_cli/search/besides knows them (amounts, units, everyday, forms).
   Needs the index before it; search.js is the reader of `PBGDPL_FORMS`. */
"use strict";
(function (root) {
  const ix = root.PBGDPL_INDEX;
  const pattern = (name) => new RegExp(`^(?:${ix.patterns[name]})`, "u");
  const whole = (name) => new RegExp(`^(?:${ix.patterns[name]})$`, "u");
  const unique = (list) => [...new Set(list)];
  root.PBGDPL_FORMS = function (unmarked, hasMarks) {
    const parted = (words) => words.join(" ").split(" ").filter(Boolean);

    /* ---- amounts ---- */
    const scales = ix.scales, currency = new Set(ix.currency), half = new Set(["rưỡi", "ruoi"]);
    const towards = new Set(["đến", "den", "tới", "toi"]), glued = whole("sum"), MOST = 1e15;
    const isScale = (word) => Object.hasOwn(scales, word);
    const DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split(" ");
    function saidOf(number) {
      const hundreds = Math.floor(number / 100), tens = Math.floor((number % 100) / 10), ones = number % 10;
      const words = hundreds ? [DIGITS[hundreds], "trăm"] : [];
      if (tens) words.push(...(tens > 1 ? [DIGITS[tens], "mươi"] : ["mười"]));
      else if (ones && hundreds) words.push("linh");
      if (ones) words.push(tens && ones === 5 ? "lăm" : tens > 1 && ones === 1 ? "mốt" : DIGITS[ones]);
      return words.join(" ");
    }
    const said = new Map();
    for (let number = 1; number < 1000; number++) {
      const words = saidOf(number), typed = [words, words.replaceAll("linh", "lẻ")];
      if (words.endsWith("mươi bốn")) typed.push(words.replaceAll("mươi bốn", "mươi tư"));
      for (const form of typed) { said.set(form, number); said.set(unmarked(form), number); }
    }
    const worthOf = (whole, part, scale) => Math.floor(((whole * 10 ** part.length + Number(part || 0)) * scale) / 10 ** part.length);
    function numberAt(words, at) {
      if (/^[1-9][0-9]{0,2}$/.test(words[at])) {
        let end = at + 1;
        while (end < words.length && /^[0-9]{3}$/.test(words[end])) end++;
        const value = Number(words.slice(at, end).join(""));
        if (end === at + 1 && at + 2 < words.length && /^[0-9]{1,3}$/.test(words[end]) && isScale(words[end + 1]))
          return [value, words[end], end + 1];
        return [value, "", end];
      }
      if (/^[0-9]{1,12}$/.test(words[at])) return [Number(words[at]), "", at + 1];
      for (let length = Math.min(5, words.length - at); length > 0; length--) {
        const number = said.get(words.slice(at, at + length).join(" ")), end = at + length;
        if (number && end < words.length && isScale(words[end])) return [number, "", end];
      }
      return [0, "", at];
    }
    function partsAt(words, at) {
      let value = 0, last = 1e12;
      while (at < words.length) {
        const found = glued.exec(words[at]);
        let scale, end, worth;
        if (found) {
          scale = isScale(found.groups.scale) ? scales[found.groups.scale] : 1;
          end = at + 1;
          worth = Number(found.groups.number) * scale + worthOf(0, found.groups.more, scale);
        } else {
          const [number, part, stop] = numberAt(words, at);
          scale = at < stop && stop < words.length && isScale(words[stop]) ? scales[words[stop]] : 0;
          worth = worthOf(number, part, scale || 1);
          end = stop + (scale ? 1 : 0);
        }
        if (end === at || scale >= last || (value && scale <= 1)) break;
        if (scale > 1 && end < words.length && half.has(words[end])) { worth += Math.floor(scale / 2); end++; }
        value += worth;
        at = end;
        last = scale;
        if (scale <= 1) break;
      }
      return [value, at];
    }
    function amountAt(words, at) {
      const [value, end] = partsAt(words, at);
      if (end === at || value >= MOST) return [0, 0];
      if (end < words.length && currency.has(words[end])) return [end + 1 - at, value];
      const scaled = words.slice(at, end).some((word) => isScale(word) || half.has(word) || glued.test(word));
      return scaled || (value >= 10000 && value % 1000 === 0) ? [end - at, value] : [0, 0];
    }
    function written(value) {
      const digits = String(value).replace(/\B(?=(?:\d{3})+$)/g, " "), every = [`${digits} đồng`];
      for (const [name, scale] of [["tỷ", 1e9], ["triệu", 1e6], ["nghìn", 1e3]])
        if (value >= scale && (value * 10) % scale === 0) {
          const tenths = (value * 10) / scale, number = Math.floor(tenths / 10), tenth = tenths % 10;
          every.push(tenth ? `${number} ${tenth} ${name}` : `${number} ${name}`);
          if (number < 1000 && !tenth) every.push(`${saidOf(number)} ${name}`);
          break;
        }
      return [...every, digits];
    }

    /* ---- units ---- */
    const place = pattern("place"), wholePlace = whole("place"), laws = new Map();
    for (const title of ix.titles)
      for (const kind of ix.law_types) {
        const name = `${kind} ${title}`, flat = unmarked(name), bare = flat.split(" ").filter((word) => word !== "va").join(" ");
        laws.set(flat, name);
        if (!laws.has(bare)) laws.set(bare, name);
      }
    const kinds = ix.law_types.map(unmarked), named = new Map();
    const longestLaw = Math.max(...[...laws.keys()].map((words) => words.split(" ").length));
    function holds(words, some) {
      let at = 0;
      for (const word of words) if (at < some.length && word === some[at]) at++;
      return at === some.length;
    }
    function lawNamed(flat) {
      const key = flat.join(" ");
      if (!named.has(key)) named.set(key, laws.get(key) || shortened(flat, key));
      return named.get(key);
    }
    function shortened(flat, key) {
      const at = kinds.findIndex((kind) => key === kind || key.startsWith(kind + " "));
      if (at < 0 || flat.length - kinds[at].split(" ").length < 2) return "";
      const begun = [...laws].filter(([words, name]) => name.startsWith(ix.law_types[at]) && holds(words.split(" "), flat));
      return new Set(begun.map((one) => one[1])).size === 1 ? begun[0][1] : "";
    }
    const lawName = (unit) => lawNamed(unmarked(unit).split(" "));
    function lawLength(words, at) {
      if (!"blp".includes(unmarked(words[at])[0]) || (at && ["pháp", "phap"].includes(words[at - 1]))) return 0;
      const flat = words.slice(at, at + longestLaw).map(unmarked);
      for (let many = flat.length; many > 1; many--) if (lawNamed(flat.slice(0, many))) return many;
      return 0;
    }
    function placeLength(words, at) {
      const found = place.exec(words.slice(at, at + 6).join(" "));
      return found ? found[0].split(" ").length : 0;
    }
    function sumAt(words, at) {
      const [length, value] = amountAt(words, at);
      if (length || at + 3 >= words.length || !towards.has(words[at + 1]) || !/^[0-9]{1,3}$/.test(words[at])) return [length, value];
      const scale = words.slice(at + 2, at + 2 + amountAt(words, at + 2)[0]).find(isScale);
      return scale ? [1, Number(words[at]) * scales[scale]] : [0, 0];
    }
    const unitLength = (words, at) => placeLength(words, at) || lawLength(words, at) || sumAt(words, at)[0] || 1;
    function joined(words) {
      const made = [];
      for (let at = 0; at < words.length;) {
        const length = unitLength(words, at);
        made.push(words.slice(at, at + length).join(" "));
        at += length;
      }
      return made;
    }

    /* ---- everyday ---- */
    const unclear = new Set(ix.unclear), everyday = Object.entries(ix.everyday), short = Object.entries(ix.short);
    const marked = new Map([...everyday, ...short]);
    const clear = everyday.filter(([words]) => words.includes(" ") && !unclear.has(words));
    const unmarkedOnes = new Map([...clear.map(([words, meant]) => [unmarked(words), meant]), ...short]);
    const LONGEST = Math.max(...everyday.map(([words]) => words.split(" ").length));
    function asStatutesSay(words) {
      const known = words.some(hasMarks) ? marked : unmarkedOnes, put = [], meant = [];
      for (let at = 0; at < words.length;) {
        let length = Math.min(LONGEST, words.length - at);
        while (length && !known.has(words.slice(at, at + length).join(" "))) length--;
        const one = length ? known.get(words.slice(at, at + length).join(" ")) : words[at];
        if (length) meant.push(one);
        put.push(...(length && at && ["luật", "luat"].includes(words[at - 1]) ? one.split(" ") : [one]));
        at += Math.max(1, length);
      }
      return meant.length ? [put, unique(meant)] : [[], []];
    }

    /* ---- forms ---- */
    const either = whole("either"), isYear = (word) => /^(?:19|20)[0-9]{2}$/.test(word), yearWord = new Set(["năm", "nam"]);
    const withOtherI = (word) => (either.test(word) ? word.slice(0, -1) + ix.other_i[word[word.length - 1]] : word);
    const articleAlone = (unit) => { const found = wholePlace.exec(unit); return found ? found.groups.article : unit; };
    function writtenSo(words, writing) {
      const made = [], put = [];
      for (let at = 0; at < words.length;) {
        const [length, value] = sumAt(words, at), many = unitLength(words, at), unit = words.slice(at, at + many).join(" ");
        const every = value ? written(value) : [lawName(unit) || unit];
        const form = every[Math.min(writing, every.length - 1)];
        made.push(form);
        if (form !== unit) put.push(form);
        at += length || many;
      }
      return [made, put];
    }
    function datesLaw(words, at) {
      if (yearWord.has(words[at]) && at + 1 < words.length) return datesLaw([...words.slice(0, at), ...words.slice(at + 1)], at);
      const before = at && yearWord.has(words[at - 1]) ? at - 2 : at - 1;
      return before >= 0 && isYear(words[at]) && Boolean(lawName(words[before]));
    }
    function* everyForm(words) {
      const single = parted(words), [statutes, meant] = asStatutesSay(single), put = statutes.length ? statutes : single;
      for (let writing = 0; writing < 4; writing++) {
        const [form, more] = writtenSo(put, writing);
        yield [form, [...meant, ...more]];
      }
      const swapped = single.map(withOtherI);
      yield [joined(swapped), swapped.filter((word) => !single.includes(word))];
      const [names, more] = writtenSo(put, 0), wider = names.map(articleAlone);
      yield [wider, [...meant, ...more, ...wider.filter((unit) => !names.includes(unit))]];
      const undated = names.filter((word, at) => !datesLaw(names, at));
      yield [undated, [...meant, ...more, ...(undated.length < names.length ? undated.filter(lawName) : [])]];
      if (!single.some((word, at) => sumAt(single, at)[0])) yield [single, []];
    }
    function otherForms(words) {
      const told = new Set([words.join("\n")]), forms = [];
      for (const [form, meant] of everyForm(words)) {
        if (told.has(form.join("\n"))) continue;
        told.add(form.join("\n"));
        forms.push([form, meant]);
      }
      return forms;
    }
    return { joined, parted, otherForms };
  };
})(globalThis);
