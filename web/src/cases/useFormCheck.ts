/** What is wrong with a form: each sentence at its field, and all of them in the summary that takes the focus. */
import { shallowRef } from 'vue';
import type { CaseView } from '#contract/cases';
import { messagesByField, Problem, type FieldProblem } from '../lib/problem.ts';
import { useText } from '../lib/text.ts';
import type { ActionForm, Draft, Finding } from './screens.ts';
import { check, sentenceOf, type Checkable } from './validate.ts';

interface Refused { readonly byField: Readonly<Record<string, string>>; readonly others: readonly string[]; readonly errors: readonly { field: string; label: string; message: string }[] }
const nothing: Refused = { byField: {}, others: [], errors: [] };

export function useFormCheck<Item = CaseView>(form: () => Checkable<Item> & Pick<ActionForm, 'fields'>) {
  const { t, label } = useText();
  const refused = shallowRef<Refused>(nothing);
  /** why the desk refused what was sent, where that is about no field */ const problem = shallowRef<unknown>();
  const inWords = ({ pointer, code }: Finding): FieldProblem => ({ pointer, code, message: label(sentenceOf(code) ?? { zh: t('cases.form.malformed'), en: t('cases.form.malformed') }) });

  function tell(problems: readonly FieldProblem[], draft: Draft): void {
    const fields = form().fields(draft);
    const { byField, others } = messagesByField(problems, Object.keys(fields));
    const errors = Object.entries(fields).flatMap(([field, words]) => (byField[field] === undefined ? [] : [{ field, label: label(words), message: byField[field] }]));
    refused.value = problems.length ? { byField, others, errors } : nothing;
  }
  /** @param within the fields that are asked for so far; all of them unless told. @returns the body to send; undefined where something is wrong, which is then said */
  function accepted(draft: Draft, item?: Item, within?: readonly string[]): Draft | undefined {
    problem.value = undefined;
    const { body, findings: all } = check(form(), draft, item);
    const findings = within ? all.filter(({ pointer }) => within.includes(pointer.split('/')[1]!)) : all;
    tell(findings.map(inWords), draft);
    return findings.length ? undefined : body;
  }
  /** What came back from the desk. @returns whether it is told at the fields */
  function refuse(failure: unknown, draft: Draft): failure is Problem {
    const ofFields = failure instanceof Problem && failure.code === 'invalid';
    if (ofFields) tell(failure.errors, draft);
    else problem.value = failure;
    return ofFields;
  }
  return { refused, problem, accepted, refuse };
}
