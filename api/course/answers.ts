/** What people answered to the organiser: sealed at rest, because it may be a national ID or what identifies like one (spec 5.4, 8.3). */
import { isValidId, maskIns } from '#domain/identity-number';
import { rows, sql, type MikroORM } from '#db/orm';
import type { Sealing } from '#db/sealing';

export type Answers = Readonly<Record<string, string>>;

/** @returns null where nothing was asked */
export const sealAnswers = (answers: Answers, sealing: Pick<Sealing, 'seal'>): string | null => (Object.keys(answers).length ? sealing.seal(JSON.stringify(answers)) : null);
export const openAnswers = (sealed: string | null, sealing: Pick<Sealing, 'open'>): Answers => (sealed === null ? {} : (JSON.parse(sealing.open(sealed)) as Answers));

const ID_WITHIN = /[A-Z][A-D\d]\d{8}/gi;
/** As screens show them: an ID is masked, alone or within a sentence. Whole it stands in the owner's own sheet alone, for the insurance. */
export const shownAnswers = (answers: Answers): Record<string, string> => Object.fromEntries(Object.entries(answers).map(([question, answer]) => [question, withoutIds(answer)]));
const withoutIds = (answer: string): string => (isValidId(answer) ? maskIns(answer) : answer.replace(ID_WITHIN, (found) => (isValidId(found) ? maskIns(found) : found)));

const BATCH = 500;
/** Seals what was written before answers were sealed. Safe to repeat. @returns how many */
export async function sealEarlierAnswers(orm: MikroORM, sealing: Pick<Sealing, 'seal'>): Promise<number> {
  let sealed = 0;
  for (let some = await sealSome(orm, sealing); some; some = await sealSome(orm, sealing)) sealed += some;
  return sealed;
}
const sealSome = (orm: MikroORM, sealing: Pick<Sealing, 'seal'>): Promise<number> => orm.em.fork().transactional(async (em) => {
  const plain = await rows<{ id: string; extra: Answers }>(em, sql`select id, extra from registration where extra <> '{}' limit ${BATCH} for update`), given = plain.map(({ id, extra }) => ({ id, sealed: sealAnswers(extra, sealing) }));
  await rows(em, sql`update registration r set extra = '{}', extra_sealed = g.sealed from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id uuid, sealed text) where r.id = g.id`);
  return plain.length;
});
