import { computed, ref } from 'vue';
import { writeStored } from './stored.ts';

/** Kept under the key that `public/appearance.js` reads before the first paint. */
const STORED = 'schoolward.appearance';
const dark = ref(document.documentElement.classList.contains('dark'));

export function useAppearance() {
  function choose(toDark: boolean): void {
    dark.value = toDark;
    document.documentElement.classList.toggle('dark', toDark);
    writeStored(STORED, toDark ? 'dark' : 'light');
  }
  return { dark: computed(() => dark.value), choose };
}
