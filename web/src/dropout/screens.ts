/** What the dropout procedure brings to the case screens. An action of its table that asks for a form and has none here does not compile. */
import { defineAsyncComponent } from 'vue';
import type { CaseView } from '#contract/cases';
import { actionForms, leaveFields, problemsAmong, type CaseDataForm, type DropoutForms, type RecordForm } from '#contract/dropout';
import { dateAt } from '#domain/plain-date';
import type { dropout } from '#lifecycle/dropout';
import { reasonForm } from '../cases/reason-form.ts';
import type { ActionForm, CaseScreens, Draft, Finding } from '../cases/screens.ts';
import { basicFields, caseDataFields, causeTextFields, prefixed, recordFields, textFields } from './fields.ts';

export const formsOf = (item: Pick<CaseView, 'forms'>): DropoutForms => item.forms as unknown as DropoutForms;
/** Who sent a record may delete it before the report (spec 4.4). */
export const deletableRecords = (item: Pick<CaseView, 'forms'>): DropoutForms['records'] => formsOf(item).records.filter((record) => record.mine && record.beforeReport);
export const extendable = (item: Pick<CaseView, 'deadlines'>): CaseView['deadlines'] => item.deadlines.filter((deadline) => !deadline.closedAt && !deadline.window && !deadline.extended && deadline.dueOn !== null);

/** Not after the case's own today. */
function notAfterToday(field: string, day: unknown, item: Pick<CaseView, 'now'>): Finding[] {
  if (typeof day !== 'string' || day === '') return [];
  return day > dateAt(Date.parse(item.now)) ? [{ pointer: `/${field}`, code: 'future' }] : [];
}

const submit: ActionForm = {
  component: defineAsyncComponent(() => import('./CaseDataForm.vue')), schema: actionForms.submit,
  initial: (item) => ({ category: formsOf(item).demandedCategory ?? undefined, identity2: [], causes: [], causeTexts: {}, ...formsOf(item).caseData }),
  check: (form, item) => checkCaseData(ofCategory(form), item), sends: ofCategory,
  fields: (form) => ({ ...caseDataFields, ...causeTextFields((form as Partial<CaseDataForm>).causes ?? []), ...prefixed('basic', basicFields) }),
};
/** The contract asks for these only once everything else is right; a clerk is told of them at once. */
const checkCaseData = (form: Partial<CaseDataForm>, item: CaseView): Finding[] => [...problemsAmong(form).map(([path, code]): Finding => ({ pointer: `/${path.join('/')}`, code })), ...notAfterToday('leftOn', form.leftOn, item)];
/** What was filled in of a leave is kept on the screen, and not sent, where the category has become another. */
function ofCategory(form: Draft): Draft {
  return form['category'] === ('leave' satisfies CaseDataForm['category']) ? form : Object.fromEntries(Object.entries(form).filter(([name]) => !(leaveFields as readonly string[]).includes(name)));
}
const sendRecord: ActionForm = {
  component: defineAsyncComponent(() => import('./RecordForm.vue')), schema: actionForms.sendRecord,
  initial: (item) => ({ trackedAt: item.now, life: [], guidance: [], content: '', suggestClose: false }),
  check: (form, item) => checkRecord(form as Partial<RecordForm>, item),
  fields: () => recordFields,
};
function checkRecord({ trackedAt, employmentReferral }: Partial<RecordForm>, item: CaseView): Finding[] {
  const missing = [...(trackedAt ? [] : ['trackedAt']), ...(employmentReferral === undefined ? ['employmentReferral'] : [])].map((field): Finding => ({ pointer: `/${field}`, code: 'required' }));
  return [...missing, ...notAfterToday('trackedAt', trackedAt && dateAt(Date.parse(trackedAt)), item)];
}
const deleteRecord: ActionForm = {
  component: defineAsyncComponent(() => import('./DeleteRecordForm.vue')), schema: actionForms.deleteRecord,
  initial: (item, preset) => ({ recordId: preset['recordId'] ?? deletableRecords(item)[0]?.id }), fields: () => textFields,
};
const extendDeadline: ActionForm = {
  component: defineAsyncComponent(() => import('./ExtendForm.vue')), schema: actionForms.extendDeadline,
  initial: (item, preset) => ({ deadlineId: preset['deadlineId'] ?? extendable(item)[0]?.id, reason: '' }), fields: () => textFields,
};
/** One text, under the name the contract gives it. */
const oneText = <A extends 'returnFiling' | 'void' | 'sendBack' | 'overrideEnrolment'>(action: A, field: keyof (typeof actionForms)[A]['shape'] & keyof typeof textFields): ActionForm => reasonForm(actionForms[action], field, textFields[field], 300);

export const dropoutScreens: CaseScreens = {
  forms: {
    submit, sendRecord, deleteRecord, extendDeadline,
    returnFiling: oneText('returnFiling', 'comment'),
    void: oneText('void', 'reason'),
    sendBack: oneText('sendBack', 'comment'),
    overrideEnrolment: oneText('overrideEnrolment', 'note'),
    close: { component: defineAsyncComponent(() => import('./CloseForm.vue')), schema: actionForms.close, initial: () => ({ note: '' }), fields: () => textFields },
    voidByLetter: { component: defineAsyncComponent(() => import('./VoidByLetterForm.vue')), schema: actionForms.voidByLetter, initial: () => ({ letterNo: '', reason: '' }), fields: () => textFields },
  } satisfies CaseScreens<typeof dropout>['forms'],
  read: defineAsyncComponent(() => import('./DropoutForms.vue')),
  mends: { noRecord: 'sendRecord', noSuggestion: 'sendRecord' } satisfies CaseScreens<typeof dropout>['mends'],
  hints: { enrolledElsewhere: 'dropout.close.elsewhereHint' },
};
