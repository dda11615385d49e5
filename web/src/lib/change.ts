/** What the live stream tells: which case, and how far it has come. */
export interface Change { readonly caseId: string; readonly version: number; readonly sequence: number }

export function changeOf(text: string): Change | undefined {
  try {
    const news = JSON.parse(text) as Partial<Change> | null;
    return typeof news?.caseId === 'string' && typeof news.version === 'number' && typeof news.sequence === 'number' ? { caseId: news.caseId, version: news.version, sequence: news.sequence } : undefined;
  } catch {
    return undefined;
  }
}
