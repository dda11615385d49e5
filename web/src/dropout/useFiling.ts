/** A filing that is no case yet. */
import { nextTick, reactive, watch } from 'vue';
import type { BasicForm, FilingDraft, RegistryStudent } from '#contract/dropout';
import type { dropout } from '#lifecycle/dropout';
import { useOpeningDraft } from '../cases/useOpeningDraft.ts';

interface Filing { idNo: string; student: RegistryStudent | undefined; basic: Partial<BasicForm> }
const fresh = (): Filing => ({ idNo: '', student: undefined, basic: {} });

export function useFiling() {
  const filing = reactive<Filing>(fresh());
  /** whom the draft is about: what was written of one student is not of the next */
  let keptFor = '';
  watch(() => filing.student, (student) => {
    if (student && keptFor && filing.idNo !== keptFor) filing.basic = {};
    if (student) keptFor = '';
  });
  // an ID that is still being typed is nothing to keep
  const draft = useOpeningDraft<FilingDraft>('dropout' satisfies (typeof dropout)['name'], () => ({ idNo: filing.student ? filing.idNo : '', basic: { ...filing.basic } }), ({ idNo, basic }) => {
    keptFor = idNo;
    Object.assign(filing, { idNo, basic });
  });
  async function startAgain(): Promise<void> {
    Object.assign(filing, fresh());
    await nextTick();
    await draft.discard();
  }
  return { filing, startAgain, ...draft };
}
