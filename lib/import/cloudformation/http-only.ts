import type { Properties } from './properties.js';

/** Reports the properties that API Gateway has for HTTP APIs, in a resource of a WebSocket API. */
export function reportHttpOnly(properties: Properties, names: readonly string[]): void {
  for (const name of names) {
    if (properties.document(name) === undefined) continue;
    properties.report('not-read', name, `${name} is for HTTP APIs and has no effect on a WebSocket API`);
  }
}
