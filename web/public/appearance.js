// Sets language and darkness before the first paint, from the same keys as src/lib/appearance.ts and src/lib/text.ts.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const chosen = read('schoolward.appearance');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
  if (read('schoolward.language') === 'en') document.documentElement.lang = 'en';
})();
