/* A case: the way through the cases that somebody filtered on, sharing, printing, collecting. */
(() => {
  "use strict";
  const top = document.querySelector(".wk-casus");
  if (!top) return;
  const F = window.wkFilter;
  const { basis, id } = top.dataset;
  const note = top.querySelector(".wk-melding");

  /* --- Previous and next within the choice that stands in the address ---------- */
  const nav = top.querySelector(".wk-buren");
  const neighbour = (row, text, rel, query) => {
    const link = nav.querySelector("template").content.firstElementChild.cloneNode(true);
    link.href = F.caseAddress(basis, row, query);
    link.rel = rel;
    const [small, title] = link.querySelectorAll("span");
    small.textContent = text;
    title.textContent = row[2];
    return link;
  };

  const showNeighbours = (index) => {
    const choice = F.read(location.search, index);
    if (F.isEmpty(choice)) return;
    const data = F.prepare(index);
    const rows = F.run(data, choice).found.map((n) => data.cases[n]);
    const place = rows.findIndex((row) => row[0] === id);
    if (place < 0) return;
    const query = F.write({ ...choice, page: 1 });
    const [before, after] = nav.querySelectorAll("li");
    before.replaceChildren(...(place > 0 ? [neighbour(rows[place - 1], "Vorige casus", "prev", query)] : []));
    after.replaceChildren(...(place < rows.length - 1 ? [neighbour(rows[place + 1], "Volgende casus", "next", query)] : []));
    nav.querySelector("[data-keuze]").textContent = `Casus ${place + 1} van ${rows.length} in uw keuze`;
    const crumb = top.querySelector(".wk-kruimel a");
    crumb.href = F.page(`${basis}casussen/`) + query;
    crumb.textContent = `Terug naar uw keuze (${F.count(rows.length)})`;
  };
  if (location.search) F.load(basis).then(showNeighbours, () => {});

  /* --- What you can do with it ----------------------------------------------------- */
  const KEY = "wk-casussen";
  const collected = () => {
    try {
      const ids = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(ids) ? ids.filter((one) => typeof one === "string") : [];
    } catch { return []; }
  };

  const share = async () => {
    const address = location.href.split("#")[0];
    if (navigator.share) {
      try { await navigator.share({ title: document.title, url: address }); return; } catch (error) { if (error.name === "AbortError") return; }
    }
    note.textContent = (await F.copy(address)) ? "De link is gekopieerd." : `Kopieer dit adres: ${address}`;
  };

  const actions = {
    print: () => print(),
    deel: share,
    "voeg-toe": () => {
      try { localStorage.setItem(KEY, JSON.stringify([...new Set([...collected(), id])])); } catch { /* private mode: the address carries the case */ }
    },
  };
  for (const control of top.querySelectorAll("[data-doe]")) {
    control.closest("li").hidden = false;
    control.addEventListener("click", actions[control.dataset.doe]);
  }
})();
