/** Words of the course screens; code lists have theirs in `workflows/course`. */
import { ownerWords } from './words-owner.ts';
import { teacherWords } from './words-teacher.ts';

export const courseWords = { zh: { owner: ownerWords.zh, ...teacherWords.zh }, en: { owner: ownerWords.en, ...teacherWords.en } };
