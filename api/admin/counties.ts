/** The 22 counties by the first two digits of their schools' codes (spec 8.4), and the one that exists only in demonstrations. */
interface County { readonly name: string; /** school codes begin with one of these; the first names the county */ readonly codes: readonly string[]; readonly synthetic?: true }
const range = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

export const counties: readonly County[] = [
  { name: '新北市', codes: ['01'] }, { name: '宜蘭縣', codes: ['02'] }, { name: '桃園市', codes: ['03'] }, { name: '新竹縣', codes: ['04'] }, { name: '苗栗縣', codes: ['05'] }, { name: '臺中市', codes: ['06', '19'] },
  { name: '彰化縣', codes: ['07'] }, { name: '南投縣', codes: ['08'] }, { name: '雲林縣', codes: ['09'] }, { name: '嘉義縣', codes: ['10'] }, { name: '臺南市', codes: ['11', '21'] }, { name: '高雄市', codes: ['12', ...range(51, 61)] },
  { name: '屏東縣', codes: ['13'] }, { name: '臺東縣', codes: ['14'] }, { name: '花蓮縣', codes: ['15'] }, { name: '澎湖縣', codes: ['16'] }, { name: '基隆市', codes: ['17'] }, { name: '新竹市', codes: ['18'] }, { name: '嘉義市', codes: ['20'] },
  { name: '臺北市', codes: range(31, 42) }, { name: '金門縣', codes: ['71'] }, { name: '連江縣', codes: ['72'] },
  { name: '測試縣', codes: ['99'], synthetic: true },
];
export const countyId = ({ codes }: County): string => `C${codes[0]}`;
export const countyOfCode = (schoolCode: string): County | undefined => counties.find(({ codes }) => codes.includes(schoolCode.slice(0, 2)));

export const NATION_ID = 'k12ea';
export const SYSTEM_ID = 'system';
