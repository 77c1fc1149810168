/* Small things that every page shares. Nothing here is needed to read a page. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.replace("no-js", "js");

  const menu = document.querySelector(".wk-menuknop");
  const nav = document.querySelector(".wk-nav");
  menu?.addEventListener("click", () => {
    const open = nav.classList.toggle("wk-nav--open");
    menu.setAttribute("aria-expanded", String(open));
  });

  /* The explanation of a word, on hover and on focus; Escape puts it away. */
  let tip = null;
  const hide = () => { tip?.remove(); tip = null; };
  const show = (word) => {
    hide();
    tip = document.createElement("span");
    tip.className = "wk-uitleg";
    tip.id = "wk-uitleg";
    tip.setAttribute("role", "tooltip");
    tip.textContent = word.dataset.uitleg;
    document.body.append(tip);
    const box = word.getBoundingClientRect();
    const left = Math.min(box.left, innerWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(8, left) + scrollX}px`;
    tip.style.top = `${box.bottom + scrollY + 4}px`;
    word.setAttribute("aria-describedby", tip.id);
  };
  const word = (event) => event.target.closest?.("a.begrip");
  document.addEventListener("pointerover", (event) => {
    if (word(event)) show(word(event));
    else if (tip && !event.target.closest?.(".wk-uitleg")) hide();
  });
  document.addEventListener("focusin", (event) => (word(event) ? show(word(event)) : hide()));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
