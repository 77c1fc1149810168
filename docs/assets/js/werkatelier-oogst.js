/* What the tables found: typed out sheet by sheet, kept in this browser, nothing sent anywhere. */
(() => {
  "use strict";
  const { isKnown, plainText, escapeMarkdown, plural } = WerkatelierReken;
  const data = werkatelierGegevens;
  const root = document.querySelector("[data-oogst]");
  const at = (selector) => root.querySelector(selector);
  const every = (selector) => [...root.querySelectorAll(selector)];
  const selectCase = WerkatelierKiezer.intoSelect(root);
  const KEY = "wk-oogst";
  const MOST = 60;
  const fields = every("[data-veld]");
  let sheets = [];
  let current = 0;
  let thrown = null;

  const freshSheet = () => ({ tafel: `Tafel ${sheets.length + 1}`, casus: sheets.at(-1)?.casus ?? "" });
  const isEmpty = (sheet) => !fields.some(({ dataset: { veld } }) => !["tafel", "casus"].includes(veld) && sheet[veld]?.trim());
  const titleOf = (sheet) => data.cases.find((row) => row.id === sheet.casus)?.title
    ?? (isKnown(sheet.casus ?? "", data) ? sheet.casus : "eigen casus");
  const nameOf = (sheet, n) => `${sheet.tafel?.trim() || `Blad ${n + 1}`}: ${titleOf(sheet)}`;

  /* Only texts, and only of fields that are there: anybody can write in the storage of a browser. */
  const readable = (sheet) => Object.fromEntries(fields
    .map(({ dataset: { veld }, maxLength }) => [veld, sheet?.[veld], maxLength])
    .filter(([, text]) => typeof text === "string")
    .map(([name, text, most]) => [name, most > 0 ? text.slice(0, most) : text]));
  const load = () => {
    try {
      const read = JSON.parse(localStorage.getItem(KEY));
      sheets = Array.isArray(read) ? read.slice(0, MOST).map(readable) : [];
    } catch { sheets = []; }
    if (!sheets.length) sheets = [freshSheet()];
    current = Math.min(current, sheets.length - 1);
  };
  const save = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify(sheets));
      at("[data-alarm]").textContent = "";
    } catch {
      at("[data-alarm]").textContent = "Deze browser bewaart niets. Sla de tekst op als bestand voordat u dit tabblad sluit.";
    }
  };

  const LABELS = Object.fromEntries(every("textarea[data-veld]")
    .filter(({ dataset: { veld } }) => !veld.startsWith("wat-"))
    .map((field) => [field.dataset.veld, root.querySelector(`label[for="${field.id}"]`).textContent]));
  const safe = (text) => escapeMarkdown(plainText(text ?? ""));
  const markdownOf = (sheet, n) => {
    const lines = Object.entries(LABELS).map(([name, label]) => [label, safe(sheet[name])]);
    for (const level of data.levels) {
      const when = safe(sheet[`wanneer-${level.slug}`]);
      const what = safe(sheet[`wat-${level.slug}`]);
      lines.push([`Afspraak ${level.title.toLowerCase()}`, what && when ? `${what} (${when})` : what || when]);
    }
    const said = lines.filter(([, text]) => text).map(([label, text]) => `- **${label}:** ${text}`);
    return `## ${safe(nameOf(sheet, n))}\n\n${said.join("\n") || "Nog niets ingevuld."}\n`;
  };
  const textOf = () => `# Oogst van ons werkatelier\n\n${sheets.map(markdownOf).join("\n")}`;

  const showText = () => {
    at("[data-tekst]").value = textOf();
    at("[data-mail]").href = `mailto:?subject=${encodeURIComponent("Oogst van ons werkatelier")}&body=${encodeURIComponent(textOf())}`;
  };
  const show = () => {
    const options = sheets.map((sheet, n) => new Option(nameOf(sheet, n), String(n), false, n === current));
    at("[data-blad]").replaceChildren(...options);
    at("[data-bladkeuze]").hidden = sheets.length < 2;
    at("[data-terug]").hidden = !thrown;
    for (const field of fields) if (!field.matches("[data-casus]")) field.value = sheets[current][field.dataset.veld] ?? "";
    selectCase(sheets[current].casus ?? "");
    showText();
    showNames();
  };
  /* The titles of the cases may still have to come. */
  const showNames = async () => {
    try { if (await WerkatelierCasussen.bring(sheets.map((sheet) => sheet.casus ?? ""))) show(); } catch {
      at("[data-stand]").textContent = WerkatelierKiezer.FAILED;
    }
  };
  const change = (stand) => {
    save();
    show();
    at("[data-stand]").textContent = stand;
  };

  const next = () => {
    if (sheets.length >= MOST) { at("[data-stand]").textContent = `Er passen ${MOST} bladen in.`; return; }
    sheets.push(freshSheet());
    current = sheets.length - 1;
    change(`U typt nu blad ${sheets.length}. De andere bladen zijn bewaard.`);
    at('[data-veld="tafel"]').focus();
  };
  const throwAway = () => {
    thrown = isEmpty(sheets[current]) ? null : [current, sheets[current]];
    sheets.splice(current, 1);
    if (!sheets.length) sheets = [freshSheet()];
    current = Math.min(current, sheets.length - 1);
    change(`Het blad is weg. Er ${sheets.length === 1 ? "is" : "zijn"} nog ${plural(sheets.length, "blad", "bladen")}.`);
  };
  const putBack = () => {
    if (sheets.length === 1 && isEmpty(sheets[0])) sheets = [];
    sheets.splice(thrown[0], 0, thrown[1]);
    current = Math.min(thrown[0], sheets.length - 1);
    thrown = null;
    change("Het blad staat er weer.");
  };
  const copy = async () => {
    try { await navigator.clipboard.writeText(textOf()); at("[data-gedaan]").textContent = "Gekopieerd."; }
    catch {
      at("[data-tekst]").select();
      at("[data-gedaan]").textContent = "De tekst is geselecteerd. Kopieer haar met Ctrl+C of Cmd+C.";
    }
  };
  const saveFile = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([textOf()], { type: "text/markdown" }));
    link.download = `oogst-${new Date().toLocaleDateString("sv-SE")}.md`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    at("[data-gedaan]").textContent = `${plural(sheets.length, "blad", "bladen")} opgeslagen als bestand.`;
  };

  root.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-veld]")) return;
    sheets[current][target.dataset.veld] = target.value;
    save();
    showText();
  });
  root.addEventListener("change", ({ target }) => {
    if (target.matches("[data-blad]")) { current = Number(target.value); show(); }
    else if (target.matches('[data-veld="tafel"], [data-veld="casus"]')) show();
  });
  const actions = { volgende: next, weg: throwAway, terug: putBack, kopieer: copy, opslaan: saveFile };
  for (const [name, act] of Object.entries(actions)) at(`[data-${name}]`).addEventListener("click", act);
  at("[data-formulier]").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("storage", ({ key }) => {
    if (key !== KEY) return;
    load();
    show();
    at("[data-stand]").textContent = "Bijgewerkt vanuit een ander tabblad.";
  });

  at("[data-zonder]").hidden = true;
  at("[data-formulier]").hidden = false;
  load();
  show();
})();
