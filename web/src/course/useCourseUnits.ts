import { useQuery } from '@pinia/colada';
import type { CourseUnits } from '#contract/course';
import { get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';

/** The units for which this person registers courses, each with its overdue ones (spec 5.1). */
export const useCourseUnits = () => useQuery({ key: () => keys.lists('course-units'), query: async ({ signal }) => (await get<CourseUnits>('/course/units', {}, signal)).items });
