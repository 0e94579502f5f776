import { createHash } from 'node:crypto';
import { canonicalJson } from '../support/canonical-json.js';
import type { Api } from './api.js';

/** Changes when the printed form below changes its meaning, so that an upgrade of Sluice alone redeploys nothing. */
const FORMAT = 'f1';

/**
 * What takes effect only with a new deployment; everything else (stages, tags) acts at once.
 *
 * Nothing is filled in here: a default that a later version of Sluice knows better must not redeploy.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-set-up-websocket-deployment.html
 */
export function deployable<A extends Api>(api: A): Omit<A, 'stages' | 'tags' | 'id'> {
  const { stages: _stages, tags: _tags, id: _id, ...rest } = api;
  return rest;
}

/** 32 hexadecimal digits over the canonical JSON of `value`, under the format's version: `f1` and the digits. */
export function fingerprint(value: unknown): string {
  return FORMAT + createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}
