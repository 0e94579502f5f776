import { Integration as AwsApiGatewayIntegration } from 'aws-cdk-lib/aws-apigateway';
import { isObject } from '../../../support/is-object.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { className } from '../authorizers/foreign-authorizer.js';
import type { IntegrationMethod } from './integration.js';

/** Properties of aws-apigateway's integrations that have another name here, and the one they have. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  integrationResponses: '"responses"',
  credentialsRole: '"credentials"',
  credentialsPassthrough: '"credentials: Credentials.callerPassthrough()"',
  cacheKeyParameters: '"cache: { keys }" of the method',
  cacheNamespace: '"cache: { namespace }" of the method',
  connectionType: '"vpcLink"',
  options: 'the members of "options" themselves',
};

/**
 * Refuses an integration of aws-apigateway, or one of WebSocket APIs, where one of REST APIs is expected.
 *
 * @throws {SluiceError} `aws-apigateway-integration`, `integration-of-another-kind`
 */
export function requireSluiceIntegration(integration: unknown, route: string): void {
  if (isObject(integration) && className(integration).startsWith('WebSocket')) {
    throw new SluiceError(
      'integration-of-another-kind',
      `The integration of ${route} is not one for REST APIs: found ${className(integration)}`,
      { place: route, hint: 'Use LambdaIntegration, HttpIntegration, MockIntegration or AwsServiceIntegration' },
    );
  }
  if (!(integration instanceof AwsApiGatewayIntegration)) return;
  const { name } = integration.constructor;
  throw new SluiceError(
    'aws-apigateway-integration',
    `The integration of ${route} is ${name} of aws-cdk-lib/aws-apigateway; expected an integration of sluice`,
    { place: route, hint: `Import it from sluice: import { ${name} } from 'sluice'` },
  );
}

/**
 * Refuses a method of aws-apigateway, which binds our integrations without the things they ask of an API.
 *
 * @throws {SluiceError} `aws-apigateway-method`
 */
export function requireSluiceMethod(method: IntegrationMethod, integration: string): void {
  if (typeof (method as { allowInvoke?: unknown } | undefined)?.allowInvoke === 'function') return;
  const path = (method as { node?: { path?: string } } | undefined)?.node?.path ?? 'a method';
  throw new SluiceError(
    'aws-apigateway-method',
    `${path} of aws-cdk-lib/aws-apigateway has the ${integration} of sluice as its integration`,
    {
      place: path,
      hint: `Use aws-cdk-lib/aws-apigateway's ${integration} there, or add the route to a RestApi of sluice`,
    },
  );
}

/**
 * Refuses properties that only aws-apigateway's integration of the same name has.
 *
 * @throws {SluiceError} `aws-apigateway-props`
 */
export function refuseAwsApiGatewayProps(props: object, integration: string): void {
  const found = Object.keys(props).find((name) => Object.hasOwn(OTHER_NAMES, name));
  if (found === undefined) return;
  throw new SluiceError(
    'aws-apigateway-props',
    `${integration} of sluice has no property "${found}"; aws-cdk-lib/aws-apigateway's ${integration} has it`,
    { hint: `Use ${OTHER_NAMES[found] ?? ''}` },
  );
}
