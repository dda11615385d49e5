/** Server-sent events over LISTEN/NOTIFY: ids and versions only, each to those who may read the case. */
import { PassThrough } from 'node:stream';
import type { Logger } from 'pino';
import { listenTo } from '#db/listening';
import { may, READ, type CaseAbility, type CaseScope } from '../policy/ability.ts';

interface Changed extends CaseScope { readonly caseId: string; readonly lifecycle: string; readonly version: number; readonly sequence: number }
interface Listener { readonly stream: PassThrough; readonly ability: CaseAbility; readonly sessionId: string }
export interface LiveHub {
  /** A stream for one person; ends with it. */ join(ability: CaseAbility, sessionId: string): PassThrough;
  /** Ends the streams of a session that is over. */ leave(sessionId: string): void;
  stop(): Promise<void>;
}
const HEARTBEAT_MS = 20_000;
/** An account that is disabled hears nothing more within five seconds (QUALITY, sessions). */
const LOOK_AT_SESSIONS_MS = 4_000;
/** @returns those of the sessions that are still somebody's */
export type LivingSessions = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

export function liveHub(databaseUrl: string, living: LivingSessions, log: Logger): LiveHub {
  const listeners = new Set<Listener>();
  const send = (text: string, to: (l: Listener) => boolean = () => true): void => { for (const l of listeners) if (to(l)) l.stream.write(text); };
  const reload = (): void => send('event: reload\ndata: {}\n\n');
  const heard = (payload: string): void => {
    const changed = JSON.parse(payload) as Changed | { readonly reload: true };
    // a worker begins anew: what the one before it has not told is unknown
    if ('reload' in changed) return reload();
    const { caseId, version, sequence } = changed;
    send(`event: case\ndata: ${JSON.stringify({ caseId, version, sequence })}\n\n`, (l) => may(l.ability, READ, changed.lifecycle, changed));
  };
  const listening = listenTo(databaseUrl, 'case_changed', {
    name: 'schoolward-live-updates',
    heard,
    // whoever was connected may have missed something while we were deaf: they ask again
    opened: reload,
    broken: (error) => log.warn({ err: error }, 'live updates listen again'),
  });
  const endDead = async (): Promise<void> => {
    const ids = [...new Set([...listeners].map((l) => l.sessionId))], alive = ids.length ? await living(ids) : new Set<string>();
    for (const l of listeners) if (ids.includes(l.sessionId) && !alive.has(l.sessionId)) l.stream.end();
  };
  const lookAtSessions = setInterval(() => void endDead().catch((error: unknown) => log.warn({ err: error }, 'sessions of live updates unknown')), LOOK_AT_SESSIONS_MS).unref();
  const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS).unref();
  return {
    join(ability, sessionId) {
      const listener = { stream: new PassThrough(), ability, sessionId };
      listeners.add(listener);
      listener.stream.write('retry: 2000\n\n');
      listener.stream.on('close', () => listeners.delete(listener));
      return listener.stream;
    },
    leave(sessionId) { for (const l of listeners) if (l.sessionId === sessionId) l.stream.end(); },
    async stop() {
      clearInterval(heartbeat);
      clearInterval(lookAtSessions);
      for (const l of listeners) l.stream.end();
      await listening.stop();
    },
  };
}

/** Of a desk that serves no screens: an operator's command, a test. */
export const nobodyListens: LiveHub = {
  join() { throw new Error('this desk serves nobody'); },
  leave: () => undefined,
  stop: () => Promise.resolve(),
};
