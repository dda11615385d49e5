/** A lifecycle's table drawn as a Mermaid state diagram. What leaves the status as it is has no arrow. */
import type { Label, Language } from '../domain/label.ts';
import { bySystem, isFinal, NONE, outcomesOf, type Lifecycle } from './table.ts';

const BY_SYSTEM: Label = { zh: '（系統）', en: ' (system)' };
const AND: Label = { zh: '、', en: ', ' };

export function diagramOf(table: Lifecycle, language: Language): string {
  const statuses = Object.entries(table.statuses).map(([name, { label }]) => `  state "${label[language]}" as ${name}`);
  const ends = Object.keys(table.statuses).filter((name) => isFinal(table, name)).map((name) => `  ${name} --> [*]`);
  return ['stateDiagram-v2', ...statuses, ...arrowsOf(table, language), ...ends].join('\n');
}
/** One arrow from one status to another, named by all that leads there. */
function arrowsOf(table: Lifecycle, language: Language): string[] {
  const arrows = new Map<string, string[]>();
  for (const action of Object.values(table.actions)) {
    const name = action.label[language] + (bySystem(action) ? BY_SYSTEM[language] : '');
    for (const from of Object.keys(action.moves)) {
      for (const to of outcomesOf(action, from).filter((status) => status !== from)) {
        const arrow = `  ${from === NONE ? '[*]' : from} --> ${to}`;
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), name]);
      }
    }
  }
  return [...arrows].map(([arrow, names]) => `${arrow}: ${names.join(AND[language])}`);
}
