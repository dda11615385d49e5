/** A new version was installed while this page was open: the files it would load next are gone. One reload brings the new ones. */
import type { Router } from 'vue-router';
import { saveDrafts } from './session.ts';
import { readStored, writeStored } from './stored.ts';

const STORED = 'schoolward.renewed';
const ONCE_MS = 30_000;

export function renewWithNewVersion(router: Router): void {
  let wanted = location.href;
  router.beforeEach((to) => void (wanted = router.resolve(to).href));
  window.addEventListener('vite:preloadError', () => {
    // What is missing right after a reload is missing from the new version, too.
    if (Date.now() - Number(readStored(STORED) ?? 0) < ONCE_MS) return;
    writeStored(STORED, String(Date.now()));
    void saveDrafts().then(() => location.assign(wanted));
  });
}
