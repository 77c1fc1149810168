/* The form for a new case: checks what was typed and makes the Markdown file of it.
   Nothing leaves the browser. The draft stands in localStorage and can be wiped. */
(() => {
  "use strict";
  const form = document.getElementById("wk-nieuw");
  if (!form) return;
  const data = JSON.parse(document.getElementById("wk-nieuw-gegevens").dataset.gegevens);
  const validator = new JsonSchema.Validator(data.schema, "2020-12", false);
  const DRAFT = "werkatelier:nieuwe-casus";
  const known = new Set(data.verwijzingen);
  const byId = (id) => document.getElementById(id);
  const props = data.schema.properties;

  /* ---- Text as it will stand in the file ---- */
  const tidy = (text) => text.normalize("NFC")
    .replace(/[\u201c\u201d\u201e]/g, '"').replace(/[\u2018\u2019\u201a]/g, "'")
    .replace(/\s[\u2013\u2014]\s/g, ", ").replace(/[\u2013\u2014]/g, "-").replace(/\u2026/g, "...")
    .replace(/\r\n?/g, "\n").replace(/[\t\u00a0\u2028\u2029]/g, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, (sign) => (sign === "\n" ? sign : ""));
  const oneLine = (text) => tidy(text).replace(/\s+/g, " ").trim();
  /* A line that starts like a heading, list or quotation stays an ordinary line. */
  const plainStart = (line) => line
    .replace(/^([#>+=*-]|~{3}|`{3})(?=[\s#>=~`*-]|$)/, "\\$1").replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
  const paragraphs = (text) => tidy(text).split(/\n\s*\n/)
    .map((part) => part.replace(/\s+/g, " ").trim()).filter(Boolean).map(plainStart);
  const sentence = (text) => plainStart(oneLine(text));
  const lines = (text) => tidy(text).split("\n")
    .map((line) => line.replace(/^\s*(?:\d{1,2}[.)]|[-*])\s+/, "").replace(/\s+/g, " ").trim()).filter(Boolean);
  const asSlug = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  const PLAIN = /^\p{L}[\p{L}\p{N} .,?!;()'"\/-]*$/u;
  const WORDS_OF_YAML = /^(y|n|yes|no|on|off|true|false|null|ja|nee)$/i;
  const scalar = (value) => (typeof value === "number" || (PLAIN.test(value) && !WORDS_OF_YAML.test(value))
    ? String(value) : `"${value.replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`);
  const inYaml = (value) => (Array.isArray(value) ? `[${value.join(", ")}]` : /^\d{4}-\d\d-\d\d$/.test(value) ? value : scalar(value));

  /* ---- What was filled in ---- */
  const typed = (name) => form.elements[name].value;
  const chosen = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
  const today = () => {
    const day = new Date();
    return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  };
  const fixed = () => ({ id: data.id, nagekeken: today(), herkomst: props.herkomst?.const });
  const valueOf = (name) => {
    const prop = props[name];
    if (prop.type === "array") return chosen(name);
    const given = byId(`veld-${name}`).dataset.veld ? chosen(name)[0] ?? "" : oneLine(typed(name));
    return prop.type === "integer" && given ? Number(given) : given;
  };
  const values = () => {
    const always = fixed();
    return Object.fromEntries(data.volgorde.map((name) => [name, name in always ? always[name] : valueOf(name)])
      .filter(([, value]) => value !== ""));
  };
  const parties = () => [...chosen("extern"), ...chosen("intern")];

  const MAKERS = {
    tekst: (part) => paragraphs(typed(`deel-${part.anchor}`)).join("\n\n"),
    vragen: (part) => lines(typed(`deel-${part.anchor}`)).map((line, n) => `${n + 1}. ${line}`).join("\n"),
    rollen: () => chosen("rollen").map((role) => {
      const does = paragraphs(typed(`rol-${role}-doet`)).join("\n\n");
      return `### ${data.rollen[role]}\n\n${does}\n\n**${data.risico}** ${oneLine(typed(`rol-${role}-risico`))}`;
    }).join("\n\n"),
    partijen: () => parties().map((party) =>
      `- **${oneLine(typed(`partij-${party}-naam`))}** (${party}): ${oneLine(typed(`partij-${party}-wil`))}`).join("\n"),
  };
  const parts = [...form.querySelectorAll("[data-deel]")].map((box) => {
    const count = box.querySelector('[data-teller="woorden"]');
    return { box, title: box.dataset.deel, form: box.dataset.vorm, anchor: count.id.replace(/^deel-|-teller$/g, ""),
      count, least: Number(count.dataset.van), most: Number(count.dataset.tot),
      optional: Boolean(box.querySelector("label > .wk-klein")) };
  });
  const textOf = (part) => MAKERS[part.form](part);
  const partNamed = (title) => parts.find((part) => part.title === title);

  /* Words as the check counts them: what a reader sees, headings not counted. */
  const seen = (text) => text.replace(/^###.*$/gm, "").replace(/^(\d+\.|-) /gm, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\*\*/g, "");
  const countWords = (text) => (seen(text).match(/\S*[\p{L}\p{N}_]\S*/gu) ?? []).length;

  const fileText = () => {
    const given = values();
    const front = data.volgorde.map((name) => `${name}: ${inYaml(given[name])}`).join("\n");
    const body = parts.map((part) => [part.title, textOf(part)]).filter(([, text]) => text)
      .map(([title, text]) => `## ${title}\n\n${text}`).join("\n\n");
    return `---\n${front}\n---\n\n${body}\n`;
  };
  const fileName = () => {
    const slug = asSlug(oneLine(typed("titel"))) || "nieuwe-casus";
    return `${data.namen.includes(slug) ? `${slug}-2` : slug}.md`;
  };

  /* ---- What is wrong with it. Each finding: the id of a field, what, and how to mend it ---- */
  const say = (code, places = {}) => data.meldingen[code].join(" ")
    .replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
  const labelOf = (name) => {
    const box = byId(`veld-${name}`);
    const label = box?.querySelector("legend") ?? form.querySelector(`label[for="veld-${name}"]`);
    return label ? label.firstChild.textContent.trim() : name;
  };

  const SCHEMA_CODES = { minLength: "te-kort", maxLength: "te-lang", minItems: "lijst-te-kort", maxItems: "lijst-te-lang", enum: "waarde-onbekend" };
  function* schemaFindings(given) {
    for (const name of data.schema.required) {
      if (!(name in given) || (props[name].minItems && !given[name].length)) yield [`veld-${name}`, say("veld-leeg", { veld: `"${labelOf(name)}"` })];
    }
    const told = new Set();
    for (const error of validator.validate(given).errors) {
      const name = error.instanceLocation.split("/")[1];
      if (!name || told.has(name) || ["properties", "items"].includes(error.keyword) || !given[name]?.toString()) continue;
      told.add(name);
      const places = { veld: `"${labelOf(name)}"`, aantal: given[name].length, grens: props[name][error.keyword],
        waarde: String(given[name]), keuze: (props[name].enum ?? props[name].items?.enum ?? []).join(", ") };
      yield [`veld-${name}`, say(SCHEMA_CODES[error.keyword] ?? "veld-fout", places)];
    }
  }

  function* choiceFindings(given) {
    const count = given.dilemmas.length + given.discussiepunten.length + given.aandachtspunten.length;
    if (count === 0) yield ["veld-dilemmas", say("niets-te-bespreken")];
    if (count > 3) yield ["veld-dilemmas", say("te-veel-te-bespreken", { aantal: count })];
  }

  const missing = (id, label) => (oneLine(byId(id).value) ? [] : [[id, say("veld-leeg", { veld: `"${label}"` })]]);
  const partyLabel = (party) => byId(`partij-${party}-naam`).closest("fieldset").querySelector("legend").textContent.trim();
  const SUBFIELDS = {
    rollen: () => chosen("rollen").flatMap((role) => [
      ...missing(`rol-${role}-doet`, `${data.rollen[role]}: wat de gemeente doet`),
      ...missing(`rol-${role}-risico`, `${data.rollen[role]}: het risico`)]),
    partijen: () => parties().flatMap((party) => [
      ...missing(`partij-${party}-naam`, `${partyLabel(party)}: naam in het verhaal`),
      ...missing(`partij-${party}-wil`, `${partyLabel(party)}: wat deze partij wil`)]),
  };
  const firstEmpty = (part) => ({ rollen: "veld-rollen", partijen: "veld-extern" })[part.form] ?? `deel-${part.anchor}`;
  function* partFindings(part) {
    const inside = SUBFIELDS[part.form]?.() ?? [];
    yield* inside;
    const text = textOf(part);
    const words = countWords(text);
    if (!words && !part.optional && !SUBFIELDS[part.form]) yield [firstEmpty(part), say("deel-leeg", { titel: part.title })];
    if (words > part.most) yield [`deel-${part.anchor}`, say("deel-te-lang", { titel: part.title, woorden: words, grens: part.most, teveel: words - part.most })];
    if (part.form === "vragen") {
      for (const line of lines(typed(`deel-${part.anchor}`))) if (!line.endsWith("?")) yield [`deel-${part.anchor}`, say("vraag-zonder-teken", { tekst: line })];
    }
  }
  const cardWords = () => data.kaart.delen.reduce((sum, title) => sum + countWords(textOf(partNamed(title))), 0);
  function* cardFindings() {
    const words = cardWords();
    if (words > data.kaart.grens) yield [`deel-${partNamed(data.kaart.delen[0]).anchor}`, say("kaart-te-vol", { woorden: words, grens: data.kaart.grens, teveel: words - data.kaart.grens })];
  }

  const MAIL = /[\w.+-]+\s?(?:@|[([]\s?(?:at|apenstaartje)\s?[)\]])\s?[\w-]+(?:\.[\w-]+)+/iu;
  const PHONE = /(?<![\w.,:\/+-])(?:(?:\+|00)31[\s.-]?(?:\(0\)[\s.-]?)?[1-9](?:[\s.-]?\d){8}|\(?0\d{1,3}\)?(?:[\s.-]?\d){6,8}|0[89]00[\s.-]?\d{4})(?!\d)/u;
  const GUARDS = [
    ["html", /<[/!?]?[A-Za-z][^>]*>?|<!--/], ["accolades", /\{\{|\{%|\{#|%\}|\}\}/],
    ["e-mailadres", MAIL], ["telefoonnummer", PHONE],
  ];
  function* textFindings(field) {
    const text = field.value;
    const inFront = field.id.startsWith("veld-");
    for (const [code, pattern] of GUARDS) {
      const found = pattern.exec(text);
      if (found) yield [field.id, say(code, { tekst: found[0] })];
    }
    if (inFront && text.includes("<") && !GUARDS[0][1].test(text)) yield [field.id, say("kleiner-dan", { tekst: text })];
    if (!inFront) yield* linkFindings(field.id, text);
  }
  function* linkFindings(id, text) {
    const bare = text.replace(/\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, "");
    for (const [, shown, target] of text.matchAll(/\[([^\]]*)\]\(\s*<?([^)>]*?)>?\s*\)/g)) {
      if (/^(https?|mailto|tel|javascript|data|file|vbscript):|^\/\//i.test(target)) yield [id, say("link-naar-buiten", { adres: target })];
      else if (!/^[a-z]+:[a-z0-9-]+$/.test(target)) yield [id, say("link-vorm", { adres: target })];
      else if (!known.has(target)) yield [id, say("verwijzing-onbekend", { soort: target.split(":")[0], slug: target.split(":")[1] })];
      if (/^(hier|klik hier|lees meer|meer|link|deze link|klik|zie hier|hierop)$/i.test(shown.trim())) yield [id, say("linktekst-vaag", { tekst: shown })];
    }
    const found = /\bhttps?:\/\/\S*|\bwww\.\S*/i.exec(bare);
    if (found) yield [id, say("los-adres", { tekst: found[0] })];
  }

  const visibleTexts = () => [...form.querySelectorAll('input[type="text"], textarea:not([readonly])')].filter((field) => !field.closest("[hidden]"));
  const findings = () => {
    const given = values();
    return [...schemaFindings(given), ...choiceFindings(given), ...parts.flatMap((part) => [...partFindings(part)]),
      ...cardFindings(), ...visibleTexts().flatMap((field) => [...textFindings(field)])];
  };
  const advice = () => parts.filter((part) => { const words = countWords(textOf(part)); return words && words < part.least; })
    .map((part) => say("deel-te-kort", { titel: part.title, woorden: countWords(textOf(part)), grens: part.least }));

  /* ---- Showing it ---- */
  const fill = (list, texts, make) => list.replaceChildren(...texts.map((text) => {
    const item = document.createElement("li");
    item.append(make(text));
    return item;
  }));
  const linkTo = ([id, text]) => {
    const link = document.createElement("a");
    link.href = `#${id}`;
    link.textContent = text;
    link.addEventListener("click", (event) => { event.preventDefault(); byId(id).focus(); byId(id).scrollIntoView({ block: "center" }); });
    return link;
  };
  const describe = (field, id, on) => {
    const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    if (on) ids.add(id); else ids.delete(id);
    if (ids.size) field.setAttribute("aria-describedby", [...ids].join(" ")); else field.removeAttribute("aria-describedby");
  };
  const mark = (id, text) => {
    const note = byId(`${id}-fout`);
    if (!note) return;
    note.textContent = text;
    note.hidden = !text;
    describe(byId(id), note.id, Boolean(text));
    if (text) byId(id).setAttribute("aria-invalid", "true"); else byId(id).removeAttribute("aria-invalid");
  };
  const showErrors = (found) => {
    for (const note of form.querySelectorAll(".wk-veld__fout")) mark(note.id.replace(/-fout$/, ""), "");
    const perField = new Map();
    for (const [id, text] of found) perField.set(id, [...(perField.get(id) ?? []), text]);
    for (const [id, texts] of perField) mark(id, texts.join(" "));
    const box = byId("wk-fouten");
    byId("wk-fouten-kop").textContent = found.length === 1 ? "Nog één ding te verbeteren" : `Nog ${found.length} dingen te verbeteren`;
    fill(box.querySelector("ul"), found, linkTo);
    box.hidden = !found.length;
    if (found.length) { box.focus(); box.scrollIntoView({ block: "start" }); }
  };
  const showFile = () => {
    byId("wk-bestandsnaam").textContent = fileName();
    byId("wk-tekst").value = fileText();
    const texts = advice();
    byId("wk-letop").hidden = !texts.length;
    fill(byId("wk-letop").querySelector("ul"), texts, (text) => text);
    byId("wk-klaar").hidden = false;
    byId("wk-klaar-kop").focus();
  };
  const tell = (text) => { byId("wk-stand").textContent = text; };

  const budget = (amount, least, most, unit) => {
    if (most && least > 1) return `${amount} ${unit}, goed is ${least} tot ${most}`;
    return most ? `${amount} van hoogstens ${most} ${unit}` : `${amount} ${unit}`;
  };
  const showCount = (place, amount, least, most, unit) => {
    place.textContent = budget(amount, least, most, unit);
    place.classList.toggle("wk-veld__teller--buiten", amount > 0 && ((most && amount > most) || amount < least));
  };
  const refresh = () => {
    for (const place of form.querySelectorAll('[data-teller="tekens"]')) {
      const field = byId(place.id.replace(/-teller$/, ""));
      showCount(place, [...oneLine(field.value)].length, Number(place.dataset.van), Number(place.dataset.tot), "tekens");
    }
    for (const part of parts) showCount(part.count, countWords(textOf(part)), part.least, part.most, "woorden");
    showCount(byId("kaart-teller"), cardWords(), 0, data.kaart.grens, `woorden op de voorkant van de kaart (${data.kaart.delen.join(" en ")} samen)`);
    for (const part of parts) {
      const wanted = new Set({ rollen: chosen("rollen"), partijen: parties() }[part.form] ?? []);
      for (const sub of part.box.querySelectorAll("[data-bij]")) sub.hidden = !wanted.has(sub.dataset.bij);
      const hint = part.box.querySelector("[data-leeg]");
      if (hint) hint.hidden = wanted.size > 0;
    }
  };

  /* ---- The draft ---- */
  const readForm = () => {
    const draft = {};
    for (const field of form.querySelectorAll("input, textarea:not([readonly])")) {
      if (field.type === "checkbox" || field.type === "radio") { if (field.checked) (draft[field.name] ??= []).push(field.value); }
      else if (field.value) draft[field.name] = field.value;
    }
    return draft;
  };
  const writeForm = (draft) => {
    for (const field of form.querySelectorAll("input, textarea:not([readonly])")) {
      const given = draft[field.name];
      if (field.type === "checkbox" || field.type === "radio") field.checked = Array.isArray(given) && given.includes(field.value);
      else field.value = typeof given === "string" ? given : "";
    }
  };
  let timer = 0;
  const keep = () => { try { localStorage.setItem(DRAFT, JSON.stringify(readForm())); } catch { tell("Het concept kan in deze browser niet worden bewaard."); } };
  const restore = () => {
    try {
      const draft = JSON.parse(localStorage.getItem(DRAFT) ?? "null");
      if (draft && typeof draft === "object") { writeForm(draft); tell("Uw concept van de vorige keer staat er weer."); }
    } catch { localStorage.removeItem(DRAFT); }
  };
  const wipe = () => {
    if (!confirm("Wilt u alles wissen wat u hebt ingevuld?")) return;
    clearTimeout(timer);
    try { localStorage.removeItem(DRAFT); } catch { /* nothing was kept */ }
    writeForm({});
    showErrors([]);
    byId("wk-klaar").hidden = true;
    refresh();
    tell("Het concept is gewist.");
  };

  /* ---- Taking the file along ---- */
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([byId("wk-tekst").value], { type: "text/markdown" }));
    link.download = fileName();
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    tell(`${fileName()} staat bij uw downloads.`);
  };
  const copy = async () => {
    try { await navigator.clipboard.writeText(byId("wk-tekst").value); } catch { byId("wk-tekst").select(); document.execCommand("copy"); }
    tell("De tekst staat op het klembord.");
  };
  const mail = () => {
    download();
    const subject = encodeURIComponent(`Nieuwe casus: ${oneLine(typed("titel"))}`);
    const body = encodeURIComponent(`Voeg het bestand ${fileName()} uit uw downloads toe als bijlage.\n`);
    location.href = `mailto:?subject=${subject}&body=${body}`;
  };

  form.addEventListener("input", () => {
    byId("wk-klaar").hidden = true;
    refresh();
    clearTimeout(timer);
    timer = setTimeout(keep, 300);
  });
  addEventListener("pagehide", () => { if (Object.keys(readForm()).length) keep(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = findings();
    showErrors(found);
    byId("wk-klaar").hidden = true;
    if (!found.length) showFile();
  });
  byId("wk-wis").addEventListener("click", wipe);
  byId("wk-download").addEventListener("click", download);
  byId("wk-kopieer").addEventListener("click", copy);
  byId("wk-mail").addEventListener("click", mail);

  restore();
  refresh();
  form.hidden = false;
})();
