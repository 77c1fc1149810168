/* A large clock that counts down a round. It looks at the time of day, so a sleeping tab stays right. */
(() => {
  "use strict";
  const root = document.querySelector("[data-klok]");
  const time = root.querySelector("[data-tijd]");
  const end = root.querySelector("[data-einde]");
  const run = root.querySelector("[data-loop]");
  const full = root.querySelector("[data-groot]");
  let length = 5 * 60;
  let left = length;
  let until = 0;
  let ticking = 0;

  const show = () => {
    const seconds = Math.max(0, Math.ceil(left));
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    root.classList.toggle("wk-klok--om", seconds === 0);
    root.classList.toggle("wk-klok--bijna", seconds > 0 && seconds <= 60 && Boolean(ticking));
    run.textContent = ticking ? "Pauze" : "Start";
  };
  const stop = () => { clearInterval(ticking); ticking = 0; };
  const tick = () => {
    const before = left;
    left = (until - Date.now()) / 1000;
    if (before > 60 && left <= 60) end.textContent = "Nog één minuut.";
    if (left <= 0) { left = 0; stop(); end.textContent = "De tijd is om."; }
    show();
  };
  const set = (seconds) => { stop(); length = left = seconds; end.textContent = ""; show(); };

  run.addEventListener("click", () => {
    if (ticking) { tick(); stop(); } else {
      if (left <= 0) left = length;
      end.textContent = "";
      until = Date.now() + left * 1000;
      ticking = setInterval(tick, 250);
    }
    show();
  });
  root.querySelector("[data-begin]").addEventListener("click", () => set(length));
  for (const button of root.querySelectorAll("[data-minuten]")) {
    button.addEventListener("click", () => set(Number(button.dataset.minuten) * 60));
  }
  full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()));
  document.addEventListener("fullscreenchange", () => {
    const on = document.fullscreenElement === root;
    full.setAttribute("aria-pressed", String(on));
    full.textContent = on ? "Klein scherm" : "Heel scherm";
  });
  full.hidden = !document.fullscreenEnabled;
  root.hidden = false;
  show();
})();
