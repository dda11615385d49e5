import { label } from '#domain/label';
import type { Feature } from '../feature.ts';

const shown = import.meta.env.DEV || import.meta.env.VITE_GALLERY === '1';

/** Every component of the kit in all its states; in development, and in a build that the tests make for it. */
export const gallery: Feature = shown
  ? {
      routes: [{ path: '/gallery', name: 'gallery', component: () => import('./GalleryPage.vue'), meta: { public: true } }],
      menu: [{ group: label('開發', 'Development'), label: label('元件展示', 'Gallery'), icon: 'gallery', route: 'gallery' }],
    }
  : { routes: [] };
