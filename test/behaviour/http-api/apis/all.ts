import type { HttpBehaviour } from '../ways/http-api-text.js';
import { iam, jwt, lambdaAuthorizers } from './authorization.js';
import { cors, corsForAll, corsWithDefault } from './cors.js';
import { events } from './events.js';
import { services, throttles } from './limits.js';
import { responses } from './responses.js';
import { namedStage, routing, unrouted } from './routing.js';
import { mappings, urls } from './urls.js';

/** The behaviours of HTTP APIs that formats can say. */
export const HTTP_BEHAVIOURS: readonly HttpBehaviour[] = [
  ...[routing, unrouted, namedStage],
  ...[events, responses],
  ...[urls, mappings, services],
  ...[cors, corsForAll, corsWithDefault],
  ...[jwt, lambdaAuthorizers, iam, throttles],
];
