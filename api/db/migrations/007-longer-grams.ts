import { Migration } from '@mikro-orm/migrations';

/** Courses are found by three characters in a row, too (api/course/search-grams.ts): those that stand are read again. */
export class LongerGrams extends Migration {
  override name = '007-longer-grams';
  override up(): void {
    this.addSql(`with words as (
        select k.case_id, regexp_replace(lower(normalize(part.words, NFKC)), '[[:space:]''\\\\]', '', 'g') as word from course k join case_file c on c.id = k.case_id join organisation o on o.id = c.school_id,
          unnest(array[k.name, o.name, k.form ->> 'county', k.form ->> 'township']) as part (words)),
      found as (select case_id, array_agg(distinct substr(word, i, n)) as grams from words, generate_series(1, length(word)) as i, generate_series(1, 3) as n where i + n - 1 <= length(word) group by case_id)
      update course k set grams = array_to_tsvector(found.grams) from found where found.case_id = k.case_id`);
  }
}
