/** What 結案後修改 brings to the case screens. */
import { defineAsyncComponent } from 'vue';
import { actionForms } from '#contract/amendment';
import type { amendment } from '#lifecycle/amendment';
import { reasonForm } from '../cases/reason-form.ts';
import type { CaseScreens } from '../cases/screens.ts';
import { amendmentFields } from './fields.ts';

export const amendmentScreens: CaseScreens = {
  forms: {
    reject: reasonForm(actionForms.reject, 'reason', amendmentFields.refusal, 500),
    sendBatch: { component: defineAsyncComponent(() => import('./AmendmentLetterForm.vue')), schema: actionForms.sendBatch, initial: () => ({ letterNo: '' }), fields: () => ({ letterNo: amendmentFields.letterNo }) },
  } satisfies CaseScreens<typeof amendment>['forms'],
  read: defineAsyncComponent(() => import('./AmendmentRead.vue')),
  mends: {} satisfies CaseScreens<typeof amendment>['mends'],
  hints: {},
};
