import { useEventListener } from '@vueuse/core';

type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
/** 229 is what browsers report for keys that an input method swallows without saying `isComposing`. */
const composing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
const underDialog = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;

/** Single keys, by what they type: off while someone types, while an input method composes, and under a dialog (WCAG 2.1.4). */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEventListener(document, 'keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || composing(event) || typing(event.target) || underDialog()) return;
    const act = shortcuts[event.key];
    if (!act) return;
    // A focused button or link keeps Enter for itself.
    if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a, button, summary')) return;
    event.preventDefault();
    act(event);
  });
}

/** `Ctrl+K` or `⌘K`, wherever the focus is. */
export function useCommandKey(key: string, act: () => void): void {
  useEventListener(document, 'keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== key || composing(event)) return;
    event.preventDefault();
    act();
  });
}
