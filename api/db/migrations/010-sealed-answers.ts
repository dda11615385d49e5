import { Migration } from '@mikro-orm/migrations';

/**
 * What an organiser asks of those who register may be a national ID (spec 5.4): answers are sealed. Programs of before, beside this one, still write `extra`;
 * `npm run admin -- migrate` seals what they left, because a migration holds no keys.
 */
export class SealedAnswers extends Migration {
  override name = '010-sealed-answers';
  override up(): void {
    this.addSql(`alter table registration add column extra_sealed text`);
    this.addSql(`create index registration_unsealed on registration (id) where extra <> '{}'`);
  }
}
