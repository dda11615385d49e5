/** Two sides measured in turns, so that a machine that is busy for a moment is busy for both. */
export interface Measured { readonly perSecond: number; /** milliseconds */ readonly p50: number; readonly p95: number }
export interface Side { (turn: number): Promise<unknown> }
export interface Load { readonly clients: number; readonly calls: number; readonly pairs: number }
export interface Ratio { readonly median: number; readonly least: number; readonly most: number }
export interface Compared { readonly clients: number; readonly ours: Measured; readonly bare: Measured; readonly throughput: Ratio; readonly p50: Ratio; readonly p95: Ratio }

/** No half of a pair takes longer, however slow the machine. */
const HALF_WITHIN_MS = 30_000;

/** Warmed up first, then each load. */
export async function compare(ours: Side, bare: Side, warmUp: Omit<Load, 'pairs'>, loads: readonly Load[]): Promise<Compared[]> {
  await underLoad(ours, bare, { ...warmUp, pairs: 1 });
  const compared: Compared[] = [];
  for (const load of loads) compared.push(await underLoad(ours, bare, load));
  return compared;
}
/** @param ours and `bare` are called with a number that grows from call to call */
async function underLoad(ours: Side, bare: Side, { clients, calls, pairs }: Load): Promise<Compared> {
  const measured: { ours: Measured; bare: Measured }[] = [];
  let turn = 0;
  const half = (side: Side): Promise<Measured> => measure(side, clients, calls, () => turn++);
  for (let pair = 0; pair < pairs; pair++) {
    // who goes first changes: the second finds warmer caches
    const first = await half(pair % 2 ? bare : ours), second = await half(pair % 2 ? ours : bare);
    measured.push(pair % 2 ? { bare: first, ours: second } : { ours: first, bare: second });
  }
  const of = (side: 'ours' | 'bare'): Measured => ({ perSecond: median(measured.map((one) => one[side].perSecond)), p50: median(measured.map((one) => one[side].p50)), p95: median(measured.map((one) => one[side].p95)) });
  const ratio = (name: keyof Measured): Ratio => spread(measured.map((one) => one.ours[name] / one.bare[name]));
  return { clients, ours: of('ours'), bare: of('bare'), throughput: ratio('perSecond'), p50: ratio('p50'), p95: ratio('p95') };
}
/** Each client calls again as soon as it is answered. */
async function measure(side: Side, clients: number, calls: number, next: () => number): Promise<Measured> {
  const took: number[] = [], startedAt = performance.now();
  let left = calls;
  await Promise.all(Array.from({ length: clients }, async () => {
    while (left-- > 0 && performance.now() - startedAt < HALF_WITHIN_MS) {
      const sentAt = performance.now();
      await side(next());
      took.push(performance.now() - sentAt);
    }
  }));
  return { perSecond: took.length / ((performance.now() - startedAt) / 1000), p50: median(took), p95: took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? 0 };
}
function spread(values: readonly number[]): Ratio {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b), middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
