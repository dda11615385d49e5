import { PiniaColada } from '@pinia/colada';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { renewWithNewVersion } from './lib/new-version.ts';
import { i18n } from './lib/text.ts';
import { router } from './router.ts';
import './styles/main.css';

renewWithNewVersion(router);
createApp(App).use(createPinia()).use(PiniaColada, { queryOptions: { staleTime: 15_000, refetchOnWindowFocus: false } }).use(i18n).use(router).mount('#app');
// The faces of 200 ranges are described in 30 kB of their own: the first paint does not wait for them.
void import('./styles/fonts.css');
