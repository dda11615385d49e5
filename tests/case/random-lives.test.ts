/** CASES.md, rule 20: whatever people, clocks, agencies and calendars do, a case keeps its promises. Thousands of lives, no server. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planOf, type Procedure } from '#case/page';
import { dueOnOf, nextOf, ringsFor } from '#case/step';
import { keyOf, type Change } from '#case/state';
import { isFinal } from '#case/table';
import { DAY } from '#domain/plain-date';
import { lifecycleNames, procedures } from '#workflows/lifecycles';
import { expectedBy, receipts, type Life } from './life.ts';
import { lending } from './loan.ts';
import { anyScript, humanActions, Player, type Move, type Plausible } from './player.ts';
import { plausible, plausibleLoan } from './plausible.ts';

const subjects: [string, Procedure, Plausible][] = [['the library loan', lending, plausibleLoan], ...lifecycleNames.map((name): [string, Procedure, Plausible] => [name, procedures[name], plausible[name]])];
const RUNS = Number(process.env.LIVES ?? 60);

describe.each(subjects)('%s, in any life', { timeout: 120_000 }, (_, procedure, said) => {
  const lives = (check: (player: Player, moves: readonly Move[], opening: number) => void) =>
    fc.assert(fc.property(anyScript, ({ opening, moves }) => check(new Player(procedure, said, opening), moves, opening)), { numRuns: RUNS });
  const afterEach = (check: (life: Life, from: number) => void) => lives((player, moves) => {
    for (const move of moves) {
      const from = player.life.changes.length;
      player.play(move);
      if (player.life.state.sequence > 0) check(player.life, from);
    }
  });

  it('the version moves with actions and undo, by one, and with nothing else', () => lives((player, moves) => {
    moves.forEach((move) => player.play(move));
    player.life.changes.forEach(({ event, state }, i, all) => {
      expect(state.version - (all[i - 1]?.state.version ?? 0), event.kind).toBe(event.kind === 'action' || event.kind === 'undo' ? 1 : 0);
    });
  }));
  it('it is in a status of the table, and time only moves on', () => lives((player, moves) => {
    moves.forEach((move) => player.play(move));
    const at = player.life.changes.map((change) => change.event.at);
    expect(player.life.changes.filter(({ state }) => !Object.hasOwn(procedure.table.statuses, state.status))).toEqual([]);
    expect(at).toEqual([...at].sort((a, b) => a - b));
  }));
  it('as long as it is open it waits for something, and once it is over for nothing', () => afterEach(({ state }) => {
    const waits = state.open.length + planOf(procedure, state).appointments.length;
    expect(waits > 0).toBe(!isFinal(procedure.table, state.status));
  }));
  it('what is open is what the page expects, once each, on the day the rules say', () => afterEach((life) => {
    expect(life.openKeys).toEqual([...new Set(expectedBy(life))]);
    for (const row of life.state.open) expect(row.dueOn).toBe(dueOnOf(life.state, row.deadline, row.from));
  }));
  it('who is waited for is somebody, who may do it now, and somebody hears of it', () => afterEach(({ state }) => {
    for (const { deadline } of state.open) {
      const { asks, reminds, tells } = procedure.table.deadlines[deadline]!;
      expect(asks.some((action: string) => state.status in procedure.table.actions[action]!.moves && humanActions(procedure).includes(action)), deadline).toBe(true);
      expect([reminds, ...tells].some((by) => Object.keys(by).length > 0), deadline).toBe(true);
    }
  }));
  it('every reminder and level is told once, unless its day moved later or it was opened anew', () => lives((player, moves) => {
    moves.forEach((move) => player.play(move));
    const told = ringsTold(player.life.changes);
    expect(told).toEqual([...new Set(told)]);
  }));
  it('only what is open rings, at its instant, and nothing that has come due is left', () => afterEach((life, from) => {
    life.changes.slice(from).forEach((change, i) => {
      const before = life.changes[from + i - 1]?.state.open ?? [];
      if (['reminder', 'late', 'lapse'].includes(change.event.kind)) expect(before.map(keyOf)).toContain(keyOf(change.moved[0]!));
    });
    life.passTo(life.now);
    for (const row of life.state.open) expect(ringsFor(life.state, row)[row.rung] ?? Infinity).toBeGreaterThan(life.now);
    expect(nextOf(procedure, life.state).at).toBeGreaterThan(life.now);
  }));
  it('a change names exactly the rows that differ: opened, closed or moved, each once', () => lives((player, moves) => {
    moves.forEach((move) => player.play(move));
    player.life.changes.forEach(({ opened, closed, moved, state }, i, all) => {
      const before = all[i - 1]?.state.open ?? [], keys = new Set(before.map(keyOf)), after = new Set(state.open.map(keyOf));
      expect(opened.map(keyOf)).toEqual(state.open.map(keyOf).filter((key) => !keys.has(key)));
      expect(closed.map(keyOf)).toEqual(before.map(keyOf).filter((key) => !after.has(key)));
      const changed = state.open.filter((row) => before.some((was) => keyOf(was) === keyOf(row) && (was.dueOn !== row.dueOn || was.rung !== row.rung)));
      expect(moved.map(keyOf)).toEqual(changed.map(keyOf));
    });
  }));
  it('an undo brings back what was open, on its original days, with nothing to ring twice', () => afterEach((life, from) => {
    const i = life.changes.findIndex((change, n) => n >= from && change.event.kind === 'undo');
    if (i < 0) return;
    const taken = life.changes.findLastIndex((change, n) => n < i && change.event.kind === 'action'), before = life.changes[taken - 1]!.state, after = life.changes[i]!.state;
    expect([after.status, after.facts, after.since, after.happened]).toEqual([before.status, before.facts, before.since, before.happened]);
    expect(after.open.map(keyOf)).toEqual(before.open.map(keyOf));
    for (const row of before.open) expect(after.open.find((o) => keyOf(o) === keyOf(row))!.rung >= row.rung || after.calendar !== before.calendar).toBe(true);
  }));
  it('a rest after every move changes nothing', () => lives((awake, moves, opening) => {
    const rested = new Player(procedure, said, opening);
    for (const move of moves) {
      awake.play(move);
      rested.play(move);
      rested.life.rest();
    }
    expect(receipts(rested.life)).toEqual(receipts(awake.life));
    expect(rested.life.state).toEqual(awake.life.state);
  }));
  it('no two changes have the same receipt', () => lives(({ life }, moves) => {
    expect(new Set(receipts(life)).size, String(moves.length)).toBe(life.changes.length);
  }));
  it('somebody, or time alone, can bring it to an end', () => lives((player, moves) => {
    moves.forEach((move) => player.play(move));
    if (player.life.state.sequence > 0) expect(canEnd(player, 3), `stuck in ${player.life.state.status}`).toBe(true);
  }));
});

describe('the random lives themselves', { timeout: 120_000 }, () => {
  it.each(subjects)('%s: visit every status and take every action', (_, procedure, said) => {
    const { actions, deadlines, news, statuses } = procedure.table, kinds = ['undo', 'reminder', 'late', 'recount', ...(humanActions(procedure).some((name) => actions[name]!.extends) ? ['extension'] : [])];
    const unseen = new Set([...kinds, ...[statuses, actions, deadlines, news].flatMap(Object.keys)].filter((name) => !actions[name]?.extends));
    for (let seed = 0; seed < 30 && unseen.size > 0; seed++) {
      for (const { opening, moves } of fc.sample(anyScript, { numRuns: 100, seed })) {
        const player = new Player(procedure, said, opening);
        moves.forEach((move) => player.play(move));
        for (const { event, state } of player.life.changes) [state.status, event.name, event.kind].forEach((name) => unseen.delete(name));
      }
    }
    expect([...unseen]).toEqual([]);
  });
});

/** One name for each telling: a row that moved later, or opened anew otherwise than by an undo, begins again. */
function ringsTold(changes: readonly Change[]): string[] {
  const rows = new Map<string, { due: string | null; begun: number }>(), told: string[] = [];
  for (const { event, opened, moved } of changes) {
    const ring = ['reminder', 'late', 'lapse'].includes(event.kind);
    if (ring) told.push(`${keyOf(moved[0]!)} ${rows.get(keyOf(moved[0]!))?.begun} ${moved[0]!.rung}`);
    for (const row of ring ? [] : [...opened, ...moved]) {
      const was = rows.get(keyOf(row)), anew = opened.includes(row) && event.kind !== 'undo', later = was !== undefined && (row.dueOn ?? '9') > (was.due ?? '9');
      rows.set(keyOf(row), { due: row.dueOn, begun: (was?.begun ?? 0) + (anew || later ? 1 : 0) });
    }
  }
  return told;
}
/** Searches for an end: the clock alone, or what anybody may do, a few steps deep. */
function canEnd(player: Player, depth: number): boolean {
  const here = player.life, branched = (): Life => (player.life = here.branch());
  branched().passTo(here.now + 400 * DAY);
  if (player.life.over) return true;
  for (let facts = 0; depth > 0 && facts < 12; facts++) {
    player.life = here;
    for (const name of player.possible(facts)) {
      branched().act(name, player.given(name, facts));
      if (player.life.over || canEnd(player, depth - 1)) return true;
    }
  }
  return false;
}
