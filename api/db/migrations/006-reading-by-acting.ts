import { Migration } from '@mikro-orm/migrations';

/** Who acts on a case is shown it: the reading is noted with the record of the command, under the request that brought it. */
export class ReadingByActing extends Migration {
  override name = '006-reading-by-acting';
  override up(): void {
    this.addSql(`alter table submission add column request_id text`);
  }
}
