/** A request as Koa hands it on: what the way in has found out about it stands in its state. */
import type { ParameterizedContext } from 'koa';
import type { Language } from '#domain/label';
import type { Person } from '../policy/ability.ts';

export interface RequestState { requestId: string; language: Language; person?: Person }
export type HttpContext = ParameterizedContext<RequestState>;
