import type { Behaviour } from '../ways/api-text.js';
import { binary, everyTypeBinary } from './binary.js';
import { gatewayResponseFamilies, gatewayResponses } from './gateway-responses.js';
import { http } from './http.js';
import { lambda } from './lambda.js';
import { mocks } from './mock.js';
import { routing } from './routing.js';
import { validation } from './validation.js';

/** The behaviours that every way of writing an API can say. */
export const BEHAVIOURS: readonly Behaviour[] = [
  routing,
  mocks,
  http,
  lambda,
  validation,
  gatewayResponses,
  gatewayResponseFamilies,
  binary,
  everyTypeBinary,
];

/** The stage variables of a behaviour's API. */
export function stageVariables(backend: string): Readonly<Record<string, string>> {
  return { colour: 'green', backend, function: 'named' };
}
