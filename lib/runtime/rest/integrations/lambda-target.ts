import { parseFunctionName, parseIntegrationUri } from '../../../model/arn.js';
import type { AwsIntegration, AwsProxyIntegration } from '../../../model/integration.js';
import type { Normalized } from '../../../model/normalize.js';
import { isDeployTime, knownText, printValue } from '../../../model/value.js';
import { configurationFault, GatewayFault } from '../../fault.js';
import { UNMAPPABLE_TO_LAMBDA } from '../header-rules.js';
import type { ValidatedInvocation } from '../invocation.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileUri, expandUri } from '../../routing/uri-template.js';

/** Which function a request invokes; a stage variable may name it. */
export type SelectFunction = (invocation: ValidatedInvocation) => {
  readonly functionName: string;
  readonly qualifier: string | undefined;
};

export function compileLambdaTarget(
  integration: Normalized<AwsIntegration> | Normalized<AwsProxyIntegration>,
  context: IntegrationContext,
): SelectFunction {
  const target = parseIntegrationUri(integration.uri);
  if (target.kind !== 'lambda') {
    const service = target.kind === 'service' ? `the service ${target.service}` : printValue(integration.uri);
    context.refuse({
      feature: 'aws-service',
      detail: `an integration of type ${integration.type} with ${service}`,
      optional: false,
    });
    return () => ({ functionName: '', qualifier: undefined });
  }
  if (isDeployTime(target.functionArn)) {
    context.refuse({
      feature: 'lambda-function',
      detail: `the function ${printValue(target.functionArn)}, whose code is not known`,
      optional: false,
    });
    return () => ({ functionName: '', qualifier: undefined });
  }
  if (!target.functionArn.includes('${')) {
    const { name, qualifier } = parseFunctionName(target.functionArn);
    const selected = { functionName: name, qualifier };
    return () => selected;
  }
  const template = compileUri(target.functionArn);
  return ({ stage }) => {
    const { name, qualifier } = parseFunctionName(expandUri(template, stage.variables, {}));
    return { functionName: name, qualifier };
  };
}

/**
 * What makes every request of a Lambda integration fail, known when it is deployed.
 *
 * Observed: a method other than POST, and a mapping of certain headers, are each a 500 at run time.
 */
export function lambdaConfigurationFault(
  integration: Normalized<AwsIntegration> | Normalized<AwsProxyIntegration>,
): GatewayFault | undefined {
  const method = knownText(integration.httpMethod);
  if (method !== undefined && method.toUpperCase() !== 'POST') {
    return new GatewayFault({ kind: 'lambda-method' });
  }
  const illegal = integration.requestParameters.find(
    ({ target }) => target.location === 'header' && UNMAPPABLE_TO_LAMBDA.has(target.name.toLowerCase()),
  );
  if (illegal === undefined) return undefined;
  return configurationFault(`Illegal header mapping: ${illegal.target.name}`);
}
