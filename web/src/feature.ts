/** What a folder of screens brings to the frame. */
import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { Label } from '#domain/label';
import type { IconName } from './kit/icons.ts';

export interface MenuEntry {
  /** heading it stands under; groups keep the order in which they first appear */ readonly group: Label;
  readonly label: Label;
  /** function code people know, such as P2.31 */ readonly code?: string;
  readonly icon: IconName;
  /** name of its route */ readonly route: string;
  /** shown to those who have this ability; without one to everybody who is signed in */ readonly ability?: string;
}

export interface Feature {
  /** `meta.ability` closes a route to others, `meta.public` opens it without signing in, `meta.wide` gives it the whole width, `meta.bare` leaves out the frame */
  readonly routes: readonly RouteRecordRaw[];
  readonly menu?: readonly MenuEntry[];
  /** the case beside a list: props `caseId`, `deadlineId?`; emits `acted` when the next row may come, `close` to go back to the list */
  readonly casePanel?: () => Promise<{ default: Component }>;
}

declare module 'vue-router' {
  interface RouteMeta {
    ability?: string;
    public?: boolean;
    wide?: boolean;
    bare?: boolean;
  }
}
