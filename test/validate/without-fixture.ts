import type { DiagnosticCode } from '../../lib/model/index.js';
import type { FORMS } from './fixture-findings.js';

type Form = (typeof FORMS)[number];

const CONSTRUCTS = 'the constructs report it when an app is synthesized; a template does not show it';
const WEBSOCKET = 'a WebSocket API has no document';
const STACK = 'a document defines an API alone: what stands around it is defined elsewhere';
const STAGE = 'a document defines no stages';

function constructs(): Readonly<Record<Form, string>> {
  return { template: CONSTRUCTS, openapi: CONSTRUCTS };
}

/** Forms in which a code has no fixtures, and why. */
export const WITHOUT_FIXTURE: Readonly<Partial<Record<DiagnosticCode, Readonly<Partial<Record<Form, string>>>>>> = {
  'access-misplaced': { openapi: WEBSOCKET },
  'account-role-missing': { openapi: STACK },
  'account-role-overwritten': { openapi: STACK },
  'api-function-cycle': constructs(),
  'api-overridden': constructs(),
  'authorizer-policy-narrow': { openapi: STACK },
  'cache-keys-missing': { openapi: STAGE },
  'default-route-missing': { openapi: WEBSOCKET },
  'deploy-time-value': { openapi: STACK },
  'function-timeout-long': { openapi: STACK },
  'function-unavailable': { openapi: STACK },
  'integration-missing': { openapi: WEBSOCKET },
  'intrinsic-unresolved': {
    template: 'a template evaluates functions; one in a file that it names is an invalid value',
  },
  'lambda-permission-missing': { openapi: STACK },
  'lambda-permission-wide': { openapi: STACK },
  'method-metrics-off': constructs(),
  'mutual-tls-bypassed': constructs(),
  'nested-stacks-automatic': constructs(),
  'not-representable': {
    template: 'it is reported when a format is written, not read',
    openapi: 'it is reported when a format is written, not read',
  },
  'query-parameter-nested': { template: 'a template declares the names of parameters alone' },
  'release-needs-versions': constructs(),
  'release-parameter-sticky': constructs(),
  'route-response-incomplete': { openapi: WEBSOCKET },
  'route-unreachable': { openapi: WEBSOCKET },
  'selection-unmatched': { openapi: WEBSOCKET },
  'settings-unknown': { openapi: STAGE },
  'stage-variable-secret': { openapi: STAGE },
  'usage-plan-missing': { openapi: STACK },
  'usage-plan-stageless': { openapi: STACK },
  'web-acl-unevaluated': { openapi: STACK },
};
