/* Keeps the leaves of the table in this browser, one record per leaf, so that two tabs with two
   leaves never meet. Every record has a mark that changes with every save: who finds another mark
   than the one last seen, knows that another tab wrote in between. */
(() => {
  "use strict";
  const PREFIX = "wk-tafel-blad-";
  const NOW = "wk-tafel-nu";
  const VERSION = 1;
  const { checkBook, tidyLeaf } = WerkatelierReken;

  const newMark = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;

  /* A record out of storage as { leaf, mark }; null when this version cannot read it. */
  const readRecord = (text, data) => {
    try {
      const record = JSON.parse(text);
      if (record.versie !== VERSION || typeof record.merk !== "string") return null;
      const book = JSON.stringify({ soort: "werkatelier-tafel", versie: 1, bladen: [record.blad] });
      const { leaves } = checkBook(book, data);
      return leaves && { leaf: leaves[0], mark: record.merk };
    } catch { return null; }
  };

  class Store {
    constructor(data) {
      this.data = data;
      this.marks = new Map();
      this.broken = "";
    }

    /* All leaves that can be read; `unreadable` counts the records that stay untouched. */
    load() {
      const leaves = [];
      let unreadable = 0;
      try {
        const keys = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n));
        for (const key of keys.filter((name) => name.startsWith(PREFIX)).sort()) {
          const record = readRecord(localStorage.getItem(key), this.data);
          if (record) {
            this.marks.set(record.leaf.id, record.mark);
            leaves.push(record.leaf);
          } else unreadable += 1;
        }
        localStorage.setItem(NOW, localStorage.getItem(NOW) ?? "");
        this.broken = "";
      } catch (error) { this.broken = reason(error); }
      return { leaves, unreadable };
    }

    /* "saved", "failed", or "changed" when another tab wrote this leaf since we last saw it. */
    save(leaf) {
      try {
        const stored = localStorage.getItem(PREFIX + leaf.id);
        const record = stored && readRecord(stored, this.data);
        if (record && record.mark !== this.marks.get(leaf.id)) return "changed";
        const mark = newMark();
        localStorage.setItem(PREFIX + leaf.id, JSON.stringify({ versie: VERSION, merk: mark, blad: tidyLeaf(leaf) }));
        this.marks.set(leaf.id, mark);
        this.broken = "";
        return "saved";
      } catch (error) {
        this.broken = reason(error);
        return "failed";
      }
    }

    fetch(id) {
      try {
        const record = readRecord(localStorage.getItem(PREFIX + id), this.data);
        if (record) this.marks.set(id, record.mark);
        return record?.leaf ?? null;
      } catch { return null; }
    }

    remove(id) {
      try { localStorage.removeItem(PREFIX + id); this.marks.delete(id); } catch (error) { this.broken = reason(error); }
    }

    get current() {
      try { return sessionStorage.getItem(NOW) || localStorage.getItem(NOW) || ""; } catch { return ""; }
    }

    set current(id) {
      try { sessionStorage.setItem(NOW, id); localStorage.setItem(NOW, id); } catch { /* only a convenience */ }
    }

    /* The id of the leaf that a storage event is about; null for anything else of ours. */
    idOf(event) {
      return event.key?.startsWith(PREFIX) ? event.key.slice(PREFIX.length) : null;
    }
  }

  const reason = (error) => (error?.name === "QuotaExceededError" ? "vol" : "dicht");

  globalThis.WerkatelierBewaar = Object.freeze({ Store, PREFIX });
})();
