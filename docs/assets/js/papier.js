// A QR code on paper carries the version of that print. Says whether this page is newer.
const plek = document.querySelector(".verouderd");
const papier = new URLSearchParams(location.search).get("v");
if (plek && papier && plek.dataset.versie) {
  const zelfde = papier === plek.dataset.versie;
  plek.textContent = zelfde
    ? "Uw papier klopt nog: het is dezelfde versie als deze pagina."
    : "Uw papier is ouder dan deze pagina. Print het opnieuw.";
  plek.hidden = false;
}
