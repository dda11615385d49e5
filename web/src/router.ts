import { createRouter, createWebHistory } from 'vue-router';
import { features } from './features.ts';
import { useSession } from './lib/session.ts';

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: { render: () => null } },
    ...features.flatMap((feature) => feature.routes),
    { path: '/forbidden', name: 'forbidden', component: () => import('./shell/ShellForbidden.vue') },
    { path: '/unavailable', name: 'unavailable', component: () => import('./shell/ShellUnavailable.vue'), meta: { public: true, bare: true } },
    { path: '/:path(.*)*', name: 'notFound', component: () => import('./shell/ShellNotFound.vue') },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

/** Where a person begins: the first entry of their menu. */
const homeOf = (can: (ability: string | undefined) => boolean): string => features.flatMap((feature) => feature.menu ?? []).find((entry) => can(entry.ability))?.route ?? 'password';

/** What a person may open is decided by the desk with every call; this only spares them a page that would answer 403. */
router.beforeEach(async (to) => {
  if (to.name === 'unavailable') return true;
  const session = useSession();
  if (!session.known) {
    try {
      await session.load();
    } catch {
      return { name: 'unavailable', query: { return: to.fullPath } };
    }
  }
  if (!session.me) return to.meta.public || { name: 'signIn', query: to.fullPath === '/' ? {} : { return: to.fullPath } };
  if (session.mustFirst) return to.name === session.mustFirst || { name: session.mustFirst };
  if (to.name === 'signIn' || to.path === '/') return { name: homeOf(session.can) };
  return session.can(to.meta.ability) || { name: 'forbidden' };
});
