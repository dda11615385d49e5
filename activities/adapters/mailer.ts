/** Mail behind one small interface. The demonstration's mailer keeps what it would send in a table, where the screens can show it. */
import { rows, sql, type EntityManager } from '#db/orm';
import { lifecycles, type LifecycleName } from '#workflows/lifecycles';
import type { Lifecycle } from '#case/table';

export interface Letter {
  readonly notice: { readonly id: string; readonly case_id: string; readonly kind: string; readonly level: number | null; readonly deadline: string; readonly due_on: string | null; readonly number: string | null; readonly title: string | null; readonly lifecycle: string };
  readonly recipient: { readonly id: string; readonly email: string; readonly name: string };
}
export interface Mailer { send(em: EntityManager, letters: readonly Letter[]): Promise<void> }

const openings: Record<string, string> = { 'TASK-NEW': '待辦通知', 'TASK-DUE': '到期提醒', 'TASK-ESC': '逾期通報', NEWS: '案件消息', DONE: '處理結果', 'C-AUTO': '自動結案',
  'D-REG': '已收到報名', 'D-REG-OK': '報名通過', 'D-REG-NG': '報名未通過', 'D-REG-WAIT': '列為備取', 'D-REG-UP': '備取遞補為正取', 'D-REG-END': '報名已取消', 'D-FEEDBACK': '請填寫回饋問卷', 'D-OVERDUE': '逾期課程已達5堂，暫停登錄新課程' };
/** No name, no national ID: neither in the subject nor in the text. */
export function textOf({ notice }: Letter): { subject: string; body: string } {
  const table: Lifecycle = lifecycles[notice.lifecycle as LifecycleName];
  const about = notice.deadline.split('@')[0]!, deadline = table.deadlines[about], { label } = deadline ?? table.news[about] ?? table.actions[about] ?? table;
  const number = notice.number ?? '（尚未編號）';
  return {
    subject: `【就學通】${openings[notice.kind]}${notice.level ? `（第${notice.level}級）` : ''}：${label.zh} ${number}`,
    body: `${table.label.zh}案件 ${number}${notice.title ? `「${notice.title}」` : ''}：${notice.kind.startsWith('D-') ? openings[notice.kind] : label.zh}${deadline ? `，期限 ${notice.due_on ?? '待行事曆'}` : ''}。請登入系統處理。`,
  };
}
export const keptMailer: Mailer = {
  async send(em, letters) {
    const given = letters.map((letter) => ({ account_id: letter.recipient.id, case_id: letter.notice.case_id, notice_id: letter.notice.id, kind: letter.notice.kind, ...textOf(letter) }));
    if (given.length) await rows(em, sql`insert into mail (id, account_id, case_id, notice_id, kind, subject, body, sent_at) select gen_random_uuid(), account_id, case_id, notice_id, kind, subject, body, now()
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as m (account_id uuid, case_id uuid, notice_id uuid, kind text, subject text, body text) on conflict do nothing`);
  },
};
