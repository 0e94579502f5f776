import { walkMethods, type RestApi } from '../../model/index.js';

/**
 * Why an API cannot be deployed, and so has no stage to export.
 *
 * Observed: both sentences (docs/aws/control-plane.md section 7).
 */
export function deploymentError(api: RestApi): string | undefined {
  let methods = 0;
  let withoutIntegration = 0;
  walkMethods(api, ({ integration }) => {
    methods++;
    if (integration === undefined) withoutIntegration++;
  });
  if (methods === 0) return "The REST API doesn't contain any methods";
  return withoutIntegration === 0 ? undefined : 'No integration defined for method';
}
