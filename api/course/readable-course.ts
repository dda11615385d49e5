/** The course that a request is about. What is not yours to see answers exactly like what does not exist. */
import { z } from 'zod';
import { loadCase, type LoadedCase } from '../cases/queries.ts';
import { refuse } from '../http/problem-error.ts';
import type { Visit } from '../http/route.ts';
import { may, READ } from '../policy/ability.ts';

export const courseId = z.object({ id: z.string() });
const uuid = z.uuid();

/** @throws {ProblemError} `notFound` */
export async function readableCourse({ em, ability, params }: Pick<Visit<{ id: string }, unknown, unknown>, 'em' | 'ability' | 'params'>): Promise<LoadedCase> {
  const found = uuid.safeParse(params.id).success ? await loadCase(em, params.id) : undefined;
  return found?.lifecycle === 'course' && may(ability, READ, 'course', found) ? found : refuse('notFound');
}
