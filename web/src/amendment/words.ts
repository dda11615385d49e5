/** Words of the screens of changes after closing. */
const zh = {
  letterHelp: '例：測府教字第1150000123號。最多 60 字，須以「號」結尾。',
  view: { application: '申請內容' },
};
const en: typeof zh = {
  letterHelp: 'Up to 60 characters, ending in 號.',
  view: { application: 'Application' },
};
export const amendmentWords = { zh, en };
