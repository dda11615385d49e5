import type { AriaAttributes } from 'vue';

declare global {
  interface ImportMetaEnv {
    /** '1' puts the gallery of the kit into a production build, for the tests. */
    readonly VITE_GALLERY?: string;
  }
}

declare module 'vue' {
  /** Reka's parts and our own pass names, states and marks on to their element. */
  interface ComponentCustomProps extends AriaAttributes {
    [mark: `data-${string}`]: unknown;
    placeholder?: string | undefined;
  }
  interface HTMLAttributes {
    [mark: `data-${string}`]: unknown;
  }
}
