import { Migration } from '@mikro-orm/migrations';

/** A case is found by three characters of its number or its title, as it is by those of a name (001), without looking through all of them. And a counter of attempts that nobody kept is gone. */
export class FoundByIndex extends Migration {
  override name = '009-found-by-index';
  override up(): void {
    this.addSql(`create index case_file_number on case_file using gin (number gin_trgm_ops)`);
    this.addSql(`create index case_file_title on case_file using gin (title gin_trgm_ops)`);
    this.addSql(`alter table notice drop column attempts`);
  }
}
