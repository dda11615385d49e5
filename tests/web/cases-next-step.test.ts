import { describe, expect, it } from 'vitest';
import type { ActionView, TaskView } from '#contract/cases';
import { course } from '#lifecycle/course';
import { dropout } from '#lifecycle/dropout';
import { nextStepOf } from '../../web/src/cases/next-step.ts';

const action = (name: string, reason?: string): ActionView => ({ name, label: name, form: true, open: reason === undefined, ...(reason && { reason: { code: reason, message: reason } }) });
const task = (more: Partial<TaskView>): TaskView => ({ deadlineId: 'nextRecord@1', task: 'C-RECORD', label: '持續追蹤', dueOn: '2026-12-01', provisional: false, late: false, level: 0, daysLeft: 3, since: '2026-11-01T00:00:00Z', asks: ['sendRecord'], assignees: [], mine: true, ...more });
const mends = { noRecord: 'sendRecord' } as const;
const step = (tasks: TaskView[], actions: ActionView[], status = 'submitted', deadlineId?: string) => nextStepOf(dropout, { status, tasks, actions }, mends, deadlineId);

describe('the next step', () => {
  it('is one button: the usual action of my first task', () => expect(step([task({})], [action('void'), action('sendRecord')])).toMatchObject({ state: 'mine', primary: { name: 'sendRecord' }, others: [{ name: 'void' }] }));
  it('is the next action that fulfils the task where the usual one is closed', () => expect(step([task({ asks: ['report', 'returnFiling'] })], [action('report', 'adult'), action('returnFiling')]).primary?.name).toBe('returnFiling'));
  it('waits for others where no task is mine', () => {
    const { state, primary } = step([task({ mine: false })], [action('sendRecord')]);
    expect([state, primary]).toEqual(['others', undefined]);
  });
  it('is about the task that was chosen in a list', () => expect(step([task({}), task({ deadlineId: 'other@1', asks: ['submit'] })], [action('sendRecord'), action('submit')], 'submitted', 'other@1').primary?.name).toBe('submit'));
  it('leads from a closed action to the one that opens it', () => {
    const { mendable, others } = step([task({})], [action('report', 'noRecord'), action('sendRecord')]);
    expect(mendable).toMatchObject([{ action: { name: 'report' }, mend: { name: 'sendRecord' } }]);
    expect(others).toEqual([]);
  });
  it('shows the usual action closed, with its reason, where nothing is possible now', () => {
    const { primary, closed, others } = step([task({ asks: ['report'] })], [action('report', 'adult'), action('void')]);
    expect([primary, closed?.reason?.code, others.map(({ name }) => name)]).toEqual([undefined, 'adult', ['void']]);
  });
  it('of a list that cannot be handed in yet is not to delete the course', () => {
    const { primary, closed } = nextStepOf(course, { status: 'course_pending', tasks: [task({ deadlineId: 'listSubmission@1', asks: ['delete'] })], actions: [action('submitList', 'courseNotPassed'), action('delete')] }, {});
    expect([primary, closed?.name]).toEqual([undefined, 'submitList']);
  });
  it('keeps what is closed at the end of the menu', () => expect(step([], [action('close', 'wrongStatus'), action('void')]).others.map(({ name }) => name)).toEqual(['void', 'close']));
  it.each(Object.entries(dropout.statuses))('of a case in %s is over where the table ends it', (status, entry) => expect(step([], [], status).state).toBe('final' in entry ? 'ended' : 'nothing'));
});
