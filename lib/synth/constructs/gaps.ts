import { diagnostic, isDeployTime, type Diagnostic, type RestApi, type Stage } from '../../model/index.js';

/** What an API has beside its document and constructs have no place for. */
export function gapsOf({ endpoint, stages }: RestApi): readonly Diagnostic[] {
  return [
    ...(['type', 'ipAddressType'] as const)
      .filter((member) => isDeployTime(endpoint?.[member]))
      .map((member) =>
        diagnostic(
          'not-representable',
          { property: `endpoint.${member}` },
          'Only deployment knows the value; the source code leaves it out, and constructs require a known one',
        ),
      ),
    ...(typeof endpoint?.type !== 'string' || isEndpointType(endpoint.type)
      ? []
      : [
          diagnostic(
            'not-representable',
            { property: 'endpoint.type' },
            `The endpoint type is "${endpoint.type}"; constructs have ${ENDPOINT_TYPES.join(', ')}`,
          ),
        ]),
    ...stages.flatMap(gapsOfStage),
  ];
}

const ENDPOINT_TYPES: readonly string[] = ['EDGE', 'REGIONAL', 'PRIVATE'];

/** Whether constructs have an endpoint type: a definition may say anything. */
export function isEndpointType(type: string): boolean {
  return ENDPOINT_TYPES.includes(type);
}

function gapsOfStage({ name, canary, methodSettings = [] }: Stage): readonly Diagnostic[] {
  const place = { element: `stage ${name}` };
  const invalidation = methodSettings.some(
    ({ caching }) =>
      caching?.requireAuthorizationForCacheControl !== undefined ||
      caching?.unauthorizedCacheControlHeaderStrategy !== undefined,
  );
  return [
    ...(canary === undefined
      ? []
      : [diagnostic('not-representable', place, 'The source code does not have the running canary of the stage')]),
    ...(invalidation
      ? [diagnostic('not-representable', place, 'The source code does not say who may have cached responses replaced')]
      : []),
  ];
}
