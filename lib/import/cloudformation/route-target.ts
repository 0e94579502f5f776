import { isDeployTime, type Value } from '../../model/index.js';
import type { Properties } from './properties.js';
import type { ApiResource, ReadContext } from './resources.js';

/**
 * The integration that a route's `Target` names: `integrations/` and a reference, joined or substituted. Some templates
 * leave the first part out.
 */
export function targetIntegration(properties: Properties, context: ReadContext): ApiResource | undefined {
  const target = properties.value('Target');
  if (target === undefined) return undefined;
  const resource = referredTarget(target, context);
  if (resource === undefined) {
    properties.report(
      'unresolved-reference',
      'Target',
      'Cannot find the integration of the route: its Target refers to no integration of this source',
    );
  }
  return resource;
}

/** The integration that a `Target` refers to, if the source has it. */
export function referredTarget(target: Value<string> | undefined, context: ReadContext): ApiResource | undefined {
  const last = isDeployTime(target) ? target.parts.at(-1) : undefined;
  return typeof last === 'object' && last.kind === 'reference'
    ? context.resources.referred({ kind: 'deploy-time', parts: [last] }, 'AWS::ApiGatewayV2::Integration')
    : undefined;
}
