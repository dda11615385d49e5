/** Words for those who give a course and those who review it. */
const zh = {
  view: { course: '課程資料' },
};
const en: typeof zh = {
  view: { course: 'The course' },
};
export const ownerWords = { zh, en };
