/** The filters of the case search live in the address: a search can be kept and sent. A national ID never does. */
import { computed, ref } from 'vue';
import { useRoute, useRouter, type LocationQueryValue } from 'vue-router';
import { isValidId } from '#domain/identity-number';
import { anniversary, isPlainDate } from '#domain/plain-date';
import { todayInTaipei } from '../lib/dates.ts';

export interface CasesFilter { readonly lifecycle?: string; readonly status?: string; readonly from?: string; readonly to?: string; readonly q?: string }

const dated = (value: LocationQueryValue | LocationQueryValue[] | undefined): string | undefined => (typeof value === 'string' && isPlainDate(value) ? value : undefined);
const written = (value: LocationQueryValue | LocationQueryValue[] | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export function useCasesRoute() {
  const route = useRoute();
  const router = useRouter();
  const secret = ref<string>();
  /** One year back to today, where nothing else is said (spec 4.10). */
  const filter = computed<CasesFilter>(() => ({
    lifecycle: written(route.query['lifecycle']), status: written(route.query['status']), from: dated(route.query['from']) ?? anniversary(todayInTaipei(), -1), to: dated(route.query['to']), q: secret.value ?? written(route.query['q']),
  }));
  function choose(next: CasesFilter): void {
    secret.value = next.q && isValidId(next.q) ? next.q : undefined;
    const { q, ...rest } = next;
    const words = Object.entries({ ...rest, q: secret.value ? undefined : q }).filter(([, value]) => value);
    void router.replace({ query: Object.fromEntries(words) });
  }
  function clear(): void {
    secret.value = undefined;
    void router.replace({ query: {} });
  }
  return { filter, choose, clear };
}
