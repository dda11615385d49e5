/** What only the course procedure asks over HTTP, in the order of its chapters. */
import type { Routes } from '../http/route.ts';

/** One registration a subject; each stands in a file of its own. */
export function courseRoutes(routes: Routes): void {
  for (const register of [] as ((routes: Routes) => void)[]) register(routes);
}
