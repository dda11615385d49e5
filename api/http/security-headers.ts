/** What browsers are told to refuse. Scripts, styles and fonts come from our own files alone; nobody frames our pages. */
import type { Middleware } from 'koa';
import helmet from 'koa-helmet';
import type { RequestState } from './context.ts';

const SELF = "'self'", NONE = "'none'";

/** Vue sets styles through the object model, which a policy without `unsafe-inline` lets pass. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: [SELF], scriptSrc: [SELF], scriptSrcAttr: [NONE], styleSrc: [SELF], imgSrc: [SELF, 'data:'], fontSrc: [SELF], connectSrc: [SELF], workerSrc: [SELF],
    objectSrc: [NONE], baseUri: [NONE], formAction: [SELF], frameAncestors: [NONE],
  },
};
/** Not `no-referrer`: with it a form's own `Origin` would be `null`. */
const referrerPolicy = { policy: 'same-origin' as const };

export function securityHeaders(): Middleware<RequestState> {
  const overHttps = helmet({ contentSecurityPolicy, referrerPolicy, xFrameOptions: { action: 'deny' } });
  // over http neither can hold: browsers ignore the first, and report the second for an address that is no secure context
  const overHttp = helmet({ contentSecurityPolicy, referrerPolicy, xFrameOptions: { action: 'deny' }, strictTransportSecurity: false, crossOriginOpenerPolicy: false, originAgentCluster: false });
  return (ctx, next) => (ctx.secure ? overHttps : overHttp)(ctx, next);
}
