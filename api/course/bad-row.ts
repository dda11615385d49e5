/** A line of a sheet that was not taken over: what stands there, as far as it fits, and why. */
import type { Language } from '#domain/label';
import { fieldProblems } from '#domain/problem';
import type { SheetImport } from './contract.ts';

const SHOWN = 100;
export const badRow = (row: number, text: string, code: keyof typeof fieldProblems, language: Language): SheetImport['bad'][number] =>
  ({ row, person: [...text].slice(0, SHOWN).join(''), code, message: fieldProblems[code][language] });
