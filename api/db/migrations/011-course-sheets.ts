import { Migration } from '@mikro-orm/migrations';

/** Lists know in which order their teachers were added; a session may be for some counties alone; a sheet that was taken over is remembered, with its file. Spec 5.7, 6.8, appendix A. */
export class CourseSheets extends Migration {
  override name = '011-course-sheets';
  override up(): void {
    this.addSql(`alter table course_list_row add column added bigint generated always as identity`);
    this.addSql(`alter table training_session add column counties text[] not null default '{}'`);
    // the file waits with its preview; it is sealed, because it holds whole national IDs
    this.addSql(`alter table course_list_upload add column account_id uuid references account (id), add column file_sealed text`);
    this.addSql(`create table course_sheet (id uuid primary key, case_id uuid not null references case_file (id), kind text not null check (kind in ('list', 'attendance', 'answers')), session_id uuid references training_session (id) on delete set null, version int,
      account_id uuid references account (id), file_name text not null, file_sealed text, taken int not null, bad jsonb not null, taken_at timestamptz not null)`);
    this.addSql(`create index course_sheet_case on course_sheet (case_id, taken_at desc)`);
  }
}
