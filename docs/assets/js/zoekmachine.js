/* From a question to pages. The site's build wrote down what else a page may be called
   (zoeken/woorden.js and its shards); here a question is made to meet those words:
   words that say nothing are left out, typing mistakes mended, unknown compounds cut. */
self.wkZoekmachine = (top, script) => {
  "use strict";
  const stop = new Set(self.wkWoorden.stop.split(" "));
  const real = self.wkWoorden.woorden.split(" ");
  const sorted = [...real, ...self.wkWoorden.vormen.split(" ")].sort();
  const known = new Set(sorted);
  const written = new Set(real);
  const PART = 4; // letters of a part of a compound, as in macros/content/searchwords.py

  const fold = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "");
  const wordsOf = (question) => fold(question).match(/[a-z0-9]+/g) ?? [];
  const tellingOf = (words) => {
    const telling = words.filter((word) => !stop.has(word));
    return telling.length ? telling : words;
  };

  /* Words that are one on the site ("buurt huis") or in its list ("right to challenge"). */
  const MOST_JOINED = 5;
  const joined = (words) => words.flatMap((_, start) =>
    Array.from({ length: MOST_JOINED - 1 }, (_, more) => words.slice(start, start + more + 2))
      .filter((part, more) => part.length === more + 2).map((part) => part.join("")).filter((one) => known.has(one)));

  /* Where these letters stand among the known words, or would stand; by halving. */
  const placeOf = (letters) => {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < letters) low = middle + 1; else high = middle;
    }
    return low;
  };
  const isStart = (letters) => sorted[placeOf(letters)]?.startsWith(letters) ?? false;

  /* What words of one family share: "verhuren", "verhuur" and "verhuurd"; "kerk" and "kerkelijk". */
  const ENDINGS = /(?:elijke?|lijke?|ige?|ing(?:en)?|bare?|heid|heden|schap(?:pen)?|achtige?|[tp]?jes?|ende?|en|e[rs]?|s|(?<=[bdfgklmnprv])t)$/;
  const PARTICIPLE = /^ge(.{3,}[^c])[dt]$/;
  const stemOf = (word) => {
    const bare = word.match(PARTICIPLE)?.[1] ?? word.replace(ENDINGS, "");
    return bare.replace(/([bdfgklmnprst])\1$/, "$1").replace(/([aeou])\1([^aeiou])$/, "$1$2")
      .replace(/z$/, "s").replace(/v$/, "f");
  };
  const keysOf = (word) => new Set([word, stemOf(word)].filter((key) => key.length >= PART - 1));
  let families = null;
  const gathered = () => {
    const table = new Map();
    for (const word of real.filter((one) => one.length >= PART))
      for (const key of keysOf(word)) table.set(key, [...(table.get(key) ?? []), word]);
    return table;
  };
  const family = (word) => {
    if (word.length < PART) return [];
    families ??= gathered();
    const found = [...keysOf(word)].flatMap((key) => families.get(key) ?? []);
    return [...new Set(found)].filter((other) => other !== word).slice(0, 5);
  };

  const halves = (word) => {
    for (let cut = word.length - PART; cut >= PART - 1; cut -= 1) {
      const tail = word.slice(cut);
      if (!known.has(tail) || tail.startsWith("lijk")) continue;
      const head = ["", "s", "en", "e", "n"].map((link) => word.slice(0, cut).endsWith(link)
        ? word.slice(0, cut - link.length || undefined) : "").find((part) => part.length >= PART - 1 && known.has(part));
      if (head) return head.length < PART && tail.length < PART + 2 ? [] : [head, tail];
    }
    return [];
  };

  /* Steps from one word to another (insert, leave out, change, swap), or more than `most`. */
  const steps = (a, b, most) => {
    let before = [], row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const change = a[i - 1] === b[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + change);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  };
  const nearest = (word) => {
    let most = word.length < 5 ? 0 : word.length < 8 ? 1 : 2;
    let found = [];
    for (const other of most ? real : []) {
      if (Math.abs(other.length - word.length) > most) continue;
      const far = steps(word, other, most) + (other[0] === word[0] ? 0 : 0.5);
      if (far > most) continue;
      if (far < most) found = [];
      most = far;
      found.push(other);
    }
    return most > 1 && found.length > 1 ? [] : found.slice(0, 4); // two steps away may be anything
  };
  /* The longest known word at the end or at the start: "zuipkeet", "subsidieaanvraagje". */
  const longestPart = (word) => {
    for (let size = word.length - 1; size > PART; size -= 1)
      for (const part of [word.slice(-size), word.slice(0, size)])
        if (known.has(part)) return [part];
    return [];
  };

  /* What to look for when somebody types this word: words with how much each counts, of which the
     best one counts, or the parts of one word, which count together. */
  const reading = (word) => {
    const isKnown = known.has(word);
    const like = family(word)
      .map((other) => [other, `${other}e` === word || `${word}e` === other ? 0.9 : isKnown ? 0.5 : 0.8]);
    if (isKnown) return { words: [[word, 1], ...like] };
    const whole = isStart(word) ? [word] : [];
    const alike = (words, weight) => words.map((other) => [other, weight]);
    for (const [words, together] of [
      [like], [alike(halves(word), 0.8), true], [alike(whole, 0.9)], [alike(nearest(word), 0.7)], [alike(longestPart(word), 0.5)],
    ])
      if (words.length) return { words, together, mended: words[0][0] !== word };
    return { words: [] };
  };

  /* The pages of a word and what is shown of a page stand in scripts: a page from disk may load
     nothing else. Each is loaded once. */
  self.wkDelen = {};
  self.wkBladen = {};
  const asked = new Map();
  const once = (address) => {
    if (!asked.has(address)) asked.set(address, script(address));
    return asked.get(address);
  };

  const kinds = self.wkWoorden.soorten
    .flatMap(([kind, rank, count]) => Array.from({ length: count }, () => ({ kind, rank })));
  const blocks = self.wkWoorden.bladen.split(" ");
  const pageAt = async (id) => {
    await once(`zoeken/bladen/${blocks[Math.floor(id / self.wkWoorden.perBlad)]}.js`);
    const [path, title, summary] = self.wkBladen[id];
    return { path, title, summary, kind: kinds[id].kind };
  };

  /* The shard of a word, and a few that follow: those with the words that start with it. `end` is
     the first word after those: it may be there from an earlier question, and does not count. */
  const MOST_SHARDS = 3;
  const shards = self.wkWoorden.delen.split(" ").map((one) => one.split("-"));
  const shardsOf = (word) => {
    const at = Math.max(shards.filter(([first]) => first <= word).length - 1, 0);
    const more = shards.slice(at + 1).filter(([first]) => first.startsWith(word)).length;
    const next = at + Math.min(1 + more, MOST_SHARDS);
    return { names: shards.slice(at, next).map(([, name]) => name), end: shards[next]?.[0] };
  };

  /* A set of pages is written as the gaps between them, or as bits (macros/publish/search_index.py). */
  const pagesOf = function* (packed) {
    let page = 0;
    if (Array.isArray(packed)) for (const gap of packed) yield (page += gap);
    else for (const byte of atob(packed)) {
      for (let bits = byte.charCodeAt(0), bit = 0; bits >> bit; bit += 1) if ((bits >> bit) & 1) yield page + bit;
      page += 8;
    }
  };

  const all = kinds.length;
  const LIKE = 1 / 3; // what a word counts that only starts with what was typed
  const CLEAR = 50; // the score of a page that is about the word
  const look = async (word) => {
    const { names, end } = shardsOf(word);
    await Promise.all(names.map((name) => once(`zoeken/delen/${name}.js`)));
    const scores = new Float64Array(all);
    for (let at = placeOf(word); sorted[at]?.startsWith(word) && sorted[at] !== end; at += 1)
      for (const [score, packed] of Object.entries(self.wkDelen[sorted[at]])) {
        const worth = score * (sorted[at] === word ? 1 : LIKE);
        for (const id of pagesOf(packed)) if (scores[id] < worth) scores[id] = worth;
      }
    return [...scores.entries()].filter(([, score]) => score).map(([id, score]) => ({ id, score }));
  };

  /* A rare word says more than one that stands on every page. */
  const rarity = (count) => Math.log(1 + all / count);

  /* A word that no page is about, and some only say in passing, says less. */
  const told = (most) => Math.min(1, most / CLEAR) ** 0.3;

  /* Per page how well it fits one term. */
  const fitting = async ({ words, together }) => {
    const fits = new Map();
    for (const [word, weight] of words) {
      const hits = await look(word);
      const most = Math.max(...hits.map((hit) => hit.score));
      const share = together ? rarity(hits.length) / words.length : 1;
      for (const { id, score } of hits) {
        const fit = (score / most) * told(most) * weight * share;
        const before = fits.get(id) ?? 0;
        fits.set(id, together ? before + fit : Math.max(before, fit));
      }
    }
    return together ? fits : new Map([...fits].map(([id, fit]) => [id, fit * rarity(fits.size)]));
  };
  const collect = async (terms) => {
    const found = new Map();
    for (const fits of await Promise.all(terms.map(fitting)))
      for (const [id, fit] of fits) found.set(id, (found.get(id) ?? 0) + fit);
    return [...found];
  };

  /* Every word of the question, what its words are together, and a little of what they end in:
     who asks for a "bewonerstuin" may like any "tuin". */
  const termsOf = (question) => {
    const words = wordsOf(question);
    const telling = tellingOf(words);
    const ends = telling.filter((word) => known.has(word) && !written.has(word)).flatMap((word) => halves(word).slice(-1));
    const alone = (weight) => (word) => ({ words: [[word, weight]] });
    return [...telling.map(reading), ...joined(words).map(alone(1)), ...ends.map(alone(0.3))];
  };

  const addressOf = (path) =>
    new URL(path + (location.protocol === "file:" ? "index.html" : ""), top).href;

  return async (question, most) => {
    const terms = termsOf(question);
    const found = (await collect(terms)).map(([id, fit]) => ({ id, worth: fit * kinds[id].rank }));
    found.sort((a, b) => b.worth - a.worth || a.id - b.id);
    const pages = await Promise.all(found.slice(0, most).map(({ id }) => pageAt(id)));
    return {
      count: found.length,
      mended: terms.filter((term) => term.mended).flatMap((term) => term.words.map(([word]) => word)),
      hits: pages.map((page) => ({ ...page, address: addressOf(page.path) })),
    };
  };
};
