/* Choosing among the cases: a search field, a line that counts, and a window on what fits.
   When all cases fit in one window there is nothing to search: the field and the line stay away. */
(() => {
  "use strict";
  const { few, WINDOW, find } = WerkatelierCasussen;
  const { total } = werkatelierGegevens;
  const PAUSE = 120; // as long as a typist needs for the next letter
  const grouped = (number) => number.toLocaleString("nl-NL");
  const FAILED = "De casussen kunnen nu niet worden opgehaald. Kijk of u verbinding hebt en probeer het opnieuw.";

  const counted = (found, shown, words, next) => {
    if (!found) return `0 van ${grouped(total)} casussen. Probeer een ander woord.`;
    const all = words ? `${grouped(found)} van ${grouped(total)} casussen` : `${grouped(total)} casussen`;
    return [all, shown < found ? `U ziet de eerste ${grouped(shown)}.` : next].filter(Boolean).join(". ");
  };

  /* Looks for what is typed in the field within `place`, and hands the rows of the window to `show`.
     Gives { start, more }: start looks at once, more makes the window larger. */
  const search = (place, show, next = "") => {
    const field = place.querySelector("[data-zoek]");
    const line = place.querySelector("[data-telling]");
    const box = place.querySelector("[data-zoekvak]");
    let size = WINDOW;
    let turn = 0;
    let timer = 0;
    const look = async () => {
      const mine = ++turn;
      clearTimeout(timer);
      const words = field.value.trim();
      try {
        if (!few && !line.textContent) line.textContent = "De casussen worden opgehaald ...";
        const rows = await find(words);
        if (mine !== turn) return;
        const shown = rows.slice(0, size);
        show(shown, rows.length);
        if (!few) line.textContent = counted(rows.length, shown.length, words, next);
      } catch {
        if (mine !== turn) return;
        box.hidden = false;
        line.textContent = FAILED;
      }
    };
    box.hidden = few;
    field.addEventListener("input", () => { size = WINDOW; clearTimeout(timer); timer = setTimeout(look, PAUSE); });
    return { start: look, more: async () => { size += WINDOW; await look(); } };
  };

  /* A <select> of cases beside the search field: its own first option, what was chosen, what fits,
     and a last one that says where the rest is. Gives a function that selects a case by its id. */
  const intoSelect = (place) => {
    const select = place.querySelector("[data-casus]");
    const field = place.querySelector("[data-zoek]");
    const own = select.options[0];
    let rows = [];
    const draw = (id) => {
      const chosen = werkatelierGegevens.cases.filter((row) => row.id === id && !rows.some((other) => other.id === id));
      const options = [...chosen, ...rows].map((row) => new Option(row.title, row.id));
      if (options.length < total) options.push(Object.assign(new Option("Meer casussen: gebruik het zoekveld", "meer"), { disabled: true }));
      const now = [...select.options].slice(1).map((option) => option.value);
      if (options.map((option) => option.value).join() !== now.join()) select.replaceChildren(own, ...options);
      select.value = id;
    };
    const { start } = search(place, (found) => { rows = found; draw(select.value); }, "Kies er een in de lijst.");
    place.addEventListener("focusin", ({ target }) => { if ([field, select].includes(target) && !rows.length) start(); });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      select.focus();
    });
    if (few) start();
    return draw;
  };

  globalThis.WerkatelierKiezer = Object.freeze({ search, intoSelect, FAILED });
})();
