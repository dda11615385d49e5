import { label } from '#domain/label';
import type { Feature } from '../feature.ts';

const account = label('帳號', 'Account');

export const people: Feature = {
  routes: [
    { path: '/sign-in', name: 'signIn', component: () => import('./PeopleSignIn.vue'), meta: { public: true, bare: true } },
    { path: '/password', name: 'password', component: () => import('./PeoplePassword.vue') },
    { path: '/second-factor', name: 'secondFactor', component: () => import('./PeopleSecondFactor.vue') },
  ],
  menu: [
    { group: account, label: label('變更密碼', 'Change password'), icon: 'password', route: 'password' },
    { group: account, label: label('動態驗證碼', 'One-time codes'), icon: 'device', route: 'secondFactor' },
  ],
};
