import { Migration } from '@mikro-orm/migrations';

/** Days between two tracking records (spec 4.4): a school's own number, or else that of the K-12 Administration. */
export class TrackInterval extends Migration {
  override name = '008-track-interval';
  override up(): void {
    this.addSql(`alter table organisation add column track_interval_days int check (track_interval_days between 1 and 365)`);
  }
}
