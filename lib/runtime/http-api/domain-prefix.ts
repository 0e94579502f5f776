import type { Invocation } from './invocation.js';

/** `$context.domainPrefix`: the API id on the default endpoint, else the first label of the domain. */
export function domainPrefix({ stage, arrival: { place } }: Invocation): string {
  return place.customDomain === undefined ? stage.deployment.apiId : (place.domainName.split('.', 1)[0] ?? '');
}
