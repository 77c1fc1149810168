/* Which cases fit a choice. Knows the index and the query string, touches no page.
   A choice is { q, values: { rol: ["regisseur"], … }, page }. Within a facet one value is
   enough (or); every facet and every word must fit (and). */
window.wkFilter = (() => {
  "use strict";
  const MAX_TEXT = 100;
  const [BY_MEANING, IN_TEXT, IN_TITLE] = [1, 2, 4];
  const SKIP = new Set("de het een en of in op aan van voor met bij naar om te is dat die wat hoe wie waar welke wij we ik u mijn onze doe doet doen kan kunt moet mag als er dan zijn".split(" "));
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, " ").trim();

  /* --- The query string -------------------------------------------------- */
  const read = (search, index) => {
    const asked = new URLSearchParams(search);
    const values = {};
    for (const { veld } of index.facetten) {
      const wanted = (asked.get(veld) || "").split(",").filter(Boolean);
      if (wanted.length) values[veld] = [...new Set(wanted)];
    }
    const page = Math.max(1, Number.parseInt(asked.get("pagina"), 10) || 1);
    return { q: (asked.get("q") || "").slice(0, MAX_TEXT), values, page };
  };

  const write = ({ q, values, page }) => {
    const parts = Object.entries(values).filter(([, chosen]) => chosen.length)
      .map(([veld, chosen]) => `${veld}=${chosen.map(encodeURIComponent).join(",")}`);
    if (q.trim()) parts.push(`q=${encodeURIComponent(q.trim()).replace(/%20/g, "+")}`);
    if (page > 1) parts.push(`pagina=${page}`);
    return parts.length ? `?${parts.join("&")}` : "";
  };

  const isEmpty = (choice) => !choice.q.trim() && !Object.keys(choice.values).length;

  /* --- The index, ready to be filtered ----------------------------------- */
  const prepare = (index) => {
    const [ids = [], ...others] = index.casussen; // column by column
    const cases = ids.map((id, n) => [id, ...others.map((column) => column[n])]);
    const facets = index.facetten.map((facet, f) => {
      const names = facet.waarden.map(([slug]) => slug);
      const having = names.map(() => []);
      cases.forEach((row, n) => row[4][f].forEach((value) => having[value].push(n)));
      const spoken = facet.zoek ? facet.waarden.map(([, label]) => ` ${plain(label)}`) : [];
      return { field: facet.veld, label: facet.label, names, having, spoken,
        place: new Map(names.map((slug, v) => [slug, v])), labels: new Map(facet.waarden) };
    });
    const touching = index.groepen.map(() => []);
    cases.forEach((row, n) => row[5].forEach((group) => touching[group].push(n)));
    const titles = cases.map((row) => ` ${plain(row[2])}`);
    const texts = cases.map((row, n) => `${titles[n]} ${plain(row[3])} ${plain(row[1])} ${row[0]}`);
    return { cases, facets, touching, titles, texts, groups: index.groepen, prefixes: index.voorvoegsels, words: new Map() };
  };

  /* --- Words ---------------------------------------------------------------- */
  const single = (stem) => [
    stem.replace(/z$/, "s").replace(/v$/, "f"),
    stem.replace(/([bdfgklmnprst])\1$/, "$1"),
    stem.replace(/([aeou])([bdfgklmnprstvz])$/, "$1$1$2").replace(/z$/, "s").replace(/v$/, "f"),
  ];
  const plural = (word) => [
    word.replace(/s$/, "z") + "en", word.replace(/f$/, "v") + "en",
    word.replace(/([aeou])\1([bdfgklmnprst])$/, "$1$2") + "en",
  ];
  /* The word with its singular and plural. */
  const forms = (word) => {
    const found = new Set([word]);
    if (/^[a-z]{5,}$/.test(word) && word.endsWith("en")) single(word.slice(0, -2)).forEach((form) => found.add(form));
    else if (/^[a-z]{5,}s$/.test(word)) found.add(word.slice(0, -1));
    if (/^[a-z]{4,}$/.test(word) && !word.endsWith("en")) plural(word).forEach((form) => found.add(form));
    return [...found].filter((form) => form.length > 2 || form === word);
  };

  /* What is left of these words without a first part that can be swapped: buurtfeest, wijkfeest. */
  const rests = (words, prefixes) => words.flatMap((word) => {
    const first = prefixes.find((prefix) => word.startsWith(prefix) && word.length >= prefix.length + 3);
    return first ? [word.slice(first.length)] : [];
  });

  /* The word also inside a longer one (tuin in moestuin); a short form of it only by itself. */
  const pattern = (word, others, ends, prefixes) => {
    const parts = [word, ...others.map((form) => (form.length < 5 ? `\\b${form}\\b` : form))];
    if (ends.length) parts.push(`\\b(?:${prefixes.join("|")})(?:${ends.join("|")})`);
    return new RegExp(parts.join("|"));
  };

  /* The groups that hold a word of the query, or a long part of it: geluid in geluidsoverlast. */
  const isPart = (term, word) => term.length > 4 && (word.startsWith(term) || word.endsWith(term));
  const groupsOf = (data, wanted) => data.groups.flatMap((group, g) => (
    group.some((term) => wanted.some((word) => word === term || isPart(term, word))) ? [g] : []));

  const matchesOf = (data, word, isPhrase) => {
    const key = isPhrase ? `"${word}` : word;
    if (data.words.has(key)) return data.words.get(key);
    const own = isPhrase ? [word] : forms(word);
    const ends = isPhrase ? [] : rests(own, data.prefixes);
    const wanted = [...own, ...data.prefixes.flatMap((prefix) => ends.map((end) => prefix + end))];
    const fits = pattern(word, own.slice(1), ends, data.prefixes);
    const hit = new Uint8Array(data.cases.length);
    const known = (n) => { if (!hit[n]) hit[n] = BY_MEANING; };
    data.texts.forEach((text, n) => { if (fits.test(text)) hit[n] = fits.test(data.titles[n]) ? IN_TITLE : IN_TEXT; });
    groupsOf(data, wanted).forEach((g) => data.touching[g].forEach(known));
    for (const facet of data.facets) {
      facet.spoken.forEach((label, v) => { if (fits.test(label)) facet.having[v].forEach(known); });
    }
    if (data.words.size > 60) data.words.clear();
    data.words.set(key, hit);
    return hit;
  };

  /* The query as phrases that the search words know ("right to challenge"), and loose words. */
  const split = (data, q) => {
    let rest = ` ${plain(q)} `;
    const phrases = data.groups.flat().filter((term) => term.includes(" ") && rest.includes(` ${term} `));
    phrases.forEach((phrase) => { rest = rest.replace(` ${phrase} `, " "); });
    const words = rest.split(" ").filter((word) => word.length > 1 || /\d/.test(word));
    const telling = words.filter((word) => !SKIP.has(word));
    return { phrases, words: telling.length || phrases.length ? telling : words };
  };

  const textHits = (data, q) => {
    const { phrases, words } = split(data, q);
    const hits = [...phrases.map((phrase) => matchesOf(data, phrase, true)), ...words.map((word) => matchesOf(data, word, false))];
    return hits;
  };

  /* --- The answer ----------------------------------------------------------- */
  /* found: numbers of cases, in order. counts: per facet per value, under the other choices.
     without: how many cases there would be if one part of the choice were dropped. */
  const run = (data, choice) => {
    const size = data.cases.length;
    const misses = new Uint8Array(size);
    const missed = new Uint8Array(size);
    const parts = [];
    const part = (name, fits) => {
      parts.push(name);
      for (let n = 0; n < size; n++) if (!fits[n]) { misses[n]++; missed[n] = parts.length; }
    };
    data.facets.forEach((facet) => {
      const chosen = choice.values[facet.field];
      if (!chosen) return;
      const fits = new Uint8Array(size);
      chosen.forEach((slug) => facet.having[facet.place.get(slug)]?.forEach((n) => { fits[n] = 1; }));
      part(facet.field, fits);
    });
    const hits = textHits(data, choice.q);
    if (hits.length) {
      const fits = new Uint8Array(size);
      for (let n = 0; n < size; n++) fits[n] = hits.every((hit) => hit[n]) ? 1 : 0;
      part("q", fits);
    }
    return { found: ranked(found(misses), hits), counts: counts(data, misses, missed, parts), without: without(misses, missed, parts) };
  };

  const found = (misses) => {
    const fitting = [];
    misses.forEach((count, n) => { if (!count) fitting.push(n); });
    return fitting;
  };

  /* A word in the title says more than one in the text, and that more than a word that means the same. */
  const ranked = (numbers, hits) => {
    const weight = (n) => hits.reduce((sum, hit) => sum + hit[n], 0);
    return hits.length ? numbers.sort((one, two) => weight(two) - weight(one) || one - two) : numbers;
  };

  const counts = (data, misses, missed, parts) => data.facets.map((facet) => {
    const own = parts.indexOf(facet.field) + 1;
    return facet.having.map((numbers) => {
      let count = 0;
      for (const n of numbers) if (!misses[n] || (own && misses[n] === 1 && missed[n] === own)) count++;
      return count;
    });
  });

  const without = (misses, missed, parts) => {
    const tally = Object.fromEntries(parts.map((name) => [name, 0]));
    misses.forEach((count, n) => { if (count === 1) tally[parts[missed[n] - 1]]++; });
    return tally;
  };

  /* --- Addresses -------------------------------------------------------------- */
  /* From a disk there is no server that finds index.html in a folder. */
  const page = (address) => (location.protocol === "file:" ? `${address}index.html` : address);
  const caseAddress = (basis, row, query) => page(`${basis}casussen/${row[1]}/`) + query;

  /* The index, for a page that needs it only now and then. */
  const load = (basis) => new Promise((done, failed) => {
    if (window.wkIndex) { done(window.wkIndex); return; }
    const script = document.createElement("script");
    script.src = `${basis}data/casussen-index.js`;
    script.onload = () => done(window.wkIndex);
    script.onerror = failed;
    document.head.append(script);
  });

  const count = (number) => `${number} ${number === 1 ? "casus" : "casussen"}`;

  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
  };

  return { plain, read, write, isEmpty, prepare, run, forms, page, caseAddress, load, count, copy };
})();
