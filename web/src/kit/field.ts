/** What a field tells the control inside it, so that every control has a name, its help and its error (WCAG 1.3.1, 3.3.1). */
import { computed, inject, useId, type ComputedRef, type InjectionKey } from 'vue';

export interface FieldContext { readonly id: string; readonly labelId: string; readonly describedBy: string | undefined; readonly invalid: boolean; readonly required: boolean }
export const fieldContext: InjectionKey<ComputedRef<FieldContext>> = Symbol('field');

/** Attributes for the control of the field around it; outside a field the control brings its own name. */
export function useFieldControl() {
  const field = inject(fieldContext, undefined);
  const ownId = useId();
  const id = computed(() => field?.value.id ?? ownId);
  const aria = computed(() => ({ 'aria-describedby': field?.value.describedBy, 'aria-invalid': field?.value.invalid ? true : undefined, 'aria-required': field?.value.required ? true : undefined }));
  return { field, id, aria };
}

export interface Option<V extends string = string> { readonly value: V; readonly label: string; readonly help?: string; readonly disabled?: boolean }

/** Where an error summary sends the focus: the control of the field with this name. */
export const fieldId = (name: string): string => `field-${name}`;
