import { label } from '#domain/label';
import type { Feature } from '../feature.ts';

export const people: Feature = {
  routes: [
    { path: '/sign-in', name: 'signIn', component: () => import('./PeopleSignIn.vue'), meta: { public: true, bare: true } },
    { path: '/password', name: 'password', component: () => import('./PeoplePassword.vue') },
  ],
  menu: [{ group: label('帳號', 'Account'), label: label('變更密碼', 'Change password'), icon: 'password', route: 'password' }],
};
