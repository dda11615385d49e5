import { Migration } from '@mikro-orm/migrations';

/** The forms of the dropout procedure (spec 4.4), the serial of its report numbers (4.3) and the seeded fake of the student registry. */
export class Dropout extends Migration {
  override name = '002-dropout';
  override up(): void {
    this.addSql(`create table dropout_filing (case_id uuid primary key references case_file (id), basic jsonb not null, case_data jsonb, updated_at timestamptz not null)`);
    this.addSql(`create table dropout_record (
      id uuid primary key, case_id uuid not null references case_file (id), account_id uuid not null references account (id), sent_at timestamptz not null, sequence int not null,
      before_report boolean not null, content jsonb not null, deleted_at timestamptz)`);
    this.addSql(`create index dropout_record_case on dropout_record (case_id, sent_at)`);
    this.addSql(`create table dropout_serial (school_id text not null references organisation (id), day date not null, last int not null, primary key (school_id, day))`);
    this.addSql(`create table registry_student (
      id_no_index text primary key, id_no_sealed text not null, name text not null, birth_date date not null, sex text not null, student_no text not null, school_id text, senior_high boolean not null default true,
      state text not null default 'enrolled' check (state in ('enrolled', 'on_leave', 'left')), school_type text not null, department text not null, grade int not null, class_name text not null)`);
    this.addSql(`create index registry_student_school on registry_student (school_id)`);
    // the fake registries can be taken away, to show what happens then
    this.addSql(`create table registry_switch (registry text primary key check (registry in ('student', 'status')), away boolean not null)`);
  }
}
