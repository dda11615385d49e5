import { Migration } from '@mikro-orm/migrations';

/** Organisations, people, and what every case leaves behind. Instants are `timestamptz`, dates `date`; no personal data outside `student`, `submission`, `draft` and the lifecycles' own tables. */
export class Cases extends Migration {
  override name = '001-cases';
  override up(): void {
    this.addSql(`create extension if not exists pg_trgm`);
    this.addSql(`create table organisation (
      id text primary key, kind text not null check (kind in ('system', 'nation', 'county', 'school')), name text not null,
      county_id text references organisation (id), jurisdiction text check (jurisdiction in ('k12ea', 'county')), ownership text, school_kind text, source text not null)`);
    this.addSql(`create index organisation_county on organisation (county_id)`);

    this.addSql(`create table account (
      id uuid primary key, login text not null unique, name text not null, email text not null, status text not null default 'normal' check (status in ('normal', 'disabled')),
      password_hash text, password_changed_at timestamptz, password_history text[] not null default '{}', otp_secret_sealed text, otp_pending_sealed text, otp_used_step bigint,
      demonstration boolean not null default false, created_at timestamptz not null default now())`);
    this.addSql(`create table role_grant (account_id uuid not null references account (id) on delete cascade, role text not null, organisation_id text not null references organisation (id), primary key (account_id, role, organisation_id))`);
    this.addSql(`create index role_grant_place on role_grant (organisation_id, role)`);
    // 1.3: exactly one main reporter a school
    this.addSql(`create unique index one_main_reporter on role_grant (organisation_id) where role = 'leaver_main'`);
    this.addSql(`create table session (id text primary key, account_id uuid not null references account (id) on delete cascade, created_at timestamptz not null, seen_at timestamptz not null)`);
    this.addSql(`create index session_account on session (account_id)`);

    this.addSql(`create table student (id uuid primary key, id_no_sealed text not null, id_no_index text not null unique, name text not null, birth_date date not null, sex text not null)`);
    this.addSql(`create index student_name on student using gin (name gin_trgm_ops)`);

    this.addSql(`create table case_file (
      id uuid primary key, lifecycle text not null, number text unique, status text not null, since timestamptz not null, version int not null, sequence int not null,
      school_id text not null references organisation (id), county_id text not null references organisation (id), jurisdiction text not null, author_id uuid not null references account (id),
      assignee_ids uuid[] not null default '{}', student_id uuid references student (id), unique_key text, clock_ahead_ms bigint not null default 0,
      opened_at timestamptz not null, changed_at timestamptz not null, ended_at timestamptz, state jsonb not null)`);
    // the guard against double opening: workflow ids protect only while the engine remembers them
    this.addSql(`create unique index case_file_unique on case_file (lifecycle, unique_key) where ended_at is null`);
    this.addSql(`create index case_file_school on case_file (school_id, changed_at desc, id desc)`);
    this.addSql(`create index case_file_county on case_file (county_id, changed_at desc, id desc)`);
    this.addSql(`create index case_file_changed on case_file (changed_at desc, id desc)`);
    this.addSql(`create index case_file_student on case_file (student_id)`);

    this.addSql(`create table case_event (
      case_id uuid not null references case_file (id) deferrable initially deferred, sequence int not null, version int not null, kind text not null, name text not null, level int,
      status_before text not null, status_after text not null, person_id text not null, role text not null, command_id text not null unique, at timestamptz not null,
      facts jsonb, rows jsonb not null, receipt text not null, recorded_at timestamptz not null default now(), primary key (case_id, sequence))`);

    this.addSql(`create table deadline (
      case_id uuid not null references case_file (id) deferrable initially deferred, lifecycle text not null, name text not null, started_at timestamptz not null, due_on date, provisional boolean not null default false,
      is_window boolean not null default false, rung int not null, level int not null default 0, extended boolean not null default false,
      opened_sequence int not null, closed_sequence int, closed_at timestamptz, closed_by text, primary key (case_id, name, started_at))`);
    this.addSql(`create index deadline_open on deadline (due_on, case_id) where closed_at is null`);
    this.addSql(`create index deadline_case_open on deadline (case_id) where closed_at is null`);

    this.addSql(`create table submission (
      id uuid primary key, case_id uuid not null, action text not null, account_id uuid not null references account (id), body jsonb not null, body_hash text not null,
      created_at timestamptz not null default now(), effective_sequence int)`);
    this.addSql(`create index submission_case on submission (case_id)`);
    this.addSql(`create table draft (case_id uuid not null, form text not null, account_id uuid not null references account (id) on delete cascade, body jsonb not null, updated_at timestamptz not null, primary key (case_id, form, account_id))`);

    // the outbox: filled with the event, emptied by an activity; each reminder and level once
    this.addSql(`create table notice (
      id uuid primary key default gen_random_uuid(), case_id uuid not null, sequence int not null, kind text not null, deadline text, level int, told jsonb not null, due_on date,
      created_at timestamptz not null default now(), attempts int not null default 0, unique (case_id, sequence, kind, deadline))`);
    this.addSql(`create table mail (id uuid primary key, account_id uuid not null references account (id) on delete cascade, case_id uuid, notice_id uuid not null, kind text not null, subject text not null, body text not null, sent_at timestamptz not null, unique (notice_id, account_id))`);
    this.addSql(`create index mail_account on mail (account_id, sent_at desc)`);

    this.addSql(`create table case_counter (school_id text not null references organisation (id), lifecycle text not null, status text not null, cases int not null default 0, primary key (school_id, lifecycle, status))`);
    this.addSql(`create table work_day (scope text not null, day date not null, working boolean not null, reason text not null, status text not null check (status in ('official', 'derived', 'provisional')), source text not null, primary key (scope, day))`);
    this.addSql(`create table reading (id bigint generated always as identity primary key, at timestamptz not null default now(), account_id uuid not null, case_id uuid, what text not null, request_id text not null)`);
    this.addSql(`create index reading_case on reading (case_id, at)`);
    this.addSql(`create table rate_limit (key text primary key, points int not null default 0, expire bigint)`);
  }
}
