/** A line of a sheet that was not taken over: what stands there, as far as it fits, and why. */
import type { Language } from '#domain/label';
import { fieldProblems, isFieldProblem, problems, type ProblemCode } from '#domain/problem';
import type { SheetImport } from './contract.ts';

export interface BadRow { readonly row: number; readonly person: string; readonly code: keyof typeof fieldProblems | ProblemCode }
const SHOWN = 100;
export const badRow = (row: number, text: string, code: BadRow['code']): BadRow => ({ row, person: [...text].slice(0, SHOWN).join(''), code });
export const shownBad = (bad: readonly BadRow[], language: Language): SheetImport['bad'] => bad.map((one) => ({ ...one, message: (isFieldProblem(one.code) ? fieldProblems[one.code] : problems[one.code].label)[language] }));
