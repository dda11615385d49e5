/** Every word a person reads stands in both languages, side by side. */
export interface Label { readonly zh: string; readonly en: string }
export type Language = keyof Label;
export const label = (zh: string, en: string): Label => ({ zh, en });
