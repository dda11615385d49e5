/** What Temporal's worker runs: one workflow type a lifecycle. */
import { live } from './case/live.ts';
import { procedures, workflowTypes, type LifecycleName } from './lifecycles.ts';

type Workflows = { [name in LifecycleName as (typeof workflowTypes)[name]]: ReturnType<typeof live> };
export const { dropoutCase, courseCase, amendmentCase }: Workflows = { dropoutCase: live(procedures.dropout), courseCase: live(procedures.course), amendmentCase: live(procedures.amendment) };
