/* Makes one document out of the papers of a set, for one size of paper, in printing order. */
(() => {
  "use strict";
  const { readAddress, writeAddress, casesAsked, schedule, printList, partiesOf, formatClock, plural } = WerkatelierReken;
  const { show, piece, address } = WerkatelierUitkomst;
  const data = werkatelierGegevens;
  const papers = werkatelierBladen;
  const stand = document.querySelector("[data-stand]");
  const place = document.querySelector("[data-bladen]");
  const all = document.querySelector("[data-alle]");
  const duplex = document.querySelector("[data-dubbel]");
  const fetched = new Map();
  const ROOMY = 22; // lines; more must be set closer, or the first sheet grows a third side
  let turn = 0;

  const params = () => new URLSearchParams(location.hash.slice(1));
  const addressOf = (state, size) =>
    `${writeAddress(state)}&papier=${size}${all.checked ? "&alle=1" : ""}${duplex.checked ? "" : "&enkel=1"}`;

  const getPaper = (path) => {
    if (!fetched.has(path)) fetched.set(path, readPaper(path));
    return fetched.get(path);
  };
  const readPaper = async (path) => {
    const url = address(`${path}/index.html`);
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const paper = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const [tag, name] of [["a", "href"], ["img", "src"], ["link", "href"], ["image", "href"], ["use", "href"]]) {
      for (const node of paper.querySelectorAll(`${tag}[${name}]`)) {
        const target = node.getAttribute(name);
        if (!target.startsWith("#") && !target.startsWith("data:")) node.setAttribute(name, new URL(target, url).href);
      }
    }
    for (const node of paper.querySelectorAll("script, .scherm")) node.remove();
    return paper;
  };

  /* Papers may use the same ids, and a paper may come more than once. */
  const REFERENCES = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"];
  const renumber = (part, number) => {
    const mark = (id) => `b${number}-${id}`;
    for (const node of part.querySelectorAll("[id]")) node.id = mark(node.id);
    for (const name of REFERENCES) {
      for (const node of part.querySelectorAll(`[${name}]`)) {
        node.setAttribute(name, node.getAttribute(name).split(/\s+/).map(mark).join(" "));
      }
    }
    for (const node of part.querySelectorAll('[href^="#"]')) node.setAttribute("href", `#${mark(node.getAttribute("href").slice(1))}`);
    return part;
  };

  /* A paper is made for the cases of its programme and for no hour of the day. Here it gets the
     cases, the parties and the clock of this set. */
  const clock = (paper, state) => {
    for (const moment of paper.querySelectorAll("[data-minuut]")) {
      moment.textContent = formatClock(state.start + Number(moment.dataset.minuut));
    }
    for (const node of paper.querySelectorAll("[data-klok], span[data-tijduitleg], [data-geteld]")) node.remove();
    for (const caption of paper.querySelectorAll("caption[data-tijduitleg]")) caption.textContent = "Kloktijden";
  };
  const caseTitles = (paper, slots) => {
    [...paper.querySelectorAll("[data-casustitel]")].forEach((title, n) => {
      title.textContent = slots[n % slots.length].case?.title ?? "nog geen casus gekozen";
    });
  };
  const caseNotes = async (paper, slots) => {
    const places = [...paper.querySelectorAll("[data-casus]")];
    for (const [n, place] of places.entries()) {
      const row = slots[n].case;
      if (!row) place.textContent = "Nog geen casus gekozen.";
      else if (place.dataset.casus !== row.id) place.replaceChildren(...await notesOf(row));
    }
  };
  const notesOf = async (row) => {
    const sheet = await getPaper(`druk/casus/${row.slug}/gespreksleider`);
    const source = sheet.querySelector("[data-notities]");
    const line = document.createElement("p");
    line.className = "soort";
    line.append("Casus ", Object.assign(document.createElement("strong"), { textContent: row.title }), ` · ${source.dataset.notities}`);
    const notes = document.importNode(source, true);
    for (const heading of notes.querySelectorAll("h2")) {
      const smaller = document.createElement("h4");
      smaller.append(...heading.childNodes);
      heading.replaceWith(smaller);
    }
    return [line, ...notes.childNodes];
  };
  /* Only the parties of these cases: their cards move up, four places to a sheet. On cards to fold
     the back of a card lies beside its front, on others on a sheet of its own. */
  const someParties = (paper, wanted) => {
    const sheets = [...paper.querySelectorAll("main > .vel")];
    const cardOf = new Map([...paper.querySelectorAll(".kaart")].map((card) => [card.id, card]));
    for (const card of cardOf.values()) card.remove();
    const sides = (names) => wanted.flatMap((slug) => names.map((name) => cardOf.get(`${slug}-${name}`)).filter(Boolean));
    const backs = sheets.filter((sheet) => sheet.classList.contains("achterkant"));
    if (!backs.length) deal(sheets, sides(["voor", "achter"]));
    else {
      deal(sheets.filter((sheet) => !backs.includes(sheet)), sides(["voor"]));
      deal(backs, sides(["achter"]));
    }
  };
  const deal = (sheets, cards) => sheets.forEach((sheet, n) => {
    cards.slice(4 * n, 4 * n + 4).forEach((card, place) => {
      card.className = card.className.replace(/plek-\d/, `plek-${place + 1}`);
      sheet.append(card);
    });
    if (4 * n >= cards.length) sheet.remove();
  });
  const tailored = async (original, line, state) => {
    const paper = original.cloneNode(true);
    const slots = schedule(state, data).rows.filter((row) => row.slot);
    const parties = partiesOf(state, data);
    clock(paper, state);
    caseTitles(paper, slots);
    await caseNotes(paper, slots);
    if (line.slug === "partijkaarten" && parties.length) someParties(paper, parties);
    return paper;
  };

  const partOf = (paper, line, number) => {
    const part = document.createElement("div");
    part.className = `deel ${paper.body.className}`;
    part.dataset.titel = line.label;
    const sections = paper.querySelectorAll("main > section");
    const own = line.section === null || sections.length < 2 ? null : sections[line.section];
    part.append(...[...(own ? [own] : paper.querySelector("main").childNodes)].map((node) => document.importNode(node, true)));
    if (duplex.checked) addBacks(part, line);
    return renumber(part, number);
  };
  /* On a printer for both sides every paper starts on a fresh sheet, and what must stay single
     gets an empty back. No browser breaks to a right-hand page by itself. */
  const emptyBack = (size) => {
    const back = document.createElement("div");
    back.className = `leeg leeg--${size}`;
    back.setAttribute("aria-hidden", "true");
    return back;
  };
  const addBacks = (part, line) => {
    if (line.sides === 1) for (const page of part.querySelectorAll(":scope > section")) page.after(emptyBack(line.size));
    else if (line.pages % 2 && line.per !== "leider") part.append(emptyBack(line.size));
  };

  const addStyles = (paper) => {
    const present = new Set([...document.styleSheets].map((sheet) => sheet.href));
    for (const link of paper.querySelectorAll('link[rel="stylesheet"]')) {
      if (!present.has(link.href)) document.head.append(document.importNode(link, true));
    }
  };

  const build = async () => {
    const mine = ++turn;
    try { await WerkatelierCasussen.bring(casesAsked(location.hash, data)); } catch {
      stand.textContent = "De casussen van deze set kunnen nu niet worden opgehaald. Ververs de pagina.";
      return;
    }
    if (mine !== turn) return;
    const { state } = readAddress(location.hash, data);
    all.checked = params().get("alle") === "1";
    duplex.checked = params().get("enkel") !== "1";
    const list = printList(state, data, papers, !duplex.checked);
    const sizes = Object.keys(list.totals);
    const size = sizes.includes(params().get("papier")) ? params().get("papier") : sizes[0];
    showBar(state, list, sizes, size);
    const lines = list.lines.filter((line) => line.path && line.size === size);
    stand.textContent = `De bladen op ${size} worden opgehaald ...`;
    const missing = [];
    const parts = [];
    for (const line of lines) {
      try {
        const paper = await tailored(await getPaper(line.path), line, state);
        if (mine !== turn) return;
        addStyles(paper);
        for (let n = 0; n < (all.checked ? line.times : 1); n += 1) parts.push(partOf(paper, line, parts.length + 1));
      } catch {
        missing.push(line.label);
        fetched.delete(line.path);
      }
    }
    if (mine !== turn) return;
    place.replaceChildren(...parts);
    showFront(state, list, size === "A4" || !sizes.includes("A4"));
    sayReady(size, lines, missing, list.totals[size]);
  };

  const sayReady = (size, lines, missing, sheets) => {
    const whole = all.checked ? "elk blad zo vaak als nodig" : "elk blad één keer. Het aantal staat op het voorblad";
    stand.textContent = missing.length
      ? `De set op ${size} is niet compleet. Deze bladen konden niet worden opgehaald:`
      : `De set op ${size} staat klaar: ${plural(lines.length, "blad", "bladen")}, ${whole}. Met alle exemplaren samen zijn het ${plural(sheets, "vel", "vellen")}.`;
    const items = missing.map((label) => Object.assign(document.createElement("li"), { textContent: label }));
    document.querySelector("[data-fouten]").replaceChildren(...items);
    document.documentElement.dataset.klaar = missing.length ? "deels" : "ja";
  };

  const showFront = (state, list, wanted) => {
    const front = document.querySelector("[data-voorblad]");
    front.hidden = !wanted;
    front.classList.toggle("voorblad--vol", list.lines.length > ROOMY);
    if (wanted) show(front, state, schedule(state, data), list);
  };

  const showBar = (state, list, sizes, size) => {
    delete document.documentElement.dataset.klaar;
    document.querySelector("[data-balk]").hidden = false;
    document.querySelector("[data-terug]").href = address(`werkatelier/samenstellen/index.html${writeAddress(state)}`);
    const links = sizes.map((name) => {
      const link = piece(document.body, "formaat");
      link.textContent = `${name} (${plural(list.totals[name], "vel", "vellen")})`;
      link.href = addressOf(state, name);
      if (name === size) link.setAttribute("aria-current", "true");
      return link;
    });
    document.querySelector("[data-formaten]").replaceChildren(...links);
  };

  const rebuild = () => {
    const { state } = readAddress(location.hash, data);
    history.replaceState(null, "", addressOf(state, params().get("papier") ?? "A4"));
    build();
  };
  all.addEventListener("change", rebuild);
  duplex.addEventListener("change", rebuild);
  document.querySelector("[data-print]").addEventListener("click", () => print());
  addEventListener("hashchange", build);
  if (location.protocol === "file:") {
    stand.textContent = "Vanaf uw eigen schijf mag de browser de bladen niet samenvoegen. Ga terug en print de pdf's uit de lijst.";
  } else build();
})();
