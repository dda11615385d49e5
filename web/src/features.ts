/** The registry of features, in the order of the menu: one import and one name each. */
import { amendment } from './amendment/feature.ts';
import { cases } from './cases/feature.ts';
import { course } from './course/feature.ts';
import { dropout } from './dropout/feature.ts';
import type { Feature } from './feature.ts';
import { gallery } from './gallery/feature.ts';
import { inbox } from './inbox/feature.ts';
import { people } from './people/feature.ts';
import { supervision } from './supervision/feature.ts';

export const features: readonly Feature[] = [inbox, cases, dropout, course, amendment, supervision, people, gallery];
export const casePanel = features.find((feature) => feature.casePanel)?.casePanel;
