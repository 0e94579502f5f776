import {
  printResponseMappingSource,
  type PassthroughBehavior,
  type ResponseParameterMapping,
  type Templates,
  type Value,
} from '../model/index.js';
import type { ChangeKind } from './change.js';
import { entries, list, value, type Compare } from './compare.js';
import { headerKind } from './cors.js';
import { limitDirection } from './direction.js';

/** The integration timeout. */
export const timeout = value<Value<number> | undefined>((before, after): ChangeKind => {
  switch (limitDirection(before, after)) {
    case 'less':
      return 'timeout-shortened';
    case 'more':
      return 'timeout-extended';
    default:
      return 'timeout-changed';
  }
});

/** From the one that passes most bodies on to the one that passes none. */
const PASSTHROUGH: readonly PassthroughBehavior[] = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'];

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html */
export const passthroughBehavior = value<PassthroughBehavior | undefined>((before, after) =>
  rank(after) > rank(before) ? 'passthrough-tightened' : 'passthrough-loosened',
);

function rank(behavior: PassthroughBehavior = 'WHEN_NO_MATCH'): number {
  return PASSTHROUGH.indexOf(behavior);
}

/** Templates, by content type or key. */
export function templates(
  kind: 'request-template-changed' | 'response-template-changed' | 'gateway-response-changed',
): Compare<Templates | undefined> {
  return entries(value<Value<string> | undefined>(kind));
}

/** The headers that an integration response maps. */
export const responseParameters: Compare<readonly ResponseParameterMapping[] | undefined> = list(
  ({ header }) => header,
  value<ResponseParameterMapping | undefined>(
    (before, after) => headerKind(named(before), named(after), 'response-mapping-changed'),
    ({ source }) => printResponseMappingSource(source),
  ),
);

function named(mapping: ResponseParameterMapping | undefined): Parameters<typeof headerKind>[0] {
  return mapping && { name: mapping.header, source: mapping.source };
}
