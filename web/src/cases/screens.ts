/** What a lifecycle brings to the case screens: one form for each action that asks for one, its forms as read, and the way out of a closed action. */
import type { Component } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import type { ZodType } from 'zod';
import type { ActionOf, Lifecycle, NONE } from '#case/table';
import type { CaseView } from '#contract/cases';
import type { Label } from '#domain/label';
import type { fieldProblems, ProblemCode } from '#domain/problem';
import type { FormActionOf } from '../lib/lifecycle.ts';
import type { MessageKey } from '../lib/text.ts';

/** A form while it is being filled in: anything may still be missing. */
export type Draft = Record<string, unknown>;
/** What is wrong with one field, before the desk is asked. */
export interface Finding { readonly pointer: string; readonly code: keyof typeof fieldProblems | 'malformed' }

export interface ActionForm {
  /** props `item: CaseView`, `errors: Record<field, sentence>`, `modelValue: Draft`, and those of `props` */ readonly component: Component;
  readonly props?: Readonly<Record<string, unknown>>;
  /** the desk's own contract */ readonly schema: ZodType;
  /** what the contract cannot know, such as the case's own today */ readonly check?: (form: Draft, item: CaseView) => Finding[];
  /** the body, where the form holds more than is sent */ readonly sends?: (form: Draft) => Draft;
  /** `preset`: where it was started from, the record or deadline it is about */ readonly initial: (item: CaseView, preset: Draft) => Draft;
  /** names of its fields, for the error summary */ readonly fields: (form: Draft) => Readonly<Record<string, Label>>;
}

export interface Lead { readonly label: MessageKey; readonly to: (item: CaseView) => RouteLocationRaw }

/** The action that opens a case has a page of its own: there is no case yet. */
type OpeningOf<L extends Lifecycle> = { [A in ActionOf<L>]: typeof NONE extends keyof L['actions'][A]['moves'] ? A : never }[ActionOf<L>];
/** An action that asks for a form and has none here does not compile. */
export type FormsOf<L extends Lifecycle> = { readonly [A in Exclude<FormActionOf<L>, OpeningOf<L>>]: ActionForm };

export interface CaseScreens<L extends Lifecycle = Lifecycle> {
  readonly forms: string extends ActionOf<L> ? Readonly<Record<string, ActionForm>> : FormsOf<L>;
  /** the tab 表單: props `item: CaseView`; emits `act` with an action and its preset */ readonly read: Component;
  /** the action that removes a reason */ readonly mends: { readonly [code in ProblemCode]?: ActionOf<L> };
  /** the page on which the reason of a closed action is removed */ readonly leads?: { readonly [code in ProblemCode]?: Lead };
  /** what may be behind a refusal, and what to do */ readonly hints: { readonly [code in ProblemCode]?: MessageKey };
}
