import { describe, expect, it } from 'vitest';
import { lifecycleNames, lifecycles } from '#workflows/lifecycles';
import { phasesOf, statusOf, tableOf } from '../../web/src/lib/lifecycle.ts';

describe.each(lifecycleNames)('the phases of %s', (name) => {
  const table = tableOf(name);
  it.each(Object.keys(lifecycles[name].statuses))('in %s are done, then at most one current, then ahead', (status) => {
    const states = phasesOf(table, status).map((phase) => phase.state);
    expect(states).toEqual(states.toSorted((a, b) => 'dca'.indexOf(a[0]!) - 'dca'.indexOf(b[0]!)));
    expect(states.filter((state) => state === 'current').length).toBe(statusOf(name, status)?.phase && !statusOf(name, status)?.final ? 1 : 0);
  });
});
