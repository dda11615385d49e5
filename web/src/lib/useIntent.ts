import { ref } from 'vue';
import { Intent } from './intent.ts';

/** An intention of this component, and whether it is under way. `attempt` rejects as `send` does. */
export function useIntent() {
  const intent = new Intent();
  const busy = ref(false);
  async function attempt<T>(body: unknown, send: (key: string) => Promise<T>): Promise<T> {
    busy.value = true;
    try {
      return await intent.attempt(body, send);
    } finally {
      busy.value = false;
    }
  }
  return { attempt, busy };
}
