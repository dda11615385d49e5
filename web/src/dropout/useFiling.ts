/** A filing that is no case yet. It stays in memory alone, never in the browser's storage: office machines are shared. */
import { reactive } from 'vue';
import type { BasicForm, RegistryStudent } from '#contract/dropout';
import { useSession } from '../lib/session.ts';

interface Filing { idNo: string; student: RegistryStudent | undefined; basic: Partial<BasicForm> }
const fresh = (): Filing => ({ idNo: '', student: undefined, basic: {} });
const filing = reactive<Filing>(fresh());
let owner: string | undefined;

/** Survives the end of a session and a change of page; another person who signs in here begins anew. */
export function useFiling() {
  const me = useSession().me?.id;
  const startAgain = (): void => void Object.assign(filing, fresh());
  if (owner !== me) startAgain();
  owner = me;
  return { filing, startAgain };
}
