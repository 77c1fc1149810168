/* Draw a case at random out of the choice in the address; show it large, with a clock.
   The drawn case stands in the address too (?casus=c05), so a reload shows the same one. */
(() => {
  "use strict";
  const top = document.querySelector(".wk-trek");
  if (!top || !window.wkIndex) return;
  const F = window.wkFilter;
  const { basis } = top.dataset;
  const find = (selector) => top.querySelector(selector);
  const button = (name) => find(`[data-doe="${name}"]`);
  const data = F.prepare(window.wkIndex);
  const choice = F.read(location.search, window.wkIndex);
  const query = F.write({ ...choice, page: 1 });
  const rows = F.run(data, choice).found.map((n) => data.cases[n]);
  const screen = find(".wk-scherm");
  const title = find("#wk-trek-titel");
  const note = find(".wk-scherm .wk-melding");
  const SECTIONS = ["situatie", "keerpunt", "dilemma", "vragen-aan-de-groep"];
  let seen = [];
  let current = null;
  let parts = [];
  let step = 0;

  /* --- Drawing ------------------------------------------------------------------ */
  const anyOf = (list) => list[Math.floor((crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32) * list.length)];
  const draw = () => {
    if (seen.length >= rows.length) seen = current ? [current[0]] : [];
    const left = rows.filter((row) => !seen.includes(row[0]));
    const row = anyOf(left.length ? left : rows);
    history.pushState(null, "", `${query ? `${query}&` : "?"}casus=${row[0]}`);
    open(row, true);
  };

  const facetText = (row, field) => {
    const f = data.facets.findIndex((facet) => facet.field === field);
    const facet = data.facets[f];
    return row[4][f].map((value) => facet.labels.get(facet.names[value])).join(", ");
  };

  const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });

  const open = (row, moveFocus) => {
    current = row;
    if (!seen.includes(row[0])) seen.push(row[0]); // also one that stood in the address
    screen.hidden = false;
    parts = [{ name: "Getrokken casus", nodes: () => [paragraph(row[3]), paragraph(["rol", "tijd", "moeilijkheid"].map((field) => facetText(row, field)).join(" · "))] }];
    button("open").href = F.caseAddress(basis, row, query);
    setClock((Number.parseInt(facetText(row, "tijd"), 10) || 20) * 60);
    go(0, moveFocus);
    addSections(row);
  };

  /* The parts of the case come from its own page; from a disk a page cannot be read, so there
     the summary and the link are what there is. */
  const addSections = async (row) => {
    if (location.protocol === "file:") return;
    try {
      const answer = await fetch(`${basis}casussen/${row[1]}/`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (current !== row) return;
      for (const id of SECTIONS) {
        const heading = page.getElementById(id);
        if (!heading) continue;
        const nodes = [...heading.parentElement.children].filter((node) => node !== heading);
        nodes.forEach((node) => node.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes)));
        parts.push({ name: heading.textContent, nodes: () => nodes });
      }
      showSteps();
    } catch { showSteps(); }
  };

  /* --- Going through the parts -------------------------------------------------- */
  const showSteps = () => {
    button("terug").disabled = step === 0;
    button("verder").disabled = step >= parts.length - 1;
    find(".wk-scherm__deel").textContent = parts.length > 1 ? `${parts[step].name} (deel ${step + 1} van ${parts.length})` : parts[step].name;
  };

  const go = (to, moveFocus = true) => {
    if (to < 0 || to >= parts.length) return;
    step = to;
    title.textContent = current[2];
    find(".wk-scherm__tekst").replaceChildren(...parts[step].nodes().map((node) => node.cloneNode(true)));
    showSteps();
    if (moveFocus) title.focus();
  };

  /* --- Large and small ------------------------------------------------------------ */
  const large = (on) => {
    document.documentElement.classList.toggle("wk-groot", on);
    if (on) {
      if (!current) draw();
      document.documentElement.requestFullscreen?.().catch(() => {});
      title.focus();
    } else if (document.fullscreenElement) document.exitFullscreen();
    if (!on) button("groot").focus();
  };
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && isLarge()) large(false);
  });
  const isLarge = () => document.documentElement.classList.contains("wk-groot");

  /* --- The clock ------------------------------------------------------------------ */
  const clock = find(".wk-klok__tijd");
  let whole = 0;
  let left = 0;
  let ticking = 0;
  let end = 0;
  const showClock = () => {
    const seconds = Math.max(0, Math.ceil(left));
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    clock.classList.toggle("wk-klok__tijd--om", seconds === 0);
    button("klok").textContent = ticking ? "Pauze" : "Start";
  };
  const stop = () => { clearInterval(ticking); ticking = 0; };
  const setClock = (seconds) => { stop(); whole = seconds; left = seconds; note.textContent = ""; showClock(); };
  const tick = () => {
    left = (end - Date.now()) / 1000;
    if (left <= 0) { stop(); left = 0; note.textContent = "De tijd is om."; }
    showClock();
  };
  const startOrStop = () => {
    if (ticking) stop();
    else if (left > 0) { end = Date.now() + left * 1000; ticking = setInterval(tick, 250); }
    showClock();
  };
  const shift = (seconds) => {
    left = Math.min(Math.max(0, left + seconds), 180 * 60);
    end = Date.now() + left * 1000;
    if (left > 0) note.textContent = "";
    showClock();
  };

  const actions = {
    trek: draw, "nog-een": draw, groot: () => large(true), klein: () => large(false),
    terug: () => go(step - 1), verder: () => go(step + 1),
    klok: startOrStop, minder: () => shift(-60), meer: () => shift(60), opnieuw: () => setClock(whole),
  };
  top.addEventListener("click", (event) => actions[event.target.closest("[data-doe]")?.dataset.doe]?.());
  document.addEventListener("keydown", (event) => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    if (event.key === "ArrowRight") go(step + 1);
    else if (event.key === "ArrowLeft") go(step - 1);
    else if (event.key === "Escape" && isLarge()) large(false);
  });

  const fromAddress = () => {
    const wanted = new URLSearchParams(location.search).get("casus");
    const row = data.cases.find((one) => one[0] === wanted);
    if (row) open(row, false);
    else { screen.hidden = true; current = null; }
  };
  addEventListener("popstate", fromAddress);

  find(".wk-trek__uit").textContent = rows.length ? `Uit ${F.count(rows.length)}${query ? " van uw keuze" : ""}` : "Geen casus past bij uw keuze. Verander de keuze.";
  find(".wk-trek__knoppen").hidden = false;
  button("trek").parentElement.hidden = button("groot").parentElement.hidden = !rows.length;
  button("keuze").href = F.page(`${basis}casussen/`) + query;
  fromAddress();
})();
