/* The cases, fetched when somebody needs them: a page stays light however long the library is.
   The cases that were picked come in blocks of some fifty. A library that fits in one window comes
   whole; to look for a case in a larger one, the index of the overview comes too. */
(() => {
  "use strict";
  const { blocksOf, allBlocks, unpackCase } = WerkatelierReken;
  const data = werkatelierGegevens;
  const WINDOW = 40;
  const few = data.total <= WINDOW;
  const promises = new Map();

  /* The same promise for who asks again; after a failure the next one tries anew. */
  const once = (name, make) => {
    if (!promises.has(name)) promises.set(name, make().catch((error) => { promises.delete(name); throw error; }));
    return promises.get(name);
  };
  const script = (path) => once(path, () => new Promise((done, failed) => {
    const node = document.createElement("script");
    node.src = data.top + path;
    node.onload = done;
    node.onerror = () => { node.remove(); failed(new Error(path)); };
    document.head.append(node);
  }));
  const block = (number) => once(number, async () => {
    await script(`assets/js/werkatelier-casussen/${number}.js`);
    data.cases.push(...data.blokken[number].map((row) => unpackCase(row, data)));
  });
  const index = () => once("index", async () => {
    await script("assets/js/filter.js");
    return wkFilter.prepare(await wkFilter.load(data.top));
  });

  /* A slug tells no number; the index knows whose it is. */
  const idsOf = async (names) => {
    const slugs = names.filter((name) => /^[a-z][a-z0-9-]*$/.test(name) && !/^c\d+$/.test(name)
      && !data.cases.some((row) => row.slug === name));
    if (few || !slugs.length) return names;
    const { cases } = await index();
    return [...names, ...cases.filter((row) => slugs.includes(row[1])).map((row) => row[0])];
  };
  /* Puts these cases in `data.cases`; true when there are new ones. */
  const bring = async (names) => {
    const before = data.cases.length;
    const numbers = few ? allBlocks(data) : blocksOf(await idsOf(names), data);
    await Promise.all(numbers.map(block));
    return data.cases.length > before;
  };

  const noteOf = (id, time, difficulty) => `${id}, ${time}, ${difficulty.toLowerCase()}`;
  const ofIndex = ({ facets }) => {
    const label = (row, field) => {
      const at = facets.findIndex((facet) => facet.field === field);
      return row[4][at].map((value) => facets[at].labels.get(facets[at].names[value])).join(", ");
    };
    return (row) => ({ id: row[0], title: row[2], note: noteOf(row[0], label(row, "tijd"), label(row, "moeilijkheid")) });
  };
  /* The cases that fit these words, as on the overview: the best first. No words: all of them. */
  const find = async (words) => {
    if (few) {
      await bring([]);
      const rows = [...data.cases].sort((one, two) => one.id.slice(1) - two.id.slice(1));
      return rows.map((row) => ({ ...row, note: noteOf(row.id, `${row.minutes} minuten`, row.difficulty) }));
    }
    const known = await index();
    const { found } = wkFilter.run(known, { q: words, values: {}, page: 1 });
    return found.map((n) => known.cases[n]).map(ofIndex(known));
  };

  globalThis.WerkatelierCasussen = Object.freeze({ few, WINDOW, bring, find });
})();
