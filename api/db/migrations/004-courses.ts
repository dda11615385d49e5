import { Migration } from '@mikro-orm/migrations';
import { courseCodes } from '../seeds/course-codes.ts';

/** In-service courses (spec 5): the course beside its case, registrations as rows, lists by version, the hours that stand. */
export class Courses extends Migration {
  override name = '004-courses';
  override up(): void {
    // a case without a student is known by its title; a mail that can be taken back waits
    this.addSql(`alter table case_file add column title text`);
    this.addSql(`alter table notice add column not_before timestamptz not null default now(), add column account_id uuid references account (id) on delete cascade`);
    this.addSql(`create sequence course_code start 1900001`);

    this.addSql(`create table teacher (
      id uuid primary key, account_id uuid unique references account (id), school_id text not null references organisation (id), id_no_sealed text not null, id_no_index text not null unique, person_code text not null unique,
      name text not null, sex text not null check (sex in ('male', 'female')), position text not null, stage text not null)`);
    this.addSql(`create index teacher_school on teacher (school_id)`);

    this.addSql(`create table course (
      case_id uuid primary key references case_file (id), form jsonb not null, name text not null, place text not null, starts_on date not null, ends_on date not null, hours numeric(5, 1) not null, total int not null, stages text[] not null,
      grams tsvector not null, listed_at timestamptz, overdue boolean not null default false, updated_at timestamptz not null)`);
    // the public search: what is listed, soonest first, and by two characters at a time (a trigram is longer than most Chinese words)
    this.addSql(`create index course_listed on course (starts_on, case_id) where listed_at is not null`);
    this.addSql(`create index course_grams on course using gin (grams, stages, (array[(extract(year from starts_on) * 12 + extract(month from starts_on))::int])) where listed_at is not null`);
    // one row a unit: registering a course and becoming overdue meet on its lock
    this.addSql(`create table course_unit (unit_id text primary key references organisation (id), overdue int not null default 0 check (overdue >= 0))`);
    this.addSql(`create table course_code_list (list text not null, code text not null, parent text, zh text not null, en text not null, active boolean not null default true, position int not null default 0, primary key (list, code))`);
    const codes = JSON.stringify(courseCodes).replaceAll("'", "''");
    this.addSql(`insert into course_code_list (list, code, parent, zh, en, position) select list, code, parent, zh, en, position from jsonb_to_recordset('${codes}'::jsonb) as l (list text, code text, parent text, zh text, en text, position int)`);
    this.addSql(`create table course_attachment (id uuid primary key, account_id uuid not null references account (id), case_id uuid references case_file (id), name text not null, media_type text not null, bytes bytea not null, uploaded_at timestamptz not null)`);
    this.addSql(`create index course_attachment_case on course_attachment (case_id)`);

    // one row a course that all registrations of it pass through, so that no place is given twice and their order is the order they came in; what its case was told of them is unknown while it is being told
    this.addSql(`create table enrolment (
      case_id uuid primary key references case_file (id), online boolean not null default false, opens_at timestamptz, closes_at timestamptz, capacity int not null check (capacity >= 0), strict boolean not null default true, auto_promote boolean not null default true,
      stage_limit boolean not null default false, scope text not null default 'anyone', extra jsonb not null default '{}', last_place int not null default 0,
      pending int not null default 0 check (pending >= 0), accepted int not null default 0 check (accepted >= 0), waitlisted int not null default 0 check (waitlisted >= 0), told_waiting boolean default false, told_version int not null default 0)`);
    this.addSql(`create index enrolment_untold on enrolment (case_id) where told_waiting is distinct from (pending > 0)`);
    this.addSql(`create table registration (
      id uuid primary key, case_id uuid not null references enrolment (case_id), teacher_id uuid not null references teacher (id), place int not null, state text not null, source text not null check (source in ('online', 'school')), extra jsonb not null default '{}',
      registered_at timestamptz not null, changed_at timestamptz not null, changes int not null default 0, unique (case_id, teacher_id))`);
    this.addSql(`create index registration_order on registration (case_id, state, place)`);
    this.addSql(`create index registration_teacher on registration (teacher_id, registered_at desc)`);

    // version 1 is the first list; one that is handed in is never changed again
    this.addSql(`create table course_list (case_id uuid not null references case_file (id), version int not null, state text not null check (state in ('editing', 'handed_in', 'rejected', 'passed', 'replaced')), passed_version int, changed_at timestamptz not null, primary key (case_id, version))`);
    this.addSql(`create table course_list_row (case_id uuid not null, version int not null, teacher_id uuid not null references teacher (id), hours numeric(5, 1) not null, primary key (case_id, version, teacher_id), foreign key (case_id, version) references course_list (case_id, version))`);
    // what a file would add, from its preview until somebody takes it over; the same file for the same list is the same upload
    this.addSql(`create table course_list_upload (id uuid primary key, case_id uuid not null, version int not null, file_name text not null, file_hash text not null, good jsonb not null, bad jsonb not null, uploaded_at timestamptz not null, added int, foreign key (case_id, version) references course_list (case_id, version), unique (case_id, version, file_hash))`);
    this.addSql(`create table issued_hours (case_id uuid not null references case_file (id), teacher_id uuid not null references teacher (id), hours numeric(5, 1) not null, counted boolean not null, credits boolean not null default false, version int not null, ended_on date not null, issued_at timestamptz not null, primary key (case_id, teacher_id))`);
    this.addSql(`create index issued_hours_teacher on issued_hours (teacher_id, ended_on desc)`);

    this.addSql(`create table questionnaire_done (case_id uuid not null references case_file (id), teacher_id uuid not null references teacher (id), primary key (case_id, teacher_id))`);
    this.addSql(`create table questionnaire_answer (id uuid primary key, case_id uuid not null references case_file (id), teacher_id uuid references teacher (id), scores int[] not null, comment text, answered_at timestamptz not null)`);
    this.addSql(`create index questionnaire_answer_case on questionnaire_answer (case_id)`);
    this.addSql(`create table training_session (id uuid primary key, case_id uuid not null references case_file (id), title text not null, starts_at timestamptz not null, ends_at timestamptz not null, hours numeric(5, 1) not null, meeting_url text, meeting_no text, meeting_password text)`);
    this.addSql(`create index training_session_case on training_session (case_id)`);
    this.addSql(`create table attendance (session_id uuid not null references training_session (id), teacher_id uuid not null references teacher (id), display_name text not null, signed_in_at timestamptz not null, signed_out_at timestamptz, primary key (session_id, teacher_id))`);
  }
}
