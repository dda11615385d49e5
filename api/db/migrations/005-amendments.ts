import { Migration } from '@mikro-orm/migrations';

/** 結案後修改 (spec 5.8): what is to be changed in which course, and why. */
export class Amendments extends Migration {
  override name = '005-amendments';
  override up(): void {
    this.addSql(`create table amendment (case_id uuid primary key references case_file (id), course_id uuid not null references case_file (id), form jsonb not null, letter text)`);
    this.addSql(`create index amendment_course on amendment (course_id)`);
  }
}
