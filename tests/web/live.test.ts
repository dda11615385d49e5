import { describe, expect, it } from 'vitest';
import { changeOf } from '../../web/src/lib/change.ts';

describe('news of the live stream', () => {
  it('is an id and its numbers, and nothing else is taken along', () => {
    expect(changeOf('{"caseId":"c","version":3,"sequence":9,"name":"王小明"}')).toEqual({ caseId: 'c', version: 3, sequence: 9 });
  });
  it.each(['', 'null', '[]', '{}', '{"caseId":1,"version":3,"sequence":9}', '{"caseId":"c"}', 'not json'])('%j is no news', (text) => {
    expect(changeOf(text)).toBeUndefined();
  });
});
