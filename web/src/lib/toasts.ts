import { defineStore } from 'pinia';
import { ref } from 'vue';

export interface Toast {
  readonly id: number;
  readonly tone: 'done' | 'plain' | 'late';
  readonly message: string;
  readonly detail?: string;
  /** can be taken back until then; the toast stays as long */ readonly undo?: { readonly until: number; readonly run: () => Promise<void> | void };
}
const SHOWN_MS = 6_000;

export const useToasts = defineStore('toasts', () => {
  const items = ref<Toast[]>([]);
  let next = 0;
  const dismiss = (id: number): void => void (items.value = items.value.filter((toast) => toast.id !== id));
  const dismissAll = (): void => void (items.value = []);
  /** What went wrong stays until it is dismissed; everything else goes by itself. @returns its id, for `dismiss` */
  function show(toast: Omit<Toast, 'id'>): number {
    const id = ++next;
    items.value = [...items.value, { ...toast, id }];
    if (toast.tone !== 'late') setTimeout(() => dismiss(id), toast.undo ? Math.max(0, toast.undo.until - Date.now()) : SHOWN_MS);
    return id;
  }
  return { items, show, dismiss, dismissAll };
});
