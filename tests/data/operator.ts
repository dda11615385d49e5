/** Operators' commands on the stack of the run; what they say is kept. */
import type { Operator } from '../../api/admin/operator.ts';
import { testWorld } from '../support/world.ts';

export async function operatorHere(): Promise<Operator & { readonly said: string[] }> {
  const { desk: { config, orm, temporal } } = await testWorld(), said: string[] = [];
  return { config, orm, temporal, said, say: (line) => { said.push(line); } };
}
