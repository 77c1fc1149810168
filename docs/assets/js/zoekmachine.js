/* From a question to pages. The site's build wrote down what else a page may be called
   (zoeken/woorden.js and the index); here a question is made to meet those words:
   words that say nothing are left out, typing mistakes mended, unknown compounds cut. */
self.wkZoekmachine = async (top, script) => {
  "use strict";
  const stop = new Set(self.wkWoorden.stop.split(" "));
  const sorted = self.wkWoorden.woorden.split(" ");
  const known = new Set(sorted);
  const PART = 4; // letters of a part of a compound, as in macros/content/searchwords.py

  const fold = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "");
  const wordsOf = (question) => {
    const words = fold(question).match(/[a-z0-9]+/g) ?? [];
    const telling = words.filter((word) => !stop.has(word));
    return telling.length ? telling : words;
  };

  /* Two words that are one on the site: "buurt huis". */
  const joined = (words) => words.slice(1)
    .map((word, i) => words[i] + word).filter((word) => known.has(word));

  /* The first known word that starts with these letters, by halving. */
  const isStart = (letters) => {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < letters) low = middle + 1; else high = middle;
    }
    return sorted[low]?.startsWith(letters) ?? false;
  };

  /* "gemeentelijk", "subsidies", "tuintje": a known word with an ending. */
  const ENDINGS = /(?:lijke?|ige?|ing(?:en)?|bare?|heid|schap|achtige?|[tp]?jes?|en|e|s|d|t)$/;
  const withoutEnding = (word) => {
    const stem = word.replace(ENDINGS, "");
    return stem !== word && stem.length >= PART && known.has(stem) ? [stem] : [];
  };

  const halves = (word) => {
    for (let cut = word.length - PART; cut >= PART - 1; cut -= 1) {
      const tail = word.slice(cut);
      if (!known.has(tail)) continue;
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
    let most = word.length < 5 ? 0 : word.length < 7 ? 1 : 2;
    let found = [];
    for (const other of most ? sorted : []) {
      if (Math.abs(other.length - word.length) > most) continue;
      const far = steps(word, other, most) + (other[0] === word[0] ? 0 : 0.5);
      if (far > most) continue;
      if (far < most) found = [];
      most = far;
      found.push(other);
    }
    return found.slice(0, 4);
  };
  /* The longest known word at the start or at the end: "subsidieaanvraagje", "whatsappgroep". */
  const longestPart = (word) => {
    for (let size = word.length - 1; size > PART; size -= 1)
      for (const part of [word.slice(-size), word.slice(0, size)])
        if (known.has(part)) return [part];
    return [];
  };

  /* What to look for when somebody types this word: words, and how much each counts. */
  const reading = (word) => {
    if (known.has(word)) return { words: [word], weight: 1 };
    const whole = isStart(word) ? [word] : [];
    for (const [words, weight] of [
      [withoutEnding(word), 0.9], [halves(word), 0.8], [whole, 0.9], [nearest(word), 0.7], [longestPart(word), 0.5],
    ])
      if (words.length) return { words, weight, mended: words !== whole };
    return { words: [], weight: 0 };
  };

  const look = await (location.protocol === "file:" ? fromScript() : fromPagefind());

  async function fromPagefind() {
    const pagefind = await import(new URL("zoeken/pagefind/pagefind.js", top));
    await pagefind.options({ baseUrl: "/", ranking: { termFrequency: 0.6, pageLength: 0.2, termSimilarity: 2 } });
    await pagefind.init();
    const look = async (word) => (await pagefind.search(word)).results
      .map((result) => ({ id: result.id, score: result.score, read: () => result.data() }));
    const show = async ({ hit }) => {
      const { raw_url: path, url, meta } = await hit.read();
      return { path: path ?? url, title: meta.title, summary: meta.tekst, kind: meta.soort, rank: Number(meta.gewicht) };
    };
    return { look, show };
  }

  /* A page from disk may fetch nothing; a script it may load. */
  async function fromScript() {
    await script("zoeken/bladen.js");
    const pages = self.wkBladen.map(([path, title, summary, kind, rank, layers]) => ({
      path, title, summary, kind, rank, layers: layers.map(([weight, words]) => [weight, ` ${words}`]),
    }));
    const worth = (page, word) => page.layers.reduce((sum, [weight, words]) =>
      sum + (`${words} `.includes(` ${word} `) ? weight : words.includes(` ${word}`) ? weight / 3 : 0), 0);
    const look = async (word) => pages.map((page, id) => ({ id, page, score: worth(page, word) }))
      .filter((hit) => hit.score);
    return { look, show: async ({ hit }) => hit.page };
  }

  const all = self.wkWoorden.bladen;
  /* A rare word says more than one that stands on every page. */
  const rarity = (count) => Math.log(1 + all / count);

  const collect = async (terms) => {
    const found = new Map();
    for (const { words, weight } of terms) {
      const best = new Map();
      for (const word of words) {
        const hits = await look.look(word);
        const most = Math.max(...hits.map((hit) => hit.score));
        for (const hit of hits) {
          const score = (weight / words.length) * rarity(hits.length) * (hit.score / most);
          best.set(hit.id, { hit, score: (best.get(hit.id)?.score ?? 0) + score });
        }
      }
      for (const [id, { hit, score }] of best) {
        const sum = found.get(id) ?? { hit, score: 0, terms: 0 };
        found.set(id, { hit, score: sum.score + score, terms: sum.terms + 1 });
      }
    }
    return [...found.values()];
  };

  return async (question, most) => {
    const words = wordsOf(question);
    const terms = words.map(reading).concat(joined(words).map((word) => ({ words: [word], weight: 1 })));
    const found = (await collect(terms)).sort((a, b) => b.score - a.score);
    const shown = await Promise.all(found.slice(0, most * 2).map(async (one) => ({ ...one, page: await look.show(one) })));
    shown.sort((a, b) => b.score * b.page.rank - a.score * a.page.rank);
    return {
      count: found.length,
      mended: terms.filter((term) => term.mended).flatMap((term) => term.words),
      hits: shown.slice(0, most).map(({ page }) => ({
        ...page, address: new URL(page.path.replace(/^\//, "") + (location.protocol === "file:" ? "index.html" : ""), top).href,
      })),
    };
  };
};
