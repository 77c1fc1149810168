/* The overview of cases: boxes to tick, a list that follows, and an address that holds it all. */
(() => {
  "use strict";
  const top = document.querySelector(".wk-casussen");
  if (!top || !window.wkIndex) return;
  const F = window.wkFilter;
  const data = F.prepare(window.wkIndex);
  const basis = top.dataset.basis;
  const PAGE = 60;
  const MANY = 30; // cards that a browser lays out without anybody noticing
  const find = (selector) => top.querySelector(selector);
  const fresh = (id) => find(`#${id}`).content.firstElementChild.cloneNode(true);
  const search = find("#wk-q");
  const status = find(".wk-telling");
  const chips = find(".wk-gekozen[aria-label]");
  const nothing = find(".wk-niets");
  const cards = find(".wk-kaarten");
  const pager = find(".wk-bladeren");
  const note = find(".wk-melding");
  const facetOf = new Map(data.facets.map((facet) => [facet.field, facet]));
  const boxes = new Map();
  let choice = F.read(location.search, window.wkIndex);

  /* --- Links become boxes --------------------------------------------------- */
  const makeBoxes = () => {
    for (const part of top.querySelectorAll("[data-veld]")) {
      const facet = facetOf.get(part.dataset.veld);
      for (const item of part.querySelectorAll("[data-waarde]")) {
        const label = fresh("wk-vakje");
        const box = label.querySelector("input");
        box.name = facet.field;
        box.value = item.dataset.waarde;
        label.querySelector("span").textContent = facet.labels.get(box.value);
        item.replaceChildren(label);
        boxes.set(`${facet.field} ${box.value}`, { box, label, count: label.querySelector(".wk-aantal") });
      }
    }
    find(".wk-filterzoek").hidden = false;
    find(".wk-acties").hidden = false;
    find(".wk-toon").hidden = false;
  };

  /* --- The list ---------------------------------------------------------------- */
  const labelOf = (field, slug) => facetOf.get(field).labels.get(slug) || slug;
  const namesOf = (row, field) => {
    const f = data.facets.findIndex((facet) => facet.field === field);
    return row[4][f].map((value) => [data.facets[f].names[value], data.facets[f].labels.get(data.facets[f].names[value])]);
  };

  const roleBadge = ([slug, label]) => {
    const item = fresh("wk-rolmerk");
    const link = item.querySelector("a");
    link.classList.add(`wk-merk--${slug}`);
    link.href = F.page(`${basis}rollen/${slug}/`);
    item.querySelector(".wk-icoon").classList.add(`wk-icoon--${slug}`);
    link.append(label);
    return item;
  };

  const card = (row, query) => {
    const made = fresh("wk-kaart");
    made.dataset.id = row[0];
    const link = made.querySelector(".wk-kaart__titel a");
    link.href = F.caseAddress(basis, row, query);
    link.textContent = row[2];
    made.querySelector(".wk-kaart__tekst").textContent = row[3];
    made.querySelector(".wk-merken").replaceChildren(...namesOf(row, "rol").map(roleBadge));
    const words = (field) => namesOf(row, field).map(([, label]) => label).join(", ");
    made.querySelector(".wk-kaart__voet").textContent = ["domein", "fase", "tijd", "moeilijkheid"].map(words).join(" · ");
    return made;
  };

  const turn = (to, text, rel) => {
    const link = document.createElement("a");
    link.href = F.write({ ...choice, page: to }) || location.pathname;
    link.rel = rel;
    link.dataset.pagina = to;
    link.textContent = text;
    return link;
  };

  const showPager = (pages) => {
    pager.hidden = pages < 2;
    const [before, after] = pager.querySelectorAll("li");
    before.replaceChildren(...(choice.page > 1 ? [turn(choice.page - 1, "Vorige bladzijde", "prev")] : []));
    after.replaceChildren(...(choice.page < pages ? [turn(choice.page + 1, "Volgende bladzijde", "next")] : []));
  };

  /* --- What was chosen ------------------------------------------------------- */
  const parts = () => [
    ...Object.entries(choice.values).flatMap(([field, slugs]) => slugs.map((slug) => ({ field, slug, text: `${facetOf.get(field).label}: ${labelOf(field, slug)}` }))),
    ...(choice.q.trim() ? [{ field: "q", slug: "", text: `Woord: ${choice.q.trim()}` }] : []),
  ];

  const dropped = ({ field, slug }) => {
    if (field === "q") return { ...choice, q: "", page: 1 };
    const values = { ...choice.values, [field]: slug ? choice.values[field].filter((other) => other !== slug) : [] };
    if (!values[field].length) delete values[field];
    return { ...choice, values, page: 1 };
  };

  const showChips = () => {
    const chosen = parts();
    chips.hidden = !chosen.length;
    const made = chosen.map((part) => {
      const item = fresh("wk-gekozen");
      const button = item.querySelector("button");
      button.querySelector("span").textContent = part.text;
      button.setAttribute("aria-label", `Haal weg: ${part.text}`);
      button.addEventListener("click", () => { change(dropped(part)); (chips.querySelector("button") || search).focus(); });
      return item;
    });
    if (chosen.length > 1) {
      const item = fresh("wk-gekozen");
      item.querySelector("button").replaceChildren("Wis alles");
      item.querySelector("button").addEventListener("click", () => { change({ q: "", values: {}, page: 1 }); search.focus(); });
      made.push(item);
    }
    chips.replaceChildren(...made);
  };

  /* --- Nothing found: which part stands in the way ------------------------------ */
  const nameOf = (field) => (field === "q" ? `het woord "${choice.q.trim()}"` : `"${facetOf.get(field).label}: ${choice.values[field].map((slug) => labelOf(field, slug)).join(" of ")}"`);

  const advice = (field, number) => {
    const item = fresh("wk-raad");
    const button = item.querySelector("button");
    button.textContent = `Laat ${nameOf(field)} weg (${F.count(number)})`;
    button.addEventListener("click", () => { change(dropped({ field })); search.focus(); });
    return item;
  };

  const showNothing = (answer) => {
    nothing.hidden = answer.found.length > 0;
    if (answer.found.length) { nothing.replaceChildren(); return ""; }
    const ways = Object.entries(answer.without).filter(([, number]) => number).sort((one, two) => two[1] - one[1]);
    const alone = Object.keys(answer.without).map((field) => [field, F.run(data, { q: field === "q" ? choice.q : "", values: field === "q" ? {} : { [field]: choice.values[field] }, page: 1 }).found.length]);
    const empty = alone.filter(([, number]) => !number).map(([field]) => nameOf(field));
    const text = document.createElement("p");
    text.textContent = ways.length
      ? `Geen casus past bij alles wat u koos. Laat ${nameOf(ways[0][0])} weg, dan ${ways[0][1] === 1 ? "is er 1 casus" : `zijn er ${ways[0][1]} casussen`}.`
      : empty.length ? `Bij ${empty.join(" en ")} past geen enkele casus. Laat dat weg.` : "Geen casus past bij alles wat u koos. Laat meer dan één filter weg.";
    const list = document.createElement("ul");
    list.className = "wk-knoppen";
    const dead = alone.filter(([, number]) => !number).map(([field]) => field);
    list.append(...(ways.length ? ways : dead.map((field) => [field, F.run(data, dropped({ field })).found.length])).map(([field, number]) => advice(field, number)));
    nothing.replaceChildren(text, list);
    return text.textContent;
  };

  /* --- Show everything ---------------------------------------------------------- */
  const showBoxes = (answer) => {
    data.facets.forEach((facet, f) => facet.names.forEach((slug, v) => {
      const found = boxes.get(`${facet.field} ${slug}`);
      if (!found) return;
      found.box.checked = (choice.values[facet.field] || []).includes(slug);
      found.count.textContent = `(${answer.counts[f][v]})`;
      found.label.classList.toggle("wk-nul", !answer.counts[f][v] && !found.box.checked);
    }));
    if (search !== document.activeElement) search.value = choice.q;
  };

  const show = () => {
    const answer = F.run(data, choice);
    const total = answer.found.length;
    const pages = Math.max(1, Math.ceil(total / PAGE));
    choice.page = Math.min(choice.page, pages);
    const query = F.write({ ...choice, page: 1 });
    const start = (choice.page - 1) * PAGE;
    cards.classList.toggle("wk-kaarten--veel", total > MANY);
    cards.replaceChildren(...answer.found.slice(start, start + PAGE).map((n) => card(data.cases[n], query)));
    showBoxes(answer);
    showChips();
    showPager(pages);
    const problem = showNothing(answer);
    const where = pages > 1 ? `, bladzijde ${choice.page} van ${pages}` : "";
    const aloud = document.createElement("span");
    aloud.className = "wk-alleen-voorlezen";
    aloud.textContent = problem && `. ${problem}`;
    status.replaceChildren(`${F.count(total)}${where}`, aloud);
    find(".wk-toon").textContent = total ? `Toon ${F.count(total)}` : "Toon wat u kunt doen";
    const draw = find("[data-doe='trek']");
    draw.href = F.page(`${basis}werkatelier/trek/`) + query;
    draw.parentElement.hidden = !total;
  };

  /* Ticking a box is a step that "back" undoes; typing a letter is not. */
  const change = (next, typing = false) => {
    choice = next;
    note.textContent = "";
    /* The second page without a script stands elsewhere; a choice always starts at the first. */
    if (Number(top.dataset.bladzijde) > 1) { location.assign(F.page(`${basis}casussen/`) + F.write(choice)); return; }
    const address = F.write(choice) || location.pathname;
    history[typing ? "replaceState" : "pushState"](null, "", address);
    show();
  };

  const toggled = (box) => {
    const others = (choice.values[box.name] || []).filter((slug) => slug !== box.value);
    const chosen = box.checked ? [...others, box.value] : others;
    const values = { ...choice.values, [box.name]: chosen };
    if (!chosen.length) delete values[box.name];
    return { ...choice, values, page: 1 };
  };

  /* On a phone the open filters would push the list out of sight; there the chips tell enough. */
  const openChosen = () => {
    if (!matchMedia("(min-width: 60em)").matches) return;
    for (const part of top.querySelectorAll("[data-veld]")) {
      if (!choice.values[part.dataset.veld]) continue;
      part.open = true;
      const more = part.parentElement.closest("details");
      if (more) more.open = true;
    }
  };

  makeBoxes();
  top.addEventListener("change", (event) => { if (event.target.matches("input[type=checkbox]")) change(toggled(event.target)); });
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({ ...choice, q: search.value, page: 1 }, true), 120);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    clearTimeout(waiting);
    change({ ...choice, q: search.value, page: 1 });
  });
  pager.addEventListener("click", (event) => {
    const link = event.target.closest("[data-pagina]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    change({ ...choice, page: Number(link.dataset.pagina) });
    const heading = find("#alle");
    heading.tabIndex = -1;
    heading.focus();
  });
  find("[data-doe='kopieer']").addEventListener("click", async () => {
    const done = await F.copy(location.href);
    note.textContent = done ? "De link is gekopieerd." : `Kopieer dit adres: ${location.href}`;
  });
  addEventListener("popstate", () => {
    choice = F.read(location.search, window.wkIndex);
    search.value = choice.q;
    openChosen();
    show();
  });
  if (!F.isEmpty(choice) || choice.page > 1) { search.value = choice.q; openChosen(); show(); }
  else showBoxes(F.run(data, choice));
})();
