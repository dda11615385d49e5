/** 線上教育訓練場次: who sets them up, who comes in when, and who came. Spec 6.8. */
import { randomUUID } from 'node:crypto';
import { utils, write } from '@e965/xlsx';
import { describe, it } from 'vitest';
import type { SheetImport, AttendanceList, TrainingSession } from '#contract/course';
import { courseAt, listWith, must, newTeacher, type Course } from '../support/course.ts';
import type { Answered, Client, ProblemBody } from '../support/client.ts';
import { at } from '../support/dropout.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { learner, learners, type Learner } from './open-course.ts';
import { registered } from './registered.ts';

const DAY = '2026-10-02';
const session = (more: object = {}) => ({ title: '上午場', startsAt: `${DAY}T09:00:00+08:00`, endsAt: `${DAY}T12:00:00+08:00`, hours: 3, meetingUrl: 'https://meet.example.edu.tw/a', meetingNo: '123 456', meetingPassword: 'secret', ...more });
interface Meeting extends Course { readonly school: TestSchool; readonly owner: Client; readonly sessionId: string }
type Shown = TrainingSession & ProblemBody;
const put = (owner: Client, id: string, sessionId: string, more: object = {}): Promise<Answered<Shown>> => owner.send<Shown>('PUT', `/course/cases/${id}/sessions/${sessionId}`, session(more));
/** On 2 October 2026, from nine to twelve. */
async function meeting(): Promise<Meeting> {
  const school = await newSchool(), course = await courseAt(school, at('2026-09-24'), { delivery: 'webex' }), owner = await school.as('ins_business'), sessionId = randomUUID();
  await put(owner, course.id, sessionId);
  return { ...course, school, owner, sessionId };
}
/** Their schools are in 測試縣. */
const nameOf = ({ name }: Learner): string => `測試縣大同高中教師${name}`;
const signIn = (who: Learner, { sessionId }: Meeting, displayName = nameOf(who)) => who.client.send<Shown>('POST', `/course/my/sessions/${sessionId}/sign-in`, { displayName });
const signOut = (who: Learner, { sessionId }: Meeting) => who.client.send<Shown>('POST', `/course/my/sessions/${sessionId}/sign-out`);
const outcome = ({ status, body }: Answered<ProblemBody>): string | number => (status === 200 ? status : body.code);
const attendance = async ({ owner, id, sessionId }: Meeting) => (await owner.get<AttendanceList>(`/course/cases/${id}/sessions/${sessionId}/attendance`)).body.items;

describe.concurrent('a session', () => {
  it('is set up by the owner of an online course within its days, and changed under the same id', async ({ expect }) => {
    const it = await meeting();
    expect((await put(it.owner, it.id, it.sessionId, { title: '改名' })).body).toMatchObject({ id: it.sessionId, title: '改名', hours: 3, signedIn: 0, meetingPassword: 'secret' });
    const outside = await put(it.owner, it.id, randomUUID(), { endsAt: '2026-10-03T00:30:00+08:00' });
    expect([outside.status, outside.body.errors]).toEqual([422, [expect.objectContaining({ pointer: '/endsAt', code: 'outsideCourse' })]]);
    expect((await put(it.owner, it.id, randomUUID(), { startsAt: `${DAY}T11:00:00+08:00`, endsAt: `${DAY}T02:00:00Z` })).status).toBe(422);
    expect((await put(await it.school.as('ins_center'), it.id, it.sessionId)).body.code).toBe('notAllowed');
    const hall = await courseAt(it.school, at('2026-09-24'));
    expect((await put(it.owner, hall.id, randomUUID())).body.code).toBe('notOnline');
  });
  it('of one course is never changed through another', async ({ expect }) => {
    const one = await meeting(), other = await courseAt(one.school, at('2026-09-24'), { delivery: 'meet' });
    expect((await put(one.owner, other.id, one.sessionId)).body.code).toBe('notFound');
    expect((await one.owner.send('DELETE', `/course/cases/${other.id}/sessions/${one.sessionId}`)).status).toBe(404);
  });
  it('tells its password to who gives the course and to who was accepted, not to everybody who reads it', async ({ expect }) => {
    const it = await meeting(), [one, stranger] = await learners(it.school, 2), principal = await it.school.as('school_principal');
    await registered(it.id, [one]);
    const password = async (client: Client, path: string) => (await client.get<{ items: TrainingSession[] }>(path)).body.items.map(({ meetingPassword }) => meetingPassword);
    const ofCourse = `/course/cases/${it.id}/sessions`, mine = '/course/my/sessions';
    expect([await password(it.owner, ofCourse), await password(principal, ofCourse), await password(one.client, mine), await password(stranger.client, mine)]).toEqual([['secret'], [null], ['secret'], []]);
  });
  it('goes while nobody has signed in, and stays once a list was handed in', async ({ expect }) => {
    const it = await meeting(), another = randomUUID();
    await put(it.owner, it.id, another);
    expect((await it.owner.send('DELETE', `/course/cases/${it.id}/sessions/${another}`)).status).toBe(204);
    await must(await it.school.as('ins_center'), it.id, 'pass');
    await it.until(at('2026-10-03'));
    await listWith(it.id, [await newTeacher(it.school)]);
    await must(it.owner, it.id, 'submitList', { confirmed: true });
    expect((await it.owner.send('DELETE', `/course/cases/${it.id}/sessions/${it.sessionId}`)).body.code).toBe('listProtected');
  });
});

describe.concurrent('who was accepted', () => {
  it('signs in from thirty minutes before the start until the end, by the clock of the course, and out until thirty minutes after', async ({ expect }) => {
    const it = await meeting(), [one, late] = await learners(it.school, 2);
    await registered(it.id, [one, late]);
    await it.until(at(DAY, 8, 28));
    expect(outcome(await signIn(one, it))).toBe('sessionClosed');
    await it.until(at(DAY, 8, 31));
    expect((await signIn(one, it)).body).toMatchObject({ signedIn: 1, mayCheckIn: false, maySignOut: false, mine: { signedOutAt: null } });
    expect(outcome(await signOut(one, it)), 'before it has begun').toBe('signOutClosed');
    await it.until(at(DAY, 12, 1));
    expect([outcome(await signIn(late, it)), outcome(await signOut(late, it)), outcome(await signOut(one, it))]).toEqual(['sessionClosed', 'notSignedIn', 200]);
    expect(await attendance(it)).toMatchObject([{ teacher: { id: one.id, idNo: `${one.idNo.slice(0, 5)}*****` }, displayName: nameOf(one) }]);
    await it.until(at(DAY, 12, 31));
    expect(outcome(await signOut(one, it))).toBe('signOutClosed');
  });
  it('signs out as often as somebody comes back, and is offered to until it is closed: the last time counts', async ({ expect }) => {
    const it = await meeting(), one = await learner(it.school), hours = async () => (await attendance(it)).map((row) => row.hours);
    await registered(it.id, [one]);
    await it.until(at(DAY, 9, 0));
    await signIn(one, it);
    expect([(await signOut(one, it)).body, await hours()]).toMatchObject([{ maySignOut: true }, [0]]);
    await it.until(at(DAY, 11, 50));
    expect([(await signOut(one, it)).body.maySignOut, await hours()]).toEqual([true, [3]]);
    await it.until(at(DAY, 12, 31));
    expect((await one.client.get<{ items: TrainingSession[] }>('/course/my/sessions')).body.items.map(({ maySignOut }) => maySignOut)).toEqual([false]);
  });
  it('signs in once: the first time stands', async ({ expect }) => {
    const it = await meeting(), one = await learner(it.school);
    await registered(it.id, [one]);
    await it.until(at(DAY, 9, 0));
    const first = await signIn(one, it);
    await it.until(at(DAY, 10, 0));
    expect((await signIn(one, it)).body.mine).toEqual(first.body.mine);
    expect((await it.owner.send('DELETE', `/course/cases/${it.id}/sessions/${it.sessionId}`)).body.code).toBe('attended');
  });
  it('is told which part of the display name is missing', async ({ expect }) => {
    const it = await meeting(), one = await learner(it.school);
    await registered(it.id, [one]);
    await it.until(at(DAY, 9, 0));
    const missing = async (displayName: string) => (await signIn(one, it, displayName)).body.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    expect([await missing(one.name), await missing('測試縣大同高中教師王別人'), await missing(`臺北市大同高中組長${one.name}`), await missing(`測試縣大同高中組長${one.name}`)]).toEqual([['/displayName countyMissing'], ['/displayName nameMissing'], ['/displayName countyOther'], undefined]);
  });
  it('of another county than those of the session does not come in', async ({ expect }) => {
    const it = await meeting(), one = await learner(it.school), elsewhere = randomUUID(), outcomeOf = async (counties: string[]) => { await put(it.owner, it.id, it.sessionId, { counties }); return (await signIn(one, it)).body.errors?.map(({ code }) => code); };
    await registered(it.id, [one]);
    await it.until(at(DAY, 9, 0));
    expect((await put(it.owner, it.id, elsewhere, { counties: ['火星縣'] })).body.errors).toMatchObject([{ pointer: '/counties', code: 'unknownCode' }]);
    expect([await outcomeOf(['屏東縣', '臺東縣']), await outcomeOf(['屏東縣', '測試縣'])]).toEqual([['countyUninvited'], undefined]);
    expect((await one.client.get<{ items: TrainingSession[] }>('/course/my/sessions')).body.items.map(({ counties }) => counties)).toEqual([['屏東縣', '測試縣']]);
  });
  it('alone comes in: for anybody else the session is not there', async ({ expect }) => {
    const it = await meeting(), [rejected, stranger] = await learners(it.school, 2);
    await registered(it.id, [rejected], { state: 'rejected' });
    await it.until(at(DAY, 9, 0));
    expect([outcome(await signIn(rejected, it)), outcome(await signIn(stranger, it)), (await it.owner.send('POST', `/course/my/sessions/${it.sessionId}/sign-in`, { displayName: 'x' })).body.code]).toEqual(['notFound', 'notFound', 'notAllowed']);
  });
});

describe.concurrent('a list of attendance', () => {
  const imported = (it: Meeting, bytes: Buffer, name = '名單.csv') => it.owner.upload<SheetImport>(`/course/cases/${it.id}/sessions/${it.sessionId}/attendance?name=${encodeURIComponent(name)}`, bytes);
  const csv = (...lines: string[]): Buffer => Buffer.from(['顯示名稱,簽到,簽退', ...lines].join('\r\n'));
  const people = async (it: Meeting, ...names: string[]) => registered(it.id, await Promise.all(names.map((name) => newTeacher(it.school, { name }))));
  const came = async (it: Meeting) => (await attendance(it)).map(({ teacher, signedInAt, signedOutAt }) => [teacher.name, signedInAt.slice(11, 16), signedOutAt?.slice(11, 16)]);

  it('takes in whom it can tell, and names each row that it cannot', async ({ expect }) => {
    const it = await meeting();
    await people(it, '王一', '林二', '陳三', '陳三');
    const { body } = await imported(it, csv('臺北市大同高中教師王一,2026/10/02 08:55,115/10/02 下午 12:03', '林二,9:10,', '教師陳三,9:00,12:00', '路人甲,9:00,12:00', '王一,九點,12:00', '王一,12:00,9:00', '林二,13:00,14:00'));
    expect(body.added).toBe(2);
    expect(body.bad.map(({ row, code }) => `${row} ${code}`)).toEqual(['4 personAmbiguous', '5 personUnknown', '6 moment', '7 moment', '8 outsideSession']);
    expect(await came(it)).toEqual([['王一', '00:55', '04:03'], ['林二', '01:10', undefined]]);
  });
  it('again, or as another part of the same, leaves one line a person: from the first moment to the last', async ({ expect }) => {
    const it = await meeting(), lines = csv('王一,9:00,10:00', '王一,10:30,12:00');
    await people(it, '王一');
    await imported(it, lines);
    await imported(it, csv('王一,8:50,9:30'));
    expect([(await imported(it, lines)).body, await came(it)]).toEqual([{ added: 1, bad: [] }, [['王一', '00:50', '04:00']]]);
  });
  it('may be a sheet, whose times are numbers', async ({ expect }) => {
    const it = await meeting(), sheet = utils.aoa_to_sheet([['顯示名稱', '簽到', '簽退'], ['王一', new Date(Date.UTC(2026, 9, 2, 8, 58)), 0.5]], { UTC: true }), book = utils.book_new(sheet, '出席');
    await people(it, '王一');
    expect((await imported(it, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer, '名單.xlsx')).body).toEqual({ added: 1, bad: [] });
    expect(await came(it)).toEqual([['王一', '00:58', '04:00']]);
  });
  it('is the owner’s to bring, and the owner’s and the centre’s to read', async ({ expect }) => {
    const it = await meeting(), path = `/course/cases/${it.id}/sessions/${it.sessionId}/attendance`, center = await it.school.as('ins_center'), principal = await it.school.as('school_principal');
    expect([(await center.upload(`${path}?name=a.csv`, csv('王一,9:00,'))).status, (await center.get(path)).status, (await principal.get(path)).status]).toEqual([403, 200, 403]);
    expect((await imported(it, Buffer.from('<xml/>'), 'a.xml')).status).toBe(422);
  });
});
