import { isDeployTime, type HttpApiIntegration, type Value, type VpcLinkConnection } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Properties } from './properties.js';
import type { ApiResource } from './resources.js';

/**
 * The integration of an HTTP API's route.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html
 */
export function readHttpIntegration({ properties }: ApiResource): HttpApiIntegration | undefined {
  const type = properties.knownOneOf('IntegrationType', ['AWS_PROXY', 'HTTP_PROXY', 'AWS', 'HTTP', 'MOCK']);
  const subtype = properties.text('IntegrationSubtype');
  const uri = properties.value('IntegrationUri');
  const httpMethod = properties.value('IntegrationMethod');
  const version = properties.text('PayloadFormatVersion');
  const vpcLink = readConnection(properties);
  const serverNameToVerify = properties.object('TlsConfig')?.value('ServerNameToVerify');
  const settings = readSettings(properties);
  if (type === 'AWS_PROXY' && subtype !== undefined) return { type: 'AWS_SERVICE', subtype, ...settings };
  if (type !== 'AWS_PROXY' && type !== 'HTTP_PROXY') {
    if (type !== undefined) {
      properties.report(
        'invalid-value',
        'IntegrationType',
        `Cannot integrate by ${type}: an HTTP API takes AWS_PROXY and HTTP_PROXY only`,
      );
    }
    return undefined;
  }
  if (uri === undefined) {
    properties.report('invalid-value', 'IntegrationUri', `Cannot integrate without IntegrationUri: ${type} needs one`);
    return undefined;
  }
  if (type === 'AWS_PROXY') return { type, uri, payloadFormatVersion: version === '2.0' ? '2.0' : '1.0', ...settings };
  return {
    type,
    httpMethod: httpMethod ?? 'ANY',
    uri,
    ...defined({ vpcLink, serverNameToVerify }),
    ...settings,
  };
}

/** What `Target` of an API makes: a URL is called by HTTP, anything else is a function, called with payload 2.0. */
export function readQuickIntegration(
  target: Value<string>,
  credentials: Value<string> | undefined,
): HttpApiIntegration {
  const role = credentials === undefined ? {} : { credentials };
  const head = isDeployTime(target) ? target.parts[0] : target;
  if (typeof head === 'string' && /^https?:/i.test(head)) {
    return { type: 'HTTP_PROXY', httpMethod: 'ANY', uri: target, ...role };
  }
  return { type: 'AWS_PROXY', uri: target, payloadFormatVersion: '2.0', ...role };
}

export function readConnection(properties: Properties): VpcLinkConnection | undefined {
  const type = properties.oneOf('ConnectionType', ['INTERNET', 'VPC_LINK']);
  const id = properties.value('ConnectionId');
  return type === 'VPC_LINK' && id !== undefined ? { id } : undefined;
}

function readSettings(properties: Properties): Omit<HttpApiIntegration, 'type'> {
  const description = properties.value('Description');
  const timeoutMs = properties.integer('TimeoutInMillis');
  const credentials = properties.value('CredentialsArn');
  const requestParameters = properties.map('RequestParameters');
  const responseParameters = properties.document('ResponseParameters');
  return {
    ...defined({ description, timeoutMs, credentials, requestParameters, responseParameters }),
  };
}
