/* The reckoning of the composer and the table: no page, no storage, only values in and values out.
   The rules for counting also stand in macros/views/counting.py; a test compares the two. */
(() => {
  "use strict";

  const DAY = 24 * 60;
  const RESERVE = 1;
  const MOST = { people: 300, tables: 60, cases: 12 };
  const START = 13 * 60 + 30;

  const unique = (values) => [...new Set(values)];
  const byKey = (rows, key) => new Map(rows.map((row) => [row[key], row]));
  const shown = (text) => (text.length > 30 ? `${text.slice(0, 30)}...` : text);
  const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;
  const listed = (words) =>
    words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} en ${words.at(-1)}`;

  /* Times are minutes since midnight. */
  const formatClock = (minutes) => {
    const within = ((minutes % DAY) + DAY) % DAY;
    return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
  };
  const parseClock = (text) => {
    const found = /^\s*(\d{1,2})[:.](\d{2})\s*$/.exec(text);
    if (!found || +found[1] > 23 || +found[2] > 59) return null;
    return +found[1] * 60 + +found[2];
  };
  const duration = (minutes) => {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return [hours ? `${hours} uur` : "", rest || !hours ? plural(rest, "minuut", "minuten") : ""]
      .filter(Boolean).join(" en ");
  };

  /* Counting */
  const copies = (per, { people, tables, cases, levels }) => ({
    "leider": 1,
    "deelnemer": people,
    "tafel": tables,
    "tafel-en-casus": cases ? tables * cases + RESERVE : 0,
    "deelnemer-en-casus": people * cases,
    "niveau": levels,
    "zaal": 1,
  })[per];
  const prints = (per, count, perSheet) =>
    per === "niveau" ? Math.min(count, 1) : Math.ceil(count / perSheet);
  const sheets = (times, pages, sides) => times * Math.ceil(pages / sides);
  const suggestTables = (people, programme) =>
    Math.max(1, Math.ceil(people / (programme ? programme.table[1] : 6)));

  /* The cases lie in blocks, each in that of its number, so that nobody needs a list of all cases
     to find one. `data.numbers` are the numbers that exist, as runs; `data.cases` what was fetched. */
  const numberOf = (id) => (/^c\d{1,9}$/.test(id) ? Number(id.slice(1)) : NaN);
  const isKnown = (id, data) => {
    const number = numberOf(id);
    return data.numbers.some(([first, last]) => first <= number && number <= last);
  };
  const blocksOf = (ids, data) =>
    unique(ids.filter((id) => isKnown(id, data)).map((id) => Math.floor(numberOf(id) / data.block)));
  const allBlocks = (data) => unique(data.numbers.flatMap(([first, last]) => {
    const [from, to] = [first, last].map((number) => Math.floor(number / data.block));
    return Array.from({ length: to - from + 1 }, (_, n) => from + n);
  }));
  const unpackCase = ([id, slug, title, minutes, difficulty, parties], data) => {
    const names = new Map(data.parties.map((party) => [party.slug, party.name]));
    const unpacked = parties.map((party) => (Array.isArray(party)
      ? { slug: party[0], name: party[1] } : { slug: party, name: names.get(party) }));
    return { id, slug, title, minutes, difficulty, parties: unpacked };
  };

  /* The choice and the address say the same. Whatever is wrong in an address is mended and said. */
  const defaults = (data, slug) => {
    const programme = data.programmes.find((row) => row.slug === slug) || data.programmes[0];
    const people = Math.min(Math.max(12, programme.group[0]), programme.group[1]);
    return {
      programme: programme.slug, cases: [...programme.cases], issues: [], people,
      tables: suggestTables(people, programme), start: START,
    };
  };

  const idsIn = (text) => unique(text.split(",").map((id) => id.trim().toLowerCase()).filter(Boolean));
  const readIds = (text, rows, what, messages) => {
    const known = new Map(rows.flatMap((row) => [[row.id, row.id], [row.slug, row.id]]));
    const asked = idsIn(text);
    for (const id of asked.filter((id) => !known.has(id))) {
      messages.push(`${what} "${shown(id)}" bestaat niet en is weggelaten.`);
    }
    return unique(asked.filter((id) => known.has(id)).map((id) => known.get(id)));
  };

  const readNumber = (text, most, otherwise, what, messages) => {
    if (text === null) return otherwise;
    const number = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : NaN;
    if (number >= 1 && number <= most) return number;
    const mended = number > most ? most : otherwise;
    messages.push(`${what} "${shown(text)}" kan niet. Er staat nu ${mended}.`);
    return mended;
  };

  const paramsOf = (hash) => new URLSearchParams(hash.replace(/^#/, ""));
  const programmeAsked = (params, data) => {
    const wanted = (params.get("p") ?? data.default).trim().toLowerCase();
    return { wanted, slug: data.programmes.some((p) => p.slug === wanted) ? wanted : data.default };
  };
  /* The cases to fetch before the address can be read: ids, or slugs as somebody may type them. */
  const casesAsked = (hash, data) => {
    const params = paramsOf(hash);
    return params.has("c") ? idsIn(params.get("c")) : defaults(data, programmeAsked(params, data).slug).cases;
  };

  const readAddress = (hash, data) => {
    const messages = [];
    const params = paramsOf(hash);
    const { wanted, slug } = programmeAsked(params, data);
    const state = defaults(data, slug);
    const programme = data.programmes.find((row) => row.slug === state.programme);
    if (wanted !== state.programme) {
      messages.push(`Programma "${shown(wanted)}" bestaat niet. U ziet nu ${programme.title}.`);
    }
    if (params.has("c")) {
      state.cases = readIds(params.get("c"), data.cases, "Casus", messages);
      if (state.cases.length > MOST.cases) {
        messages.push(`Er passen ${MOST.cases} casussen in een werkatelier. De rest is weggelaten.`);
        state.cases = state.cases.slice(0, MOST.cases);
      }
    }
    if (params.has("d")) state.issues = readIds(params.get("d"), data.issues, "Dilemma", messages);
    state.people = readNumber(params.get("n"), MOST.people, state.people, "Aantal deelnemers", messages);
    const tables = suggestTables(state.people, programme);
    state.tables = readNumber(params.get("t"), MOST.tables, tables, "Aantal tafels", messages);
    if (state.tables > state.people) {
      messages.push(`Er zijn meer tafels dan deelnemers. Er staan nu ${tables} tafels.`);
      state.tables = tables;
    }
    if (params.has("start")) {
      const start = parseClock(params.get("start"));
      if (start === null) {
        messages.push(`Begintijd "${shown(params.get("start"))}" is geen tijd. Er staat nu ${formatClock(START)}.`);
      }
      state.start = start ?? START;
    }
    /* Cases without a programme come from the page of a case: they were chosen, not suggested. */
    return { state, messages, brought: params.has("c") && !params.has("p") };
  };

  const writeAddress = (state) => [
    `#c=${state.cases.join(",")}`,
    ...(state.issues.length ? [`d=${state.issues.join(",")}`] : []),
    `p=${state.programme}`, `n=${state.people}`, `t=${state.tables}`,
    `start=${formatClock(state.start)}`,
  ].join("&");

  /* The draaiboek: the cases go into the places that the programme keeps for a case. */
  const schedule = (state, data) => {
    const programme = data.programmes.find((row) => row.slug === state.programme);
    const cases = byKey(data.cases, "id");
    const waiting = [...state.cases];
    let now = state.start;
    const rows = programme.parts.map((part) => {
      const id = part.case ? waiting.shift() : undefined;
      const row = {
        start: now, end: now + part.minutes, minutes: part.minutes, title: part.title,
        method: part.method, material: part.material, slot: Boolean(part.case),
        case: id ? cases.get(id) : null, own: id === part.case,
        issues: part.material.some((m) => m === "stellingen" || m === "dilemmakaarten")
          ? data.issues.filter((issue) => state.issues.includes(issue.id)) : [],
      };
      now = row.end;
      return row;
    });
    const left = waiting.map((id) => cases.get(id));
    return { programme, rows, left, total: now - state.start, end: now,
      warnings: warningsOf(state, programme, rows, left, now) };
  };

  const warningsOf = (state, programme, rows, left, end) => {
    const said = [];
    const slots = rows.filter((row) => row.slot);
    if (left.length) {
      said.push(`Dit programma heeft plaats voor ${plural(slots.length, "casus", "casussen")} en u koos er ${state.cases.length}. `
        + `Niet in het draaiboek: ${listed(left.map((c) => c.title))}.`);
    }
    const empty = slots.filter((row) => !row.case).length;
    if (empty) said.push(`Er is nog plaats voor ${plural(empty, "casus", "casussen")}.`);
    let short = 0;
    for (const row of slots.filter((row) => row.case && !row.own && row.case.minutes > row.minutes)) {
      short += row.case.minutes - row.minutes;
      said.push(`${row.case.title} vraagt ${row.case.minutes} minuten. Het onderdeel ${row.title} duurt ${row.minutes} minuten.`);
    }
    if (short) {
      said.push(`U komt ${plural(short, "minuut", "minuten")} tekort: met deze casussen duurt het `
        + `${duration(programme.duration + short)} in plaats van ${duration(programme.duration)}. `
        + "Kies een kortere casus of maak het gesprek korter.");
    }
    const [least, most] = programme.group;
    if (state.people < least || state.people > most) {
      said.push(`Dit programma is bedoeld voor ${least} tot ${most} deelnemers. U hebt er ${state.people}.`);
    }
    const [few, many] = programme.table;
    const seats = [Math.floor(state.people / state.tables), Math.ceil(state.people / state.tables)];
    if (seats[0] < few || seats[1] > many) {
      const each = seats[0] === seats[1] ? `${seats[0]}` : `${seats[0]} of ${seats[1]}`;
      said.push(`Aan elke tafel zitten ${each} mensen. Bij dit programma zijn dat er ${few} tot ${many}.`);
    }
    if (end > DAY) said.push("Het programma loopt door na middernacht.");
    return said;
  };

  /* What to print, in the order of the stack: the room, the tables, everybody, and last the leader: only those
     texts have any length, and nothing that has a back may move because of them. `papers` holds the papers that exist: path -> pages, or null;
     what most cases have stands once, under a star. */
  const pagesOf = (papers, place) => {
    const usual = place.replace(/^druk\/casus\/[^/]+\//, "druk/casus/*/");
    const key = [place, usual].find((name) => Object.hasOwn(papers, name));
    return papers[key] === 0 ? undefined : papers[key]; // undefined: there is no such paper
  };
  const ORDER = ["zaal", "niveau", "tafel", "tafel-en-casus", "deelnemer", "deelnemer-en-casus", "leider"];
  const neededMaterials = (state, data, programme) => {
    const asked = new Set(programme.parts.flatMap((part) => part.material));
    if (state.issues.length) asked.add("dilemmakaarten");
    if (state.cases.length) asked.add("casuskaart").add("matrix-leeg");
    return data.materials.filter((row) => row.per === "leider" || asked.has(row.slug))
      .sort((a, b) => ORDER.indexOf(a.per) - ORDER.indexOf(b.per));
  };

  /* The parties of the chosen cases, in the order of the cards. */
  const partiesOf = (state, data) => {
    const theirs = new Set(data.cases.filter((row) => state.cases.includes(row.id)).flatMap((row) => row.parties.map((party) => party.slug)));
    return data.parties.map((party) => party.slug).filter((slug) => theirs.has(slug));
  };
  const cardPages = (cards, folded) => (folded ? Math.ceil(cards / 2) : 2 * Math.ceil(cards / 4));

  /* A printer for one side gets cards to fold, one of a case to a sheet. */
  const FOLDED = {
    "casuskaart": "druk/casus/{casus}/vouwkaart", "rolkaarten": "druk/rolkaarten-vouw",
    "partijkaarten": "druk/partijkaarten-vouw", "dilemmakaarten": "druk/dilemmakaarten-vouw",
  };
  const singleSided = (material) => ({ ...material, sides: 1,
    ...(FOLDED[material.slug] ? { place: FOLDED[material.slug], per_sheet: 1, label: `${material.label} om te vouwen` } : {}) });

  const printList = (state, data, papers, folded = false) => {
    const programme = data.programmes.find((row) => row.slug === state.programme);
    const needed = neededMaterials(state, data, programme).map((row) => (folded ? singleSided(row) : row));
    const count = (material, cases) => copies(material.per, {
      people: state.people, tables: state.tables, levels: data.levels.length, cases });
    const lines = needed.filter((row) => row.place).flatMap((material) => {
      const ofCase = material.place.includes("{casus}");
      const targets = ofCase ? state.cases.map((id) => data.cases.find((row) => row.id === id)) : [null];
      return targets.map((target) => lineOf(
        material, target, data.programmes.indexOf(programme), count(material, ofCase ? 1 : state.cases.length), papers, data,
        material.slug === "partijkaarten" ? partiesOf(state, data).length : 0, folded));
    }).filter((line) => line.count > 0);
    const bring = needed.filter((row) => !row.place)
      .map((row) => ({ label: row.label, per: row.per, count: count(row, state.cases.length) }));
    return { lines, bring, totals: totalsOf(lines) };
  };

  const lineOf = (material, target, which, count, papers, data, cards, folded) => {
    const programmes = data.programmes;
    const place = material.place.replace("{programma}", programmes[which].slug).replace("{casus}", target?.slug ?? "");
    const counted = pagesOf(papers, place);
    const exists = counted !== undefined;
    const times = prints(material.per, count, material.per_sheet);
    /* Of a paper with a page for every programme, only the page of this programme. */
    const own = material.page_each && (counted ?? programmes.length) === programmes.length;
    const pages = own ? 1 : cards ? cardPages(cards, folded) : counted ?? 1;
    return {
      label: [material.label, ...(target ? [`: ${target.title}`] : []),
        ...(own && exists && programmes.length > 1 ? [` (bladzijde ${which + 1} van de pdf)`] : []),
        ...(cards && cards < data.parties.length ? [` (${cards} partijen, in de pdf staan ze alle ${data.parties.length})`] : [])].join(""),
      slug: material.slug, per: material.per, paper: material.paper, size: material.size, count, times,
      path: exists ? place : "", counted: exists && counted !== null,
      sheets: exists ? sheets(times, pages, material.sides) : 0, section: own ? which : null, pages, sides: material.sides,
    };
  };

  const totalsOf = (lines) => {
    const totals = {};
    for (const line of lines) if (line.path) totals[line.size] = (totals[line.size] || 0) + line.sheets;
    return Object.fromEntries(Object.entries(totals).sort().reverse()); // A4 first: most of the set
  };

  /* The table: a book holds leaves; on a leaf stand one table's choices for one case. */
  const KIND = "werkatelier-tafel";
  const VERSION = 1;
  const LONGEST = { name: 60, text: 2000, leaves: 200, bytes: 2_000_000 };
  const TEXTS = ["feiten", "doen", "laten"];

  const emptyLeaf = (id, naam) => ({ id, naam, casus: "", titel: "", cellen: {}, feiten: "", doen: "", laten: "" });
  const isEmptyLeaf = (leaf) =>
    !leaf.casus && !leaf.titel && !Object.keys(leaf.cellen).length && TEXTS.every((key) => !leaf[key].trim());
  const cellKey = (level, role) => `${level}/${role}`;
  const exportBook = (leaves) =>
    `${JSON.stringify({ soort: KIND, versie: VERSION, bladen: leaves.map(tidyLeaf) }, null, 2)}\n`;
  const tidyLeaf = (leaf) => {
    const { id, naam, casus, titel, cellen, feiten, doen, laten } = leaf;
    return { id, naam, casus, titel, cellen, feiten, doen, laten };
  };

  class Wrong extends Error {}
  const wrong = (text) => { throw new Wrong(text); };
  const isPlain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const onlyKeys = (value, keys, where) => {
    if (!isPlain(value)) wrong(`${where} heeft niet de goede vorm.`);
    const strange = Object.keys(value).find((key) => !keys.includes(key));
    if (strange !== undefined) wrong(`${where} bevat iets onbekends: "${shown(strange)}".`);
  };
  const textOf = (value, most, where) => {
    if (value === undefined) return "";
    if (typeof value !== "string") wrong(`${where} is geen tekst.`);
    if (value.length > most) wrong(`${where} is te lang (${value.length} tekens, hoogstens ${most}).`);
    return value;
  };

  const checkCell = (cell, data, where) => {
    onlyKeys(cell, ["partijen", "waarom"], where);
    const parties = cell.partijen ?? [];
    if (!Array.isArray(parties)) wrong(`${where}: de partijen zijn geen lijst.`);
    const known = new Set(data.parties.map((party) => party.slug));
    const strange = parties.find((slug) => !known.has(slug));
    if (strange !== undefined) wrong(`${where}: de partij "${shown(String(strange))}" bestaat niet.`);
    return { partijen: unique(parties), waarom: textOf(cell.waarom, LONGEST.text, `${where}, waarom`) };
  };

  const checkLeaf = (leaf, number, data) => {
    const where = `Blad ${number}`;
    onlyKeys(leaf, ["id", "naam", "casus", "titel", "cellen", ...TEXTS], where);
    const clean = emptyLeaf("", "");
    clean.id = textOf(leaf.id, 40, `${where}, kenmerk`);
    if (!/^[a-z0-9-]{1,40}$/.test(clean.id)) wrong(`${where} heeft geen goed kenmerk.`);
    clean.naam = textOf(leaf.naam, LONGEST.name, `${where}, naam`).trim() || `Tafel ${number}`;
    clean.casus = textOf(leaf.casus, 10, `${where}, casus`);
    if (clean.casus && !isKnown(clean.casus, data)) {
      wrong(`${where}: de casus "${shown(clean.casus)}" staat niet in deze bibliotheek.`);
    }
    clean.titel = textOf(leaf.titel, LONGEST.name, `${where}, titel`);
    for (const key of TEXTS) clean[key] = textOf(leaf[key], LONGEST.text, `${where}, ${key}`);
    const cells = leaf.cellen ?? {};
    if (!isPlain(cells)) wrong(`${where}: de vakken hebben niet de goede vorm.`);
    const places = new Set(data.levels.flatMap((l) => data.roles.map((r) => cellKey(l.slug, r.slug))));
    for (const [place, cell] of Object.entries(cells)) {
      if (!places.has(place)) wrong(`${where}: het vak "${shown(place)}" bestaat niet.`);
      clean.cellen[place] = checkCell(cell, data, `${where}, vak ${place}`);
    }
    return clean;
  };

  /* Gives { leaves, error }: one of the two. Nothing of a file with a mistake is used. */
  const checkBook = (text, data) => {
    try {
      if (text.length > LONGEST.bytes) wrong("Dit bestand is te groot voor een tafelblad.");
      let book;
      try { book = JSON.parse(text.replace(/^\uFEFF/, "")); } catch { wrong("Dit is geen tafelbestand: het is geen JSON."); }
      if (!isPlain(book) || book.soort !== KIND) wrong("Dit bestand komt niet van een tafelblad van het werkatelier.");
      if (Number.isInteger(book.versie) && book.versie > VERSION) {
        wrong("Dit bestand is gemaakt met een nieuwere versie van de site. Ververs deze pagina en probeer het nog eens.");
      }
      if (book.versie !== VERSION) wrong("Van dit bestand is de versie niet bekend.");
      onlyKeys(book, ["soort", "versie", "bladen"], "Het bestand");
      if (!Array.isArray(book.bladen) || !book.bladen.length) wrong("In dit bestand staat geen blad.");
      if (book.bladen.length > LONGEST.leaves) wrong(`Er staan meer dan ${LONGEST.leaves} bladen in dit bestand.`);
      const leaves = book.bladen.map((leaf, n) => checkLeaf(leaf, n + 1, data));
      if (unique(leaves.map((leaf) => leaf.id)).length !== leaves.length) wrong("Twee bladen hebben hetzelfde kenmerk.");
      return { leaves, error: "" };
    } catch (error) {
      if (error instanceof Wrong) return { leaves: null, error: error.message };
      throw error;
    }
  };

  /* Markdown for the Nabespreking of a case: plain text, no link, no address, within the words
     that the section may hold. What does not fit is named in `left`. */
  const NABESPREKING = { least: 40, most: 115 };
  const countWords = (text) => (text.match(/\S*[\p{L}\p{N}_]\S*/gu) || []).length;
  const POSTCODE = "(?:[1-9]\\d{3}\\s?[A-Z]{2}|[1-9]\\d{3}[a-z]{2})"; // as macros/content/privacy.py
  const HOUSE = "\\d{1,5}(?:\\s?-?\\s?[A-Za-z]\\b|-\\d+)?";
  const traces = [
    [/(?:https?:\/\/|www\.)\S*/gi, "(adres weggelaten)"],
    [/[\w.+-]+\s?(?:@|\((?:at|apenstaartje)\))\s?[\w-]+(?:\.[\w-]+)+/gi, "(adres weggelaten)"],
    [/(?:\+|\b00)?\d(?:[\s.()-]?\d){8,}/g, "(nummer weggelaten)"],
    [new RegExp(`\\b(?:${POSTCODE}\\b(?:,|\\s|nr\\.?|nummer)+${HOUSE}|${HOUSE}[,\\s]+${POSTCODE}\\b)`, "g"), "(adres weggelaten)"],
  ];
  const withoutTraces = (text) => traces.reduce((left, [pattern, mark]) => left.replace(pattern, mark), text);
  const straight = (text) => text.replace(/[“”„‟«»]/g, '"').replace(/[‘’‚‛`´]/g, "'").replace(/\s*[–—―]\s*/g, " - ").replace(/…/g, "...").replace(/\s*\|\s*/g, " / ");
  /* Only what a Dutch text is made of; control signs, invisible signs and emoji become a space. */
  const visible = (text) => text.replace(
    /[^\x20-\x7e\xa1-\xac\xae-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]+/gu, " ");
  /* The check refuses what looks like a tag or a link, also when Markdown would show its signs. */
  const withoutMarkup = (text) => text.replace(/~{2,}|={2,}|\[{2,}|\]{2,}|!{3,}/g, " ").replace(/<(?=[/!?A-Za-z])/g, "< ")
    .replace(/\[?([^[\]]*)\]\s*(?=\()/g, "$1 ").replace(/:(?=[a-z0-9-]+[)\]])/g, ": ");
  const plainText = (text) => withoutMarkup(withoutTraces(straight(visible(text)).replace(/\s+/g, " ").trim())).trim();
  const escapeMarkdown = (text) => text.replace(/[\\`*_[\]<>{}%#&]/g, "\\$&");
  const sentence = (text) => (/[.?!]["')]?$/.test(text) ? text : `${text}.`);
  const cutToWords = (text, most) => {
    const words = text.split(" ");
    let kept = words.length;
    while (kept > 0 && countWords(words.slice(0, kept).join(" ")) > most) kept -= 1;
    return kept === words.length ? text : `${words.slice(0, kept).join(" ")} ...`;
  };

  const rolesOn = (leaf, level, data) =>
    data.roles.filter((role) => leaf.cellen[cellKey(level.slug, role.slug)]);
  const partyName = (leaf, slug, data) =>
    data.cases.find((row) => row.id === leaf.casus)?.parties.find((party) => party.slug === slug)?.name
    ?? data.parties.find((party) => party.slug === slug)?.name ?? slug;

  const nabespreking = (leaf, data) => {
    const said = new Set();
    const fresh = (text) => {
      const clean = plainText(text);
      if (!clean || said.has(clean.toLowerCase())) return "";
      said.add(clean.toLowerCase());
      return sentence(clean);
    };
    const lines = [];
    for (const level of data.levels) {
      const roles = rolesOn(leaf, level, data);
      if (roles.length) lines.push({ label: level.title, must: sentence(listed(roles.map((r) => r.title.toLowerCase()))), extra: [] });
      for (const role of roles) {
        const cell = leaf.cellen[cellKey(level.slug, role.slug)];
        const parties = listed(cell.partijen.map((slug) => partyName(leaf, slug, data).toLowerCase()));
        if (parties) lines.at(-1).extra.push([`partijen bij ${role.title.toLowerCase()} (${level.title.toLowerCase()})`, `Met ${parties}.`]);
        const why = fresh(cell.waarom);
        if (why) lines.at(-1).extra.push([`waarom ${role.title.toLowerCase()} (${level.title.toLowerCase()})`, why]);
      }
    }
    for (const [key, label] of [["doen", "Dit deden wij wel"], ["laten", "Dit lieten wij"], ["feiten", "Dit stond vast"]]) {
      const text = fresh(leaf[key]);
      if (text) lines.push({ label, must: "", extra: [[label.toLowerCase(), text]] });
    }
    return fitted(lines);
  };

  /* Words for everybody: a short text gets what it asks, long ones share what is left. */
  const shared = (asked, room) => {
    const given = [];
    const order = asked.map((words, n) => [words, n]).sort((a, b) => a[0] - b[0]);
    order.forEach(([words, n], place) => {
      given[n] = Math.max(0, Math.min(words, Math.floor(room / (order.length - place))));
      room -= given[n];
    });
    return given;
  };

  const LEAST_WORDS = 4; // fewer words of a text say nothing
  const LONGEST_LINE = 1500; // characters; the check refuses lines over 2000
  const fitted = (lines) => {
    const opening = "Zo legde een tafel de rollen bij deze casus.";
    for (const line of lines) line.text = line.must ? [line.must] : [];
    const wordsNow = () => lines.filter((line) => line.text.length)
      .reduce((sum, line) => sum + countWords(`${line.label}: ${line.text.join(" ")}`), countWords(opening));
    const extras = lines.flatMap((line) => line.extra.map(([name, text], n) => (
      { line, name, text, label: line.must || n ? 0 : countWords(line.label) })));
    const room = shared(extras.map(({ text, label }) => countWords(text) + label), NABESPREKING.most - wordsNow());
    const left = [];
    extras.forEach(({ line, name, text, label }, n) => {
      const words = room[n] - label;
      const kept = countWords(text) <= words ? text : words >= LEAST_WORDS ? cutToWords(text, words) : "";
      const fits = kept && [...line.text, kept].join(" ").length <= LONGEST_LINE;
      if (fits) line.text.push(kept);
      if (!fits || kept !== text) left.push(name);
    });
    const bullets = lines.filter((line) => line.text.length)
      .map((line) => `- **${line.label}:** ${escapeMarkdown(line.text.join(" "))}`);
    const words = wordsNow();
    const text = `## Nabespreking\n\n${[opening, "", ...bullets].join("\n").trim()}\n`;
    return { text, words, left, short: Math.max(0, NABESPREKING.least - words) };
  };

  const api = {
    formatClock, parseClock, duration, copies, prints, sheets, suggestTables, defaults, readAddress,
    isKnown, blocksOf, allBlocks, unpackCase, casesAsked, pagesOf, writeAddress, schedule, printList, partiesOf, emptyLeaf, isEmptyLeaf, cellKey, exportBook, tidyLeaf, checkBook,
    nabespreking, countWords, plainText, escapeMarkdown, rolesOn, partyName, plural, listed, LONGEST, MOST,
  };
  globalThis.WerkatelierReken = Object.freeze(api);
})();
