/** What a lifecycle brings to the record of a change. */
import type { Change } from '#case/state';
import type { EntityManager, RawBuilder } from '#db/orm';

/** What a change writes beside the case's own rows. */
export interface Effective {
  /** rides in the one statement, after `written` (the case's row) and `submission` (body, account_id) */ readonly riding?: RawBuilder<unknown>;
  /** follows in the same transaction: what must see the rows just written */ readonly then?: (em: EntityManager, change: Change, body: unknown) => Promise<unknown>;
}
export type MakeEffective = (change: Change) => Effective;
