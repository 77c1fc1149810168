/* The search dialog. The engine (zoekmachine.js) and its words are loaded when it first opens. */
(() => {
  "use strict";
  const top = new URL("../../", document.currentScript.src);
  const dialog = document.getElementById("zoeken");
  const button = document.querySelector(".wk-zoekknop");
  if (!dialog?.showModal || !button) return;
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const list = dialog.querySelector("ol");
  const MOST = 10;
  let engine = null;
  let latest = 0;
  let timer = 0;

  const script = (address) => new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = new URL(address, top);
    element.onload = resolve;
    element.onerror = () => reject(new Error(address));
    document.head.append(element);
  });
  const load = () => {
    engine ??= Promise.all([script("assets/js/zoekmachine.js"), script("zoeken/woorden.js")])
      .then(() => self.wkZoekmachine(top, script));
    engine.catch(() => { engine = null; });
    return engine;
  };

  const part = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  };
  const item = (hit) => {
    const link = part("a");
    link.href = hit.address;
    link.append(part("span", "wk-zoek__titel", hit.title), part("span", "wk-zoek__soort", hit.kind));
    link.append(part("span", "wk-zoek__tekst", hit.summary));
    const row = part("li");
    row.append(link);
    return row;
  };
  const say = (question, found) => {
    if (!found.count) return `Niets gevonden voor "${question}". Probeer een ander woord of een kortere vraag.`;
    const pages = found.count === 1 ? "1 pagina gevonden" : `${found.count} pagina's gevonden`;
    const best = found.count > MOST ? `, de ${MOST} beste staan hieronder` : "";
    const mended = found.mended.length ? ` Gezocht op: ${found.mended.join(", ")}.` : "";
    return `${pages}${best}.${mended}`;
  };

  const search = async () => {
    const turn = ++latest;
    const question = input.value.trim();
    if (question.length < 2) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const found = await (await load())(question, MOST);
      if (turn !== latest) return; // a newer question is on its way
      list.replaceChildren(...found.hits.map(item));
      status.textContent = say(question, found);
    } catch {
      engine = null; // perhaps a new edition, with other names: the next try loads the list again
      list.replaceChildren();
      status.textContent = "Zoeken werkt hier nu niet. Kijk in het menu bij Casussen.";
    }
  };

  const open = () => {
    dialog.showModal();
    input.select();
    load().catch(() => {}); // said when somebody types
  };
  button.addEventListener("click", open);
  dialog.querySelector(".wk-zoek__sluit").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => button.focus());
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await search();
    list.querySelector("a")?.click();
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
