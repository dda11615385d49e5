/** What is to be done next, by whom, and which buttons stand there for it. */
import { isFinal, type Lifecycle } from '#case/table';
import type { ActionView, CaseView, TaskView } from '#contract/cases';
import type { CaseScreens } from './screens.ts';

type Case = Pick<CaseView, 'status' | 'tasks' | 'actions'>;
export interface NextStep {
  readonly state: 'mine' | 'others' | 'nothing' | 'ended';
  readonly task?: TaskView;
  /** the one primary button */ readonly primary?: ActionView;
  /** the usual action where none is possible now: in its place, with its reason */ readonly closed?: ActionView;
  /** closed, but with a way out: shown beside it */ readonly mendable: readonly { readonly action: ActionView; readonly mend: ActionView }[];
  /** everything else, open ones first */ readonly others: readonly ActionView[];
}

export function nextStepOf(table: Lifecycle, { status, tasks, actions }: Case, mends: CaseScreens['mends'], /** the one that was chosen in a list */ deadlineId?: string): NextStep {
  const chosen = tasks.find((task) => task.deadlineId === deadlineId);
  const mine = chosen ? (chosen.mine ? chosen : undefined) : tasks.find((task) => task.mine);
  const task = chosen ?? mine ?? tasks[0];
  const open = (name: string | undefined): ActionView | undefined => actions.find((action) => action.name === name && action.open);
  const definition = mine && table.deadlines[mine.deadlineId.split('@')[0]!];
  // A term that runs on may ask for what is not possible yet; its other ways out are no next step then.
  const asks = definition?.runsOn ? [definition.asks[0]] : (mine?.asks ?? []);
  const primary = asks.map(open).find(Boolean);
  const mendable = actions.flatMap((action) => {
    const mend = action.reason && open((mends as Record<string, string | undefined>)[action.reason.code]);
    return mend ? [{ action, mend }] : [];
  });
  const closed = primary ? undefined : actions.find((action) => action.name === asks[0] && !mendable.some((one) => one.action === action));
  const rest = actions.filter((action) => action !== primary && action !== closed && !mendable.some((one) => one.action === action));
  return {
    state: isFinal(table, status) ? 'ended' : mine ? 'mine' : task ? 'others' : 'nothing',
    ...(task && { task }), ...(primary && { primary }), ...(closed && { closed }), mendable,
    others: [...rest.filter((action) => action.open), ...rest.filter((action) => !action.open)],
  };
}
