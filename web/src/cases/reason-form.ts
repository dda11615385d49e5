/** A form that is one text, in any lifecycle. */
import { defineAsyncComponent } from 'vue';
import type { ZodType } from 'zod';
import type { Label } from '#domain/label';
import type { ActionForm, Draft } from './screens.ts';

const ReasonForm = defineAsyncComponent(() => import('./ReasonForm.vue'));

export const reasonForm = (schema: ZodType, /** as the contract calls it */ field: string, words: Label, most: number): ActionForm => ({
  component: ReasonForm, props: { field, words, most }, schema, initial: (): Draft => ({ [field]: '' }), fields: () => ({ [field]: words }),
});
