/* "Mijn werkatelier": the choice stands in the address and nowhere else. */
(() => {
  "use strict";
  const { readAddress, writeAddress, casesAsked, schedule, printList, defaults, suggestTables, parseClock, formatClock, plural, MOST } = WerkatelierReken;
  const { few, bring } = WerkatelierCasussen;
  const { search, FAILED } = WerkatelierKiezer;
  const { show, piece, fill, address } = WerkatelierUitkomst;
  const data = werkatelierGegevens;
  const papers = werkatelierBladen;
  const root = document.querySelector("[data-samenstellen]");
  const form = root.querySelector("[data-keuze]");
  const outcome = root.querySelector("[data-uitkomst]");
  const said = root.querySelector("[data-gemeld]");
  const KEPT = "wk-casussen";
  const list = root.querySelector("[data-lijst]");
  const caseOf = (id) => data.cases.find((row) => row.id === id);
  let state;
  let turn = 0;
  let brought = false; // the cases came along from another page: they stay when the programme changes

  /* Fetches cases that may not be here yet; says so when that fails. */
  const fetched = async (ids) => {
    try { await bring(ids); return true; } catch { say([FAILED]); return false; }
  };

  /* From the address to the page */
  const arrive = async () => {
    if (state && location.hash && !location.hash.includes("=")) return; // a link within the page
    const mine = ++turn;
    if (!await fetched(casesAsked(location.hash, data)) || mine !== turn) return;
    const read = readAddress(location.hash, data);
    state = read.state;
    brought = read.brought;
    outcome.hidden = false;
    say(read.messages);
    if (read.messages.length) history.replaceState(null, "", writeAddress(state));
    showAll();
  };
  /* From the page to the address: a step back for every choice, one for a row of digits. */
  const choose = (change, replace = false) => {
    state = { ...state, ...change };
    said.replaceChildren();
    history[replace ? "replaceState" : "pushState"](null, "", writeAddress(state));
    showAll();
  };

  const say = (messages) => said.replaceChildren(...messages.map((text) => Object.assign(document.createElement("p"), { textContent: text })));

  const showAll = () => {
    showForm();
    const plan = schedule(state, data);
    const stack = printList(state, data, papers);
    show(root, state, plan, stack);
    showPrintButtons(stack);
    root.querySelector("[data-adres]").value = new URL(writeAddress(state), location.href).href;
    showKept();
  };

  const showForm = () => {
    for (const input of form.elements) {
      if (input.name === "p") input.checked = input.value === state.programme;
      if (input.name === "c") input.checked = state.cases.includes(input.value);
      if (input.name === "d") input.checked = state.issues.includes(input.value);
    }
    for (const [name, value] of [["n", state.people], ["t", state.tables], ["start", formatClock(state.start)]]) {
      const input = form.elements[name];
      if (input !== document.activeElement || input.value === "") input.value = value;
      input.removeAttribute("aria-invalid");
    }
    showChosen();
  };

  const showChosen = () => {
    const rows = state.cases.map((id, place) => {
      const title = caseOf(id).title;
      const row = fill(piece(root, "keuze"), {
        titel: title, "omhoog-tekst": `${title} eerder`, "omlaag-tekst": `${title} later`, "weg-tekst": `${title} weglaten`,
      });
      const [up, down, out] = ["omhoog", "omlaag", "weg"].map((name) => row.querySelector(`[data-${name}]`));
      up.disabled = place === 0;
      down.disabled = place === state.cases.length - 1;
      up.addEventListener("click", () => move(place, -1));
      down.addEventListener("click", () => move(place, 1));
      out.addEventListener("click", () => drop(place));
      return row;
    });
    if (!rows.length) rows.push(Object.assign(document.createElement("li"), { textContent: "Nog geen casus.", className: "wk-leeg" }));
    root.querySelector("[data-gekozen]").replaceChildren(...rows);
  };

  /* The list to choose from: as many rows as the window holds. */
  const rowOf = ({ id, title, note }) => {
    const row = fill(piece(root, "casus"), { titel: title, over: note });
    Object.assign(row.querySelector("input"), { value: id, checked: state.cases.includes(id) });
    return row;
  };
  const looking = search(list, (rows, found) => {
    const shown = root.querySelector("[data-casussen]");
    const focused = shown.contains(document.activeElement) ? document.activeElement.value : "";
    shown.replaceChildren(...rows.map(rowOf));
    if (focused) (shown.querySelector(`[value="${focused}"]`) ?? list.querySelector("[data-zoek]")).focus();
    root.querySelector("[data-meer]").hidden = rows.length >= found;
  });
  const startList = () => {
    if (state && (few || list.open) && !root.querySelector("[data-casussen] li")) looking.start();
  };
  const showMore = async () => {
    const before = root.querySelectorAll("[data-casussen] input").length;
    await looking.more();
    root.querySelectorAll("[data-casussen] input")[before]?.focus();
  };

  /* After a list is made anew, the focus goes where a keyboard expects it. */
  const focusOn = (place, name) => {
    const row = root.querySelectorAll("[data-gekozen] > li")[place];
    const wanted = row?.querySelector(`[data-${name}]:enabled`) ?? row?.querySelector("button:enabled");
    (wanted ?? root.querySelector(".wk-samen__lijst summary")).focus();
  };
  const move = (place, step) => {
    const order = [...state.cases];
    [order[place], order[place + step]] = [order[place + step], order[place]];
    choose({ cases: order });
    focusOn(place + step, step < 0 ? "omhoog" : "omlaag");
  };
  const drop = (place) => {
    choose({ cases: state.cases.filter((_, n) => n !== place) });
    focusOn(Math.min(place, state.cases.length - 1), "weg");
  };
  const add = async (ids) => {
    if (!await fetched(ids)) { showForm(); return; }
    const all = [...new Set([...state.cases, ...ids])];
    choose({ cases: all.slice(0, MOST.cases) });
    if (all.length > MOST.cases) say([`Er passen ${MOST.cases} casussen in een werkatelier. De rest is weggelaten.`]);
  };

  const showPrintButtons = (stack) => {
    const overWeb = location.protocol !== "file:";
    root.querySelector("[data-los]").hidden = overWeb;
    const buttons = Object.entries(stack.totals).map(([size, count]) => {
      const row = piece(root, "knop");
      const link = row.querySelector("a");
      link.textContent = `Print alles op ${size} (${plural(count, "vel", "vellen")})`;
      link.href = address(`druk/samenstelling/index.html${writeAddress(state)}&papier=${size}`);
      return row;
    });
    root.querySelector("[data-printknoppen]").replaceChildren(...(overWeb ? buttons : []));
  };

  /* Cases that somebody kept on their own pages. */
  const readKept = () => {
    try {
      const ids = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
      return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
    } catch { return []; }
  };
  const keptCases = () => [...new Set(readKept())].filter((id) => caseOf(id) && !state.cases.includes(id));
  const showKept = async () => {
    try { await bring(readKept()); } catch { /* what cannot be fetched is not offered */ }
    const ids = keptCases();
    root.querySelector("[data-bewaard]").hidden = !ids.length;
    root.querySelector("[data-bewaard-tekst]").textContent =
      `U bewaarde ${plural(ids.length, "casus", "casussen")} die hier nog niet bij ${ids.length === 1 ? "staat" : "staan"}: ${ids.map((id) => caseOf(id).title).join(", ")}.`;
  };

  const pickProgramme = async (slug) => {
    if (!await fetched(defaults(data, slug).cases)) { showForm(); return; }
    const old = data.programmes.find((row) => row.slug === state.programme);
    const next = data.programmes.find((row) => row.slug === slug);
    const untouched = !brought && state.cases.join() === old.cases.join();
    const tables = state.tables === suggestTables(state.people, old) ? suggestTables(state.people, next) : state.tables;
    choose({ programme: slug, tables, cases: untouched ? defaults(data, slug).cases : state.cases });
  };
  const readField = (input, value, most) => {
    const right = Number.isInteger(value) && value >= 1 && value <= most;
    input.setAttribute("aria-invalid", String(!right));
    return right;
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (!state) return;
    if (target.name === "p") pickProgramme(target.value);
    if (target.name === "c" && target.checked) add([target.value]);
    if (target.name === "c" && !target.checked) choose({ cases: state.cases.filter((id) => id !== target.value) });
    if (target.name === "d") {
      const picked = new Set(state.issues);
      picked[target.checked ? "add" : "delete"](target.value);
      choose({ issues: data.issues.map((row) => row.id).filter((id) => picked.has(id)) });
    }
    if (target.type === "number" || target.type === "time") showForm();
  });
  form.addEventListener("input", ({ target }) => {
    if (!state) return;
    if (target.name === "n" && readField(target, target.valueAsNumber, MOST.people)) {
      const people = target.valueAsNumber;
      const programme = data.programmes.find((row) => row.slug === state.programme);
      const kept = state.tables !== suggestTables(state.people, programme) && state.tables <= people;
      choose({ people, tables: kept ? state.tables : suggestTables(people, programme) }, true);
    }
    if (target.name === "t" && readField(target, target.valueAsNumber, Math.min(MOST.tables, state.people))) {
      choose({ tables: target.valueAsNumber }, true);
    }
    if (target.name === "start") {
      const start = parseClock(target.value);
      if (start !== null) choose({ start }, true);
    }
  });
  form.addEventListener("focusout", ({ target }) => {
    if (state && ["n", "t", "start"].includes(target.name)) setTimeout(showForm);
  });
  root.querySelector("[data-voeg-toe]").addEventListener("click", () => {
    add(keptCases());
    root.querySelector(".wk-samen__lijst summary").focus();
  });
  root.querySelector("[data-kopieer]").addEventListener("click", async () => {
    const field = root.querySelector("[data-adres]");
    const status = root.querySelector("[data-gekopieerd]");
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = "Het adres is gekopieerd.";
    } catch {
      field.select();
      status.textContent = "Kopiëren lukt niet vanzelf. Het adres is geselecteerd: druk op Ctrl+C.";
    }
  });
  addEventListener("popstate", arrive);
  addEventListener("storage", (event) => { if (state && (event.key === KEPT || event.key === null)) showKept(); });
  list.addEventListener("toggle", startList);
  root.querySelector("[data-meer] button").addEventListener("click", showMore);

  root.querySelector(".wk-samen__zonder").hidden = true;
  form.hidden = false;
  arrive().then(startList);
})();
