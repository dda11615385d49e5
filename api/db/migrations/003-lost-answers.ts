import { Migration } from '@mikro-orm/migrations';

/** A command that was recorded, but whose procedure has not been heard to answer: it may not know. */
export class LostAnswers extends Migration {
  override name = '003-lost-answers';
  override up(): void {
    this.addSql(`alter table submission add column answered boolean not null default false`);
    this.addSql(`create index submission_lost_answer on submission (created_at) where not answered and effective_sequence is not null`);
  }
}
