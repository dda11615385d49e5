/** A file of the desk, kept by the browser: a refusal is told beside the work instead of replacing the page. */
import { ref } from 'vue';
import { call, type Query } from './api.ts';
import { useToasts } from './toasts.ts';
import { useProblemText } from './useProblemText.ts';

/** Time for the browser to have taken the file over before its address is withdrawn. */
const KEPT_MS = 60_000;

export function useDownload() {
  const toasts = useToasts();
  const { whatOf } = useProblemText();
  const busy = ref(false);
  async function download(path: string, query: Query = {}): Promise<void> {
    busy.value = true;
    try {
      const { data, fileName } = await call<Blob>(path, { query });
      keep(data, fileName ?? path.split('/').at(-1)!);
    } catch (failure) {
      toasts.show({ tone: 'late', message: whatOf(failure) });
    } finally {
      busy.value = false;
    }
  }
  return { download, busy };
}

function keep(file: Blob, name: string): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
