/* The short address on paper: says when a print is out of date, and goes on when it is not. */
(() => {
  "use strict";
  const sign = document.querySelector("[data-doel]");
  const printed = new URLSearchParams(location.search).get("v");
  if (printed && !sign.dataset.versie.split(" ").includes(printed)) {
    const note = sign.querySelector("[data-oud]");
    note.textContent = note.dataset.oud;
    return;
  }
  const disk = location.protocol === "file:" ? "index.html" : "";
  const seen = printed ? "#print-actueel" : location.hash;
  location.replace(sign.dataset.doel + disk + seen);
})();
