/** The language of the screens: typed keys for our own words, and labels that stand in both languages beside each other. */
import { computed } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Label, Language } from '#domain/label';
import { en } from '../locales/en.ts';
import { zhTW, type Messages } from '../locales/zh-TW.ts';
import { readStored, writeStored } from './stored.ts';

type Dotted<T, Prefix extends string = ''> = { [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Dotted<T[K], `${Prefix}${K}.`> }[keyof T & string];
export type MessageKey = Dotted<Messages>;

const STORED = 'schoolward.language';
const tags = { zh: 'zh-TW', en: 'en' } as const satisfies Record<Language, string>;
const chosen: Language = readStored(STORED) === 'en' ? 'en' : 'zh';

export const i18n = createI18n({ legacy: false, locale: tags[chosen], fallbackLocale: tags.zh, messages: { 'zh-TW': zhTW, en } });

const language = computed<Language>(() => (i18n.global.locale.value === tags.en ? 'en' : 'zh'));
/** As it is sent in `Accept-Language` and set on the page. */
export const languageTag = computed(() => tags[language.value]);

export function setLanguage(next: Language): void {
  i18n.global.locale.value = tags[next];
  document.documentElement.lang = tags[next];
  writeStored(STORED, next);
}

const t = (key: MessageKey, values: Record<string, string | number> = {}): string => i18n.global.t(key, values);
const label = (words: Label): string => words[language.value];

/** A code list as the options of a field, in the order of the list. */
function optionsOf<K extends string>(list: Readonly<Record<K, Label | { readonly label: Label }>>, only?: readonly K[]): { value: K; label: string }[] {
  const keys = only ?? (Object.keys(list) as K[]);
  return keys.map((value) => {
    const entry = list[value];
    return { value, label: label('label' in entry ? entry.label : entry) };
  });
}

export function useText() {
  return { t, label, optionsOf, language, languageTag };
}
