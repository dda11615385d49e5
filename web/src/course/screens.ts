/** What the course procedure brings to the case screens. An action of its table that asks for a form and has none here does not compile. */
import { defineAsyncComponent } from 'vue';
import { actionForms } from '#contract/course';
import { dateAt } from '#domain/plain-date';
import type { course } from '#lifecycle/course';
import { reasonForm } from '../cases/reason-form.ts';
import type { ActionForm, CaseScreens, Draft, Finding } from '../cases/screens.ts';
import { formsOf } from './course-case.ts';
import { courseFindings, draftOf, sent } from './course-draft.ts';
import { sentSettings, settingFindings, settingsOf } from './course-settings.ts';
import { courseFieldsOf, settingFields, textFields } from './fields.ts';

const edit: ActionForm = {
  component: defineAsyncComponent(() => import('./CourseEdit.vue')), schema: actionForms.amend, sends: sent,
  initial: (item) => draftOf(formsOf(item)) as unknown as Draft, check: (form, item) => courseFindings(form, dateAt(Date.parse(item.now))), fields: courseFieldsOf,
};
const refuse: ActionForm = { component: defineAsyncComponent(() => import('./CourseRefuseForm.vue')), schema: actionForms.fail, initial: () => ({ reason: '' }), fields: () => textFields };
const handIn: ActionForm = {
  component: defineAsyncComponent(() => import('./CourseHandInForm.vue')), schema: actionForms.submitList, initial: () => ({ confirmed: false }), check: (form) => ticked(form, 'confirmed'), fields: () => textFields,
};
const setRegistration: ActionForm = {
  component: defineAsyncComponent(() => import('./CourseSettings.vue')), schema: actionForms.setRegistration, sends: sentSettings,
  initial: (item) => settingsOf(item) as unknown as Draft, check: settingFindings, fields: () => ({ ...settingFields, ...Object.fromEntries(['0', '1', '2', '3'].map((i) => [`others.${i}`, settingFields.others])) }),
};
const reviewRegistrations: ActionForm = {
  component: defineAsyncComponent(() => import('./CourseReviewForm.vue')), schema: actionForms.reviewRegistrations, initial: () => ({ all: false }), check: (form) => ticked(form, 'all'), fields: () => textFields,
};
const ticked = (form: Draft, box: string): Finding[] => (form[box] === true ? [] : [{ pointer: `/${box}`, code: 'required' }]);
const toList = { label: 'course.owner.view.editList', to: (item: { id: string }) => ({ name: 'courseList', params: { id: item.id } }) } as const;

export const courseScreens: CaseScreens = {
  forms: {
    fail: refuse, failList: refuse, resubmit: edit, amend: { ...edit, props: { unlists: true } }, setRegistration, reviewRegistrations, submitList: handIn, resubmitList: handIn,
    delete: reasonForm(actionForms.delete, 'reason', textFields.reason, 500),
  } satisfies CaseScreens<typeof course>['forms'],
  read: defineAsyncComponent(() => import('./CourseRead.vue')),
  mends: {},
  leads: { noRows: toList },
  hints: { noRows: 'course.owner.handIn.none', registrationsExist: 'course.owner.settings.stays' },
};
