/** What the course procedure brings to the case screens. An action of its table that asks for a form and has none here does not compile. */
import { defineAsyncComponent } from 'vue';
import { actionForms } from '#contract/course';
import type { course } from '#lifecycle/course';
import { reasonForm } from '../cases/reason-form.ts';
import type { ActionForm, CaseScreens } from '../cases/screens.ts';
import { formsOf } from './course-case.ts';
import { textFields } from './fields.ts';

const REASON = 500;
const component = defineAsyncComponent(() => import('./CourseRead.vue'));
const nothing = (schema: ActionForm['schema']): ActionForm => ({ component, schema, initial: () => ({}), fields: () => textFields });
const courseForm: ActionForm = { ...nothing(actionForms.amend), initial: (item) => ({ ...formsOf(item).course }) };

export const courseScreens: CaseScreens = {
  forms: {
    fail: reasonForm(actionForms.fail, 'reason', textFields.reason, REASON),
    failList: reasonForm(actionForms.failList, 'reason', textFields.reason, REASON),
    delete: reasonForm(actionForms.delete, 'reason', textFields.reason, REASON),
    resubmit: courseForm, amend: courseForm, setRegistration: nothing(actionForms.setRegistration), reviewRegistrations: nothing(actionForms.reviewRegistrations),
    submitList: nothing(actionForms.submitList), resubmitList: nothing(actionForms.resubmitList),
  } satisfies CaseScreens<typeof course>['forms'],
  read: component,
  mends: {} satisfies CaseScreens<typeof course>['mends'],
  hints: {},
};
