/** What must be true of every lifecycle's table, and what the specification says of each one's statuses, actions and roles. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagramOf } from '#case/diagram';
import { allows, bySystem, isFinal, NONE, openingOf, outcomesOf, type Lifecycle } from '#case/table';
import type { Label } from '#domain/label';
import { fieldProblems, isProblemCode, problems } from '#domain/problem';
import { roles } from '#domain/roles';
import { lifecycleNames, lifecycles, procedures } from '#workflows/lifecycles';
import { amendmentEffects } from '../activities/amendment.ts';
import { courseEffects } from '../activities/course.ts';
import { dropoutEffects } from '../activities/dropout.ts';
import { readme, withDiagrams } from '../tools/diagram.ts';
import * as courseCodeLists from '../workflows/course/code-lists.ts';
import * as codeLists from '../workflows/dropout/code-lists.ts';

/** Every label below a value, with where it stands. */
function labelsIn(value: unknown, path: string, seen = new Set<unknown>()): [string, Label][] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  if ('zh' in value && 'en' in value) return [[path, value as Label]];
  return Object.entries(value).flatMap(([name, inner]) => labelsIn(inner, `${path}.${name}`, seen));
}
const words = [...labelsIn(lifecycles, 'lifecycles'), ...labelsIn(problems, 'problems'), ...labelsIn(fieldProblems, 'fieldProblems'), ...labelsIn(roles, 'roles'), ...labelsIn(codeLists, 'codeLists'), ...labelsIn(courseCodeLists, 'course codeLists')];
const where = (bad: (label: Label) => boolean): string[] => words.filter(([, label]) => bad(label)).map(([path, label]) => `${path}: ${label.zh} / ${label.en}`);

describe('every word a person reads', () => {
  it('is found here', () => expect(words.length).toBeGreaterThan(150));
  it('stands in both languages', () => expect(where(({ zh, en }) => !zh.trim() || !en.trim() || zh.trim() !== zh || en.trim() !== en)).toEqual([]));
  it('is Chinese in Chinese and has none in English', () => expect(where(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en))).toEqual([]));
  it('writes 臺, never 台', () => expect(where(({ zh }) => zh.includes('台'))).toEqual([]));
  it('has full-width punctuation in Chinese, and only there', () => expect(where(({ zh, en }) => /[,;:?!()\/]|\.{3}/.test(zh.replace(/「.」/g, '')) || /[，。；：？！（）、「」]/.test(en))).toEqual([]));
});
it('every problem has a status of HTTP that says whose fault it is', () => expect(Object.values(problems).filter(({ status }) => status < 400 || status > 503)).toEqual([]));

describe.each(lifecycleNames)('the table of %s', (name) => {
  const table: Lifecycle = lifecycles[name], statuses = Object.keys(table.statuses), actions = Object.entries(table.actions);
  const reachable = (from: string): Set<string> => {
    const found = new Set([from]);
    for (const status of found) for (const [, action] of actions) if (status in action.moves) outcomesOf(action, status).forEach((to) => found.add(to));
    return found;
  };
  it('has one name in the registry, the Temporal workflow and itself', () => expect([table.name, procedures[name].table]).toEqual([name, table]));
  it('opens by one action, and reaches every status from there', () => {
    expect(actions.filter(([, action]) => NONE in action.moves).map(([opening]) => opening)).toEqual([openingOf(table)]);
    expect([...reachable(NONE)].filter((status) => status !== NONE).sort()).toEqual([...statuses].sort());
  });
  it('leads from every open status to an end', () => expect(statuses.filter((status) => ![...reachable(status)].some((to) => isFinal(table, to)))).toEqual([]));
  it('names only statuses that it declares', () => expect(actions.flatMap(([, action]) => [...Object.keys(action.moves), ...Object.keys(action.moves).flatMap((from) => outcomesOf(action, from))]).filter((status) => status !== NONE && !statuses.includes(status))).toEqual([]));
  it('names only phases that it declares, and uses each', () => {
    const used = Object.values(table.statuses).flatMap((status) => status.phase ?? []);
    expect([...new Set(used)].sort()).toEqual(Object.keys(table.phases).sort());
  });
  it('gives each action a role and a relation, or the system', () => expect(actions.filter(([, action]) => Object.values(action.by).some((relations) => !relations?.length)).map(([action]) => action)).toEqual([]));
  it('explains a closed button only where it is closed, with a known problem', () => {
    const explained = actions.flatMap(([action, { notYet }]) => Object.entries(notYet ?? {}).map(([status, code]) => ({ action, status, code })));
    expect(explained.filter(({ action, status, code }) => !statuses.includes(status) || allows(table, action, status) || !isProblemCode(code))).toEqual([]);
  });
  it('bars with known problems alone', () => expect(actions.flatMap(([, action]) => Object.keys(action.barred ?? {})).filter((code) => !isProblemCode(code))).toEqual([]));
  it('has one word for one thing: no news is called like an action or 復原', () => expect([...Object.keys(table.news), 'undo'].filter((news) => news in table.actions)).toEqual([]));
  it('rests every deadline on a law and article or on its own rule', () => {
    const unfounded = Object.values(table.deadlines).filter(({ basis }) => !('rule' in basis ? basis.rule : basis.law && basis.article));
    expect(unfounded).toEqual([]);
  });
  it('reminds from far to near, and tells somebody of every deadline', () => {
    for (const { remind, reminds, tells } of Object.values(table.deadlines)) {
      expect(remind.before).toEqual([...new Set(remind.before)].sort((a, b) => b - a));
      expect([reminds, ...tells].every((by) => Object.keys(by).length > 0)).toBe(true);
    }
  });
  it('waits for what a person may do', () => expect(Object.values(table.deadlines).filter(({ asks }) => asks.some((action) => !(action in table.actions) || bySystem(table.actions[action]!)))).toEqual([]));
  it('lets nobody do to a case what they may not read', () => {
    const blind = actions.flatMap(([action, { by }]) => Object.keys(by).filter((role) => !(role in table.readers)).map((role) => `${role} ${action}`));
    expect(blind).toEqual([]);
  });
});

describe('what an action sets going', () => {
  const effectsOf = { dropout: dropoutEffects(undefined as never, undefined as never), course: courseEffects(undefined as never), amendment: amendmentEffects(undefined as never) } satisfies Record<keyof typeof lifecycles, object>;
  it.each(lifecycleNames)('is an activity that the worker has: %s', (name) => {
    const table: Lifecycle = lifecycles[name];
    expect(Object.values(table.actions).flatMap((action) => action.then ?? []).filter((effect) => !(effect in effectsOf[name]))).toEqual([]);
  });
});

describe('the state diagram', () => {
  it('in README.md is the one of the table (otherwise: node tools/diagram.ts)', () => expect(readFileSync(readme, 'utf8')).toBe(withDiagrams(readFileSync(readme, 'utf8'))));
  it.each(lifecycleNames)('of %s stands there', (name) => expect(readFileSync(readme, 'utf8')).toContain(`<!-- diagram:${name} -->\n\`\`\`mermaid\n${diagramOf(lifecycles[name], 'zh')}\n`));
  it('has an arrow for each way between two statuses, and none that stays', () => {
    const arrows = diagramOf(lifecycles.dropout, 'en').split('\n').filter((line) => line.includes('-->'));
    expect(arrows).toContain('  pending_close --> closed: Close the case, Came of age (system)');
    expect(arrows.filter((line) => /(\w+) --> \1:/.test(line))).toEqual([]);
  });
});
