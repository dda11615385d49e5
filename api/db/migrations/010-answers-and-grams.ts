import { Migration } from '@mikro-orm/migrations';

/**
 * What an organiser asks of those who register may be a national ID (spec 5.4): answers are sealed. Programs of before, beside this one, still write `extra`;
 * `npm run admin -- migrate` seals what they left, because a migration holds no keys. Who was asked for feedback (5.2 T) is remembered. 台 and 臺 are one character to
 * who searches (api/course/search-grams.ts): courses that have it in their words are read again, as 007 does.
 */
export class AnswersAndGrams extends Migration {
  override name = '010-answers-and-grams';
  override up(): void {
    this.addSql(`alter table registration add column extra_sealed text`);
    this.addSql(`alter table registration add column asked_at timestamptz`);
    this.addSql(`create index registration_unsealed on registration (id) where extra <> '{}'`);
    this.addSql(`with words as (
        select k.case_id, translate(regexp_replace(lower(normalize(part.words, NFKC)), '[[:space:]''\\\\]', '', 'g'), '台', '臺') as word from course k join case_file c on c.id = k.case_id join organisation o on o.id = c.school_id,
          unnest(array[k.name, o.name, k.form ->> 'county', k.form ->> 'township']) as part (words) where concat(k.name, o.name, k.form ->> 'county', k.form ->> 'township') like '%台%'),
      found as (select case_id, array_agg(distinct substr(word, i, n)) as grams from words, generate_series(1, length(word)) as i, generate_series(1, 3) as n where i + n - 1 <= length(word) group by case_id)
      update course k set grams = array_to_tsvector(found.grams) from found where found.case_id = k.case_id`);
  }
}
