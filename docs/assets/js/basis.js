/* What Material keeps in an inline script, as a file: so the policy needs no 'unsafe-inline'. */
window.__md_scope = new URL(document.currentScript.dataset.basis, location);
window.__md_hash = (text) => [...text].reduce((sum, char) => (sum << 5) - sum + char.charCodeAt(0), 0);
window.__md_get = (key, store = localStorage, scope = window.__md_scope) =>
  JSON.parse(store.getItem(`${scope.pathname}.${key}`));
window.__md_set = (key, value, store = localStorage, scope = window.__md_scope) => {
  try { store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value)); } catch { /* private mode */ }
};
