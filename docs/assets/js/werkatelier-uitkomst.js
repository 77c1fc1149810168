/* Shows a draaiboek and a stack of paper in the places that the template keeps for them. */
(() => {
  "use strict";
  const { formatClock, duration, plural } = WerkatelierReken;
  const data = werkatelierGegevens;

  const piece = (root, name) =>
    root.ownerDocument.querySelector(`template[data-stuk="${name}"]`).content.firstElementChild.cloneNode(true);
  const fill = (node, texts) => {
    for (const [key, text] of Object.entries(texts)) node.querySelector(`[data-${key}]`).textContent = text;
    return node;
  };
  const address = (path) => new URL(path, data.top).href;
  const caseAddress = (row) => address(`casussen/${row.slug}/`);

  const contentOf = (row) => {
    const parts = [];
    if (row.slot) parts.push(row.case ? row.case.title : "nog geen casus gekozen");
    parts.push(...row.issues.map((issue) => issue.title));
    return parts.join(", ");
  };

  const showTimes = (root, plan) => {
    const rows = plan.rows.map((row) => fill(piece(root, "tijd"), {
      van: formatClock(row.start), tot: formatClock(row.end), titel: row.title, inhoud: contentOf(row),
      minuten: row.minutes, werkvorm: row.method,
    }));
    root.querySelector("[data-tijden]").replaceChildren(...rows);
  };

  const totalText = (list) => {
    const parts = Object.entries(list.totals).map(([size, count]) => `${count} ${size}`);
    const all = Object.values(list.totals).reduce((sum, count) => sum + count, 0);
    if (!all) return "Er zijn nog geen bladen om te printen.";
    const sizes = parts.length > 1 ? ` (${parts.join(", ")})` : ` ${Object.keys(list.totals)[0]}`;
    const guess = list.lines.some((line) => line.path && !line.counted)
      ? " Dit is een schatting: de pdf's zijn nog niet gemaakt." : "";
    return `In totaal ${plural(all, "vel", "vellen")} papier${sizes}.${guess}`;
  };

  const showStack = (root, list) => {
    const rows = list.lines.map((line) => {
      const row = fill(piece(root, "blad"), {
        titel: line.label, aantal: line.count, vellen: line.path ? line.sheets : "-",
        formaat: line.paper === line.size ? line.paper : `${line.paper} op ${line.size}`,
      });
      if (line.path) {
        row.querySelector("[data-pdf]").href = address(`${line.path}.pdf`);
        row.querySelector("[data-scherm]").href = address(`${line.path}/index.html`);
        for (const link of row.querySelectorAll("a")) link.setAttribute("aria-label", `${line.label}, ${link.textContent}`);
      } else {
        row.querySelector("[data-links]").textContent = "(dit blad is er nog niet)";
      }
      return row;
    });
    root.querySelector("[data-stapel]").replaceChildren(...rows);
    root.querySelector("[data-totaal]").textContent = totalText(list);
    const bring = list.bring.map((row) => {
      const line = piece(root, "regel");
      line.textContent = row.per === "zaal" ? row.label : `${row.label}: ${row.count}${row.per === "tafel" ? " keer, 1 keer per tafel" : ""}`;
      return line;
    });
    root.querySelector("[data-zaal]").replaceChildren(...bring);
    root.querySelector("[data-meenemen]").hidden = !bring.length;
  };

  const show = (root, state, plan, list) => {
    root.querySelector("[data-kort]").textContent =
      `${plan.programme.title}, van ${formatClock(state.start)} tot ${formatClock(plan.end)} uur (${duration(plan.total)}). `
      + `${plural(state.people, "deelnemer", "deelnemers")} aan ${plural(state.tables, "tafel", "tafels")}.`;
    const warned = plan.warnings.map((text) => Object.assign(piece(root, "regel"), { textContent: text }));
    root.querySelector("[data-waarschuwing]").replaceChildren(...warned);
    showTimes(root, plan);
    showStack(root, list);
  };

  globalThis.WerkatelierUitkomst = Object.freeze({ show, piece, fill, address, caseAddress });
})();
