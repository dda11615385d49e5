/** What a browser may refuse to keep (private windows, full disks) is only a preference: without it the default holds. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
/** @returns false where it lasts only until the page is left */
export function writeStored(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
