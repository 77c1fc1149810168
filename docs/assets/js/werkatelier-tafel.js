/* The role matrix on a screen: fill in together, kept in this browser, nothing sent anywhere. */
(() => {
  "use strict";
  const { emptyLeaf, isEmptyLeaf, cellKey, exportBook, tidyLeaf, checkBook, nabespreking, partyName, plural } = WerkatelierReken;
  const data = werkatelierGegevens;
  const root = document.querySelector("[data-tafel]");
  const at = (selector, within = root) => within.querySelector(selector);
  const every = (selector, within = root) => [...within.querySelectorAll(selector)];
  const piece = (name) => at(`template[data-stuk="${name}"]`).content.firstElementChild.cloneNode(true);
  const selectCase = WerkatelierKiezer.intoSelect(root);
  const store = new WerkatelierBewaar.Store(data);
  const WAIT = 400;
  const leaves = new Map();
  const unsaved = new Set();
  const past = [];
  const future = [];
  let current = "";
  let timer = 0;
  let exported = true;

  const leafNow = () => leaves.get(current);
  const copyOf = (leaf) => (leaf ? JSON.parse(JSON.stringify(tidyLeaf(leaf))) : null);
  const sameLeaf = (one, other) => JSON.stringify(one && tidyLeaf(one)) === JSON.stringify(other && tidyLeaf(other));
  const newId = () => `b${Date.now().toString(36)}${Math.random().toString(36).slice(2, 7)}`;
  const freeName = (base) => {
    const names = new Set([...leaves.values()].map((leaf) => leaf.naam));
    for (let n = 1; ; n += 1) if (!names.has(`${base} ${n}`)) return `${base} ${n}`;
  };
  const say = (text) => { at("[data-stand]").textContent = text; };

  /* Changes. A step holds every leaf it touched, before and after; undo walks back over steps. */
  const TYPING = 1500;
  const apply = (changes, tag = "") => {
    const now = Date.now();
    const step = { changes, tag, time: now };
    const last = past.at(-1);
    if (tag && last?.tag === tag && now - last.time < TYPING) {
      last.changes = [{ ...changes[0], before: last.changes[0].before }];
      last.time = now;
    } else past.push(step);
    if (past.length > 200) past.shift();
    future.length = 0;
    put(changes.map(({ id, after }) => [id, after]));
  };
  const put = (pairs) => {
    exported = false;
    for (const [id, leaf] of pairs) {
      if (leaf) { leaves.set(id, copyOf(leaf)); unsaved.add(id); }
      else { leaves.delete(id); unsaved.delete(id); store.remove(id); }
    }
    if (!leaves.size) leaves.set(...newEntry());
    if (!leaves.has(current)) go([...leaves.keys()].at(-1));
    showKept();
    clearTimeout(timer);
    timer = setTimeout(saveAll, WAIT);
  };
  const newEntry = () => { const leaf = emptyLeaf(newId(), freeName("Tafel")); return [leaf.id, leaf]; };
  const edit = (change, tag = "") => {
    const before = copyOf(leafNow());
    const after = copyOf(before);
    change(after);
    if (!sameLeaf(before, after)) apply([{ id: current, before, after }], tag && `${current}:${tag}`);
  };
  const walk = (from, to, side, word) => {
    const step = from.pop();
    if (!step) return;
    const other = side === "before" ? "after" : "before";
    if (step.changes.some(({ id, [other]: expected }) => !sameLeaf(leaves.get(id) ?? null, expected))) {
      say("Dit kan niet meer: het blad is in een ander tabblad veranderd.");
      showButtons();
      return;
    }
    to.push(step);
    put(step.changes.map((change) => [change.id, change[side]]));
    const shown = step.changes.find((change) => change[side]);
    if (shown) go(shown.id);
    showAll();
    saveAll();
    say(word);
  };

  /* Keeping */
  const saveAll = () => {
    clearTimeout(timer);
    for (const id of [...unsaved]) {
      const leaf = leaves.get(id);
      if (!leaf || (isEmptyLeaf(leaf) && leaves.size === 1 && !store.marks.has(id))) { unsaved.delete(id); continue; }
      const result = store.save(leaf);
      if (result === "saved") unsaved.delete(id);
      if (result === "changed") branch(id);
    }
    showKept();
    showAlarm();
  };
  /* Not a live region: a screen reader would speak at every word. */
  const showKept = () => {
    at("[data-bewaard]").textContent = unsaved.size || store.broken ? "Nog niet bewaard." : "Bewaard in deze browser.";
  };
  /* Another tab wrote the same leaf: theirs keeps its place, ours goes on as a leaf of its own. */
  const branch = (id) => {
    const mine = copyOf(leaves.get(id));
    const theirs = store.fetch(id);
    unsaved.delete(id);
    forget(id);
    if (theirs) leaves.set(id, theirs);
    if (theirs && !sameLeaf({ ...mine, id }, theirs)) {
      const copy = { ...mine, id: newId(), naam: freeName(`${mine.naam.slice(0, 48)}, kopie`) };
      leaves.set(copy.id, copy);
      store.save(copy);
      if (current === id) go(copy.id);
      notice(`Dit blad is ook in een ander tabblad veranderd. Er is niets weg: uw versie staat nu in het blad "${copy.naam}".`);
    }
    showAll();
  };
  const forget = (id) => {
    for (const list of [past, future]) {
      for (let n = list.length - 1; n >= 0; n -= 1) if (list[n].changes.some((change) => change.id === id)) list.splice(n, 1);
    }
  };
  const elsewhere = (event) => {
    const id = store.idOf(event);
    if (!id) return;
    if (unsaved.has(id) && event.newValue) return branch(id);
    if (unsaved.has(id)) return undefined;
    const theirs = event.newValue ? store.fetch(id) : null;
    forget(id);
    if (theirs) leaves.set(id, theirs);
    else leaves.delete(id);
    if (!leaves.size) leaves.set(...newEntry());
    if (!leaves.has(current)) go([...leaves.keys()][0]);
    showAll();
    return say("Bijgewerkt vanuit een ander tabblad.");
  };

  let noticed = "";
  const notice = (text) => { noticed = text; showAlarm(); };
  const ALARMS = {
    vol: "De opslag van deze browser is vol. Uw laatste invoer is nog niet bewaard. Sla alles op als bestand voordat u dit tabblad sluit.",
    dicht: "Deze browser bewaart niets, bijvoorbeeld in een privévenster. Sla alles op als bestand voordat u dit tabblad sluit.",
  };
  const showAlarm = () => {
    const text = [ALARMS[store.broken], noticed].filter(Boolean).join(" ");
    const place = at("[data-alarm]");
    if (place.textContent !== text) place.textContent = text;
    at("[data-alarm-knop]").hidden = !store.broken;
  };

  /* Showing */
  const go = (id) => { current = id; store.current = id; };
  const caseOf = (leaf) => data.cases.find((row) => row.id === leaf.casus);
  const titleOf = (leaf) => caseOf(leaf)?.title || leaf.titel || leaf.casus || "eigen casus";
  /* A part is made anew when it is about something else, or when its case has come. */
  const subjectOf = (leaf) => `${leaf.id} ${leaf.casus} ${Boolean(caseOf(leaf))}`;
  const setValue = (input, value) => { if (input.value !== value) input.value = value; };

  const showAll = () => {
    const leaf = leafNow();
    const options = [...leaves.values()].map((one) => {
      const option = piece("keus");
      option.value = one.id;
      option.textContent = `${one.naam}: ${titleOf(one)}`;
      return option;
    });
    at("[data-bladen]").replaceChildren(...options);
    at("[data-bladen]").value = current;
    setValue(at("[data-naam]"), leaf.naam);
    setValue(at("[data-titel]"), leaf.titel);
    selectCase(leaf.casus);
    at("[data-eigen]").hidden = Boolean(leaf.casus);
    const row = caseOf(leaf);
    at("[data-lezen]").hidden = !row;
    if (row) {
      at("[data-naar-casus]").href = new URL(`casussen/${row.slug}/${location.protocol === "file:" ? "index.html" : ""}`, data.top).href;
      at("[data-naar-casus]").textContent = `Lees de casus ${row.title}`;
    }
    for (const input of every("[data-tekst]")) setValue(input, leaf[input.dataset.tekst]);
    for (const group of every("[data-niveau]")) showLevel(group, leaf);
    showOutcome();
    showCases();
  };
  /* What is known of the cases may still have to come: their titles, and the names of their parties. */
  const showCases = async () => {
    try {
      if (await WerkatelierCasussen.bring([...leaves.values()].map((one) => one.casus))) showAll();
    } catch { say(WerkatelierKiezer.FAILED); }
  };
  const showLevel = (group, leaf) => {
    const level = group.dataset.niveau;
    for (const input of every("[data-rol]", group)) input.checked = Boolean(leaf.cellen[cellKey(level, input.dataset.rol)]);
    const place = at("[data-vakken]", group);
    const wanted = data.roles.map((role) => cellKey(level, role.slug)).filter((key) => leaf.cellen[key]);
    const present = new Map(every("[data-plek]", place).map((part) => [part.dataset.plek, part]));
    for (const [key, part] of present) if (!wanted.includes(key) || part.dataset.van !== subjectOf(leaf)) { part.remove(); present.delete(key); }
    wanted.forEach((key, n) => {
      const part = present.get(key) ?? makeCell(key, leaf);
      if (place.children[n] !== part) place.insertBefore(part, place.children[n] ?? null);
      showCell(part, leaf.cellen[key]);
    });
  };
  const makeCell = (key, leaf) => {
    const part = piece("vak");
    const [level, role] = key.split("/");
    const id = `wk-vak-${level}-${role}`;
    const title = data.roles.find((row) => row.slug === role).title;
    const levelTitle = data.levels.find((row) => row.slug === level).title;
    part.dataset.plek = key;
    part.dataset.van = subjectOf(leaf);
    at("[data-kop]", part).textContent = title;
    at("[data-kop]", part).id = id;
    part.setAttribute("aria-labelledby", id);
    at("[data-waarom]", part).id = `${id}-waarom`;
    at("[data-waarom-label]", part).htmlFor = `${id}-waarom`;
    at("[data-waarom-label]", part).textContent = `Waarom ${title.toLowerCase()}, ${levelTitle.toLowerCase()}?`;
    const own = new Set(caseOf(leaf)?.parties.map((party) => party.slug) ?? []);
    for (const party of data.parties) {
      const row = piece("partij");
      at("input", row).value = party.slug;
      at("span", row).textContent = partyName(leaf, party.slug, data);
      at(own.has(party.slug) || !own.size ? "[data-eerst]" : "[data-rest]", part).append(row);
    }
    at("details", part).hidden = !own.size;
    return part;
  };
  const showCell = (part, cell) => {
    setValue(at("[data-waarom]", part), cell.waarom);
    for (const input of every("input", part)) input.checked = cell.partijen.includes(input.value);
    if (every("[data-rest] input:checked", part).length) at("details", part).open = true;
  };

  const showOutcome = () => {
    const shown = at("[data-alle]").checked ? [...leaves.values()].filter((leaf) => !isEmptyLeaf(leaf) || leaf.id === current) : [leafNow()];
    at("[data-overzicht]").replaceChildren(...shown.map(overviewOf));
    const { text, words, left, short } = nabespreking(leafNow(), data);
    at("[data-markdown]").value = text;
    at("[data-woorden]").textContent = [
      `U hebt ${plural(words, "woord", "woorden")}. In een casus is plaats voor 115.`,
      short ? `Schrijf er nog minstens ${short} bij.` : "",
      left.length ? `Dit past er niet of niet helemaal in: ${left.join(", ")}. In het bestand en op de print staat het wel.` : "",
    ].filter(Boolean).join(" ");
    showButtons();
  };
  const showButtons = () => {
    at("[data-terug]").disabled = !past.length;
    at("[data-opnieuw]").disabled = !future.length;
  };
  const overviewOf = (leaf) => {
    const part = piece("overzicht");
    const heading = `${leaf.naam}: ${titleOf(leaf)}`;
    at("[data-kop]", part).textContent = heading;
    at(".wk-tabel", part).setAttribute("aria-label", `Matrix van ${heading}`);
    for (const [key, cell] of Object.entries(leaf.cellen)) {
      const laid = piece("gelegd");
      at("[data-reden]", laid).textContent = cell.waarom;
      at("[data-met]", laid).textContent = cell.partijen.length ? `Met ${cell.partijen.map((slug) => partyName(leaf, slug, data)).join(", ")}` : "";
      at(`[data-vak="${key}"]`, part).append(laid);
    }
    for (const place of every("[data-uit]", part)) place.textContent = leaf[place.dataset.uit] || "niets opgeschreven";
    return part;
  };

  /* Files */
  const download = (name, text, type) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  const today = () => new Date().toLocaleDateString("sv-SE");
  const saveFile = () => {
    const full = [...leaves.values()].filter((leaf) => !isEmptyLeaf(leaf));
    const kept = full.length ? full : [leafNow()];
    download(`werkatelier-tafel-${today()}.json`, exportBook(kept), "application/json");
    exported = true;
    at("[data-bestand]").textContent = `${plural(kept.length, "blad", "bladen")} opgeslagen als bestand.`;
  };
  const openFile = async (input) => {
    const file = input.files[0];
    if (!file) return;
    const place = at("[data-bestand]");
    let text = "";
    try { text = await file.text(); } catch { place.textContent = "Dit bestand kan niet worden gelezen. Er is niets veranderd."; return; }
    input.value = "";
    const { leaves: read, error } = checkBook(text, data);
    if (error) { place.textContent = `${error} Er is niets veranderd.`; return; }
    takeIn(read, place);
  };
  const takeIn = (read, place) => {
    const fresh = read.filter((leaf) => !leaves.has(leaf.id) || !sameLeaf(leaves.get(leaf.id), leaf));
    const changes = fresh.map((leaf) => {
      const taken = leaves.has(leaf.id);
      const after = taken ? { ...leaf, id: newId(), naam: `${leaf.naam.slice(0, 44)} (uit bestand)` } : leaf;
      return { id: after.id, before: null, after };
    });
    if (!changes.length) { place.textContent = "Alles uit dit bestand stond hier al."; return; }
    const empty = isEmptyLeaf(leafNow()) ? [{ id: current, before: copyOf(leafNow()), after: null }] : [];
    const first = changes[0].id;
    apply([...changes, ...empty]);
    go(first);
    showAll();
    saveAll();
    place.textContent = `${plural(changes.length, "blad", "bladen")} geopend, naast wat er al was.`;
  };

  /* What people do */
  root.addEventListener("input", ({ target }) => {
    if (target.matches("[data-tekst]")) edit((leaf) => { leaf[target.dataset.tekst] = target.value; }, target.dataset.tekst);
    else if (target.matches("[data-waarom]")) {
      const key = target.closest("[data-plek]").dataset.plek;
      edit((leaf) => { leaf.cellen[key].waarom = target.value; }, key);
    } else if (target.matches("[data-naam]")) edit((leaf) => { leaf.naam = target.value; }, "naam");
    else if (target.matches("[data-titel]")) edit((leaf) => { leaf.titel = target.value; }, "titel");
    else return;
    showOutcome();
  });
  root.addEventListener("change", ({ target }) => {
    if (target.matches("[data-bladen]")) { saveAll(); go(target.value); showAll(); }
    else if (target.matches("[data-casus]")) { edit((leaf) => { leaf.casus = target.value; leaf.titel = target.value ? "" : leaf.titel; }); showAll(); }
    else if (target.matches("[data-naam], [data-titel]")) {
      if (!leafNow().naam.trim()) edit((leaf) => { leaf.naam = freeName("Tafel"); });
      showAll();
    } else if (target.matches("[data-rol]")) {
      const key = cellKey(target.closest("[data-niveau]").dataset.niveau, target.dataset.rol);
      edit((leaf) => { if (target.checked) leaf.cellen[key] = { partijen: [], waarom: "" }; else delete leaf.cellen[key]; });
      showAll();
    } else if (target.matches("[data-plek] input")) {
      const part = target.closest("[data-plek]");
      const picked = every("input:checked", part).map((input) => input.value);
      edit((leaf) => { leaf.cellen[part.dataset.plek].partijen = picked; });
      showAll();
    } else if (target.matches("[data-alle]")) showOutcome();
    else if (target.matches("[data-open]")) openFile(target);
  });
  const on = (selector, action) => at(selector).addEventListener("click", action);
  on("[data-nieuw]", () => {
    const [id, leaf] = newEntry();
    apply([{ id, before: null, after: { ...leaf, casus: leafNow().casus, titel: leafNow().titel } }]);
    go(id);
    showAll();
    say(`${leaf.naam} is toegevoegd.`);
    at("[data-naam]").focus();
  });
  on("[data-weg]", () => {
    const gone = copyOf(leafNow());
    apply([{ id: gone.id, before: gone, after: null }]);
    showAll();
    say(`${gone.naam} is weggegooid. Met Ongedaan maken komt het blad terug.`);
    at("[data-terug]").focus();
  });
  on("[data-terug]", () => walk(past, future, "before", "Ongedaan gemaakt."));
  on("[data-opnieuw]", () => walk(future, past, "after", "Opnieuw gedaan."));
  on("[data-opslaan]", saveFile);
  on("[data-redden]", saveFile);
  on("[data-print]", () => print());
  on("[data-opslaan-markdown]", () => download(`nabespreking-${today()}.md`, at("[data-markdown]").value, "text/markdown"));
  on("[data-kopieer]", async () => {
    try { await navigator.clipboard.writeText(at("[data-markdown]").value); at("[data-gekopieerd]").textContent = "De tekst is gekopieerd."; } catch {
      at("[data-markdown]").select();
      at("[data-gekopieerd]").textContent = "Kopiëren lukt niet vanzelf. De tekst is geselecteerd: druk op Ctrl+C.";
    }
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("textarea, input[type=text], select");
    if (!typing && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      if (event.shiftKey) walk(future, past, "after", "Opnieuw gedaan."); else walk(past, future, "before", "Ongedaan gemaakt.");
    }
  });
  addEventListener("storage", elsewhere);
  addEventListener("pagehide", saveAll);
  addEventListener("pageshow", (event) => { if (event.persisted) { for (const id of [...leaves.keys()]) if (!unsaved.has(id)) { const kept = store.fetch(id); if (kept) leaves.set(id, kept); } showAll(); } });
  document.addEventListener("visibilitychange", () => { if (document.hidden) saveAll(); });
  addEventListener("beforeunload", (event) => {
    saveAll();
    if (store.broken && !exported && [...leaves.values()].some((leaf) => !isEmptyLeaf(leaf))) event.preventDefault();
  });

  const { leaves: kept, unreadable } = store.load();
  for (const leaf of kept) leaves.set(leaf.id, leaf);
  if (unreadable) noticed = `${plural(unreadable, "bewaard blad is", "bewaarde bladen zijn")} niet te lezen met deze versie van de site. Er is niets weggegooid.`;
  if (!leaves.size) leaves.set(...newEntry());
  go(leaves.has(store.current) ? store.current : [...leaves.keys()][0]);
  at(".wk-tafel__zonder").hidden = true;
  at("[data-app]").hidden = false;
  showAll();
  showAlarm();
})();
