import type { NormalizedHttpApiIntegration } from '../../../model/normalize-http-api.js';
import type { HttpApiServiceIntegration } from '../../../model/http-integration.js';
import { printSelectionExpression } from '../../../model/selection-expression.js';
import { SERVICE_SUBTYPES, type ServiceSubtype } from '../../../model/service-subtype.js';
import { printValue } from '../../../model/value.js';
import { GatewayFault } from '../../fault.js';
import type { IntegrationContext } from '../integration-context.js';
import type { AuthorizedInvocation } from '../invocation.js';
import { compileRequestExpression, unsupportedExpression, type ReadRequest } from '../selection-expression.js';
import type { ServiceParameters } from './service-subtypes/service-call.js';

export type ServiceIntegration = Extract<NormalizedHttpApiIntegration, HttpApiServiceIntegration>;

/** @throws {GatewayFault} missing-parameters */
export type ReadServiceParameters = (invocation: AuthorizedInvocation) => ServiceParameters;

/**
 * Compiles the parameters of a service integration.
 *
 * Reported by users: a parameter whose variable has no value cannot be resolved, and the response is a 400
 * (https://github.com/hashicorp/terraform-provider-aws/issues/19443,
 * https://github.com/aws-samples/sessions-with-aws-sam/issues/38).
 */
export function compileServiceParameters(
  subtype: ServiceSubtype,
  { parameters }: ServiceIntegration,
  context: IntegrationContext,
): ReadServiceParameters {
  const known: readonly string[] = [...SERVICE_SUBTYPES[subtype].required, ...SERVICE_SUBTYPES[subtype].optional];
  const compiled: { readonly name: string; readonly source: string; readonly read: ReadRequest }[] = [];
  for (const [name, expression] of Object.entries(parameters)) {
    const read = compileRequestExpression(expression);
    if (!known.includes(name)) refuse(`the unknown parameter ${name} of ${subtype}`, context);
    else if (read === undefined) context.refuse(unsupportedExpression(expression, name));
    else compiled.push({ name, source: printValue(printSelectionExpression(expression)), read });
  }
  for (const name of SERVICE_SUBTYPES[subtype].required) {
    if (!Object.hasOwn(parameters, name)) refuse(`${subtype} without its parameter ${name}`, context);
  }
  return (invocation) =>
    Object.fromEntries(
      compiled.map(({ name, source, read }) => {
        const value = read(invocation);
        if (value === undefined) throw new GatewayFault({ kind: 'missing-parameters', names: [name], source });
        return [name, value];
      }),
    );
}

function refuse(detail: string, context: IntegrationContext): void {
  context.refuse({ feature: 'mapping', detail, optional: false });
}
