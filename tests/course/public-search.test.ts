/** 公開課程查詢: what anybody finds, in which order, what is not shown, and what caches may keep. Spec 5.1, 5.4. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { PublicCourse, PublicCourseDetail } from '#contract/course';
import { rows, sql } from '#db/orm';
import { at } from '../support/dropout.ts';
import { courseAt, courseOf, must } from '../support/course.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { gramsOf, soughtGrams } from '../../api/course/search-grams.ts';
import { learner, openCourse, registering, type OpenCourse } from './open-course.ts';

let school: TestSchool, coding: OpenCourse, reading: OpenCourse, full: OpenCourse;
beforeAll(async () => {
  school = await newSchool();
  const later = { startsOn: '2026-10-20', endsOn: '2026-10-21', registerTo: '2026-10-10' };
  [coding, reading, full] = await Promise.all([
    openCourse(school, { form: { name: '程式設計工作坊', ...later, audience: ['jh', 'es'] } }), openCourse(school, { form: { name: '閱讀素養研習', township: '西區' }, settings: { strict: false } }),
    openCourse(school, { form: { name: 'Ｗebex 線上研習', startsOn: '2026-11-02', endsOn: '2026-11-02', registerTo: '2026-11-01' }, settings: { capacity: 1 } }),
  ]);
  await registering(await learner(school), full);
});

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${(await testWorld()).baseUrl}/api/v1/course/public${path}`, { headers });
/** By day of the course; the unit's name keeps other tests' courses away. */
async function search(filter: Record<string, string> = {}, q = ''): Promise<PublicCourse[]> {
  return ((await (await get(`?${new URLSearchParams({ from: '2026-09-01', q: `${school.id} ${q}`, ...filter })}`)).json()) as { items: PublicCourse[] }).items;
}
const found = async (...asked: Parameters<typeof search>): Promise<string[]> => (await search(...asked)).map(({ code }) => code);
const detail = async ({ code }: OpenCourse): Promise<PublicCourseDetail> => (await (await get(`/${code}`)).json()) as PublicCourseDetail;

describe('the public search', () => {
  it('shows listed courses, the soonest first, to who has not signed in', async () => {
    expect(await found()).toEqual([reading.code, coding.code, full.code]);
    expect((await search())[0]).toEqual({
      code: reading.code, name: '閱讀素養研習', unit: `測試高中${school.id}`, place: '測試縣西區', startsOn: '2026-10-02', endsOn: '2026-10-02', hours: 3, credits: false, stages: ['sh'], online: true,
      opensAt: '2026-09-23T16:00:00.000Z', closesAt: '2026-10-01T16:00:00.000Z', registration: 'open', placesLeft: null,
    });
  });
  it('finds words anywhere in name, unit and place, a single character too, whatever its width', async () => {
    expect([await found({}, '設計'), await found({}, '西'), await found({}, '線上 研習'), await found({}, 'webex'), await found({}, '研習 素養')]).toEqual([[coding.code], [reading.code], [full.code], [full.code], [reading.code]]);
    expect([await found({}, '天文'), await found({}, '計設')]).toEqual([[], []]);
  });
  it('takes 台 for 臺, in what is sought and in what is found', () => {
    expect([soughtGrams('台中'), gramsOf('台中國小')]).toEqual([soughtGrams('臺中'), gramsOf('臺中國小')]);
  });
  it('takes signs for what they are', async () => {
    for (const q of [`'`, `\\`, `' | '`, '& !', '%', '(']) expect((await get(`?${new URLSearchParams({ q })}`)).status, q).toBe(200);
  });
  it('narrows by county, stage and days', async () => {
    expect([await found({ county: '測試縣' }), await found({ county: '測試' }), await found({ county: '連江縣' })]).toMatchObject([{ length: 3 }, { length: 3 }, []]);
    expect([await found({ stage: 'es' }), await found({ stage: 'kg' })]).toEqual([[coding.code], []]);
    expect([await found({ from: '2026-10-03' }), await found({ to: '2026-10-20' })]).toEqual([[coding.code, full.code], [reading.code, coding.code]]);
  });
  it('narrows to what can be registered for now, by each course’s own clock', async () => {
    expect(await found({ open: 'yes' })).toEqual([reading.code, coding.code]);
    await reading.until(at('2026-10-02', 0, 1));
    expect(await found({ open: 'yes' })).toEqual([coding.code]);
    expect((await search()).map(({ registration }) => registration)).toEqual(['over', 'open', 'open']);
  });
  it('says how many places are left where they are strict', async () => {
    expect((await search()).map(({ placesLeft }) => placesLeft)).toEqual([null, 20, 0]);
  });
  it('refuses what it does not understand, and begins anew at a cursor that nobody gave', async () => {
    expect([(await get('?stage=university')).status, (await get('?from=2026-02-30')).status, (await get('?open=no')).status, (await get('?cursor=bm9uc2Vuc2U')).status]).toEqual([422, 422, 422, 200]);
  });
  it('goes on where a page ended: each course once, in order, also where the index of characters finds them', async () => {
    const crowd = await newSchool(), em = (await testWorld()).orm.em.fork(), model = await openCourse(crowd);
    await rows(em, sql`with made as (insert into case_file (id, lifecycle, number, status, since, version, sequence, school_id, county_id, jurisdiction, author_id, opened_at, changed_at, ended_at, state)
        select gen_random_uuid(), lifecycle, 'X' || nextval('course_code'), (select status from case_file where id = ${model.id}), since, 1, 1, school_id, county_id, jurisdiction, author_id, opened_at, changed_at, now(), '{}' from case_file, generate_series(1, 120) where id = ${model.id} returning id),
      taught as (insert into course select (jsonb_populate_record(k, jsonb_build_object('case_id', m.id, 'starts_on', date '2026-09-02' + (random() * 200)::int))).* from course k, made m where k.case_id = ${model.id} returning case_id)
      insert into enrolment (case_id, capacity) select case_id, 1 from taught`);
    const seen: PublicCourse[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await (await get(`?${new URLSearchParams({ from: '2026-09-01', q: crowd.id, ...(cursor ? { cursor } : {}) })}`)).json()) as { items: PublicCourse[]; nextCursor: string | null };
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen.map(({ code }) => code)).size]).toEqual([121, 121]);
    expect(seen.map(({ startsOn }) => startsOn)).toEqual(seen.map(({ startsOn }) => startsOn).sort());
    await rows(em, sql`update course set listed_at = null from case_file c where c.id = case_id and c.school_id = ${crowd.id} and case_id <> ${model.id}`);
  });
});

describe('a course for the public', () => {
  it('is shown with what one needs to register, and whom to ring: no address of a contact', async () => {
    const text = await (await get(`/${coding.code}`)).text();
    expect(text).not.toContain('contact@example.edu.tw');
    expect(await detail(coding)).toMatchObject({ course: { name: '程式設計工作坊', contacts: [{ name: '林承辦', phone: '02-22345678#321' }] }, capacity: 20, accepted: 0, waitlisted: 0, extra: [], others: [] });
    expect(text).not.toContain('林教師');
  });
  it('is not there before it is listed, nor under a code that does not exist', async () => {
    const unseen = await courseAt(school, at('2026-09-24')), owner = await school.as('ins_business'), { code } = courseOf(await owner.see(unseen.id));
    expect([(await get(`/${code}`)).status, (await get('/1')).status, (await get(`/${code}/mine`)).status]).toEqual([404, 404, 401]);
    await must(await school.as('ins_center'), unseen.id, 'pass');
    expect((await get(`/${code}`)).status).toBe(404);
    await must(owner, unseen.id, 'delete', { reason: '停辦' });
  });
  it('may be kept by any cache for a short time, and is not sent again to who has it', async () => {
    const first = await get(`/${full.code}`), tag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d{1,2}$/);
    const again = await get(`/${full.code}`, { 'if-none-match': tag, 'cache-control': 'max-age=0' });   // as a browser asks; fetch by itself says no-cache
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    expect((await get('/1')).headers.get('cache-control')).toBe('no-store');
  });
});
