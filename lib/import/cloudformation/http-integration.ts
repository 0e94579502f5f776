import {
  isDeployTime,
  isDocumentObject,
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parsePayloadFormatVersion,
  parseServiceParameters,
  PAYLOAD_FORMAT_VERSION_SPELLINGS,
  type Document,
  type HttpApiIntegration,
  type HttpApiIntegrationSettings,
  type HttpResponseMappings,
  type Value,
  type VpcLinkConnection,
} from '../../model/index.js';
import { asText } from '../../model/scalar.js';
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
  const payload = properties.knownOneOf('PayloadFormatVersion', PAYLOAD_FORMAT_VERSION_SPELLINGS);
  const vpcLink = readConnection(properties);
  const serverNameToVerify = properties.object('TlsConfig')?.value('ServerNameToVerify');
  const settings = readSettings(properties);
  const parameters = properties.map('RequestParameters');
  if (type === 'AWS_PROXY' && subtype !== undefined) {
    const own = parameters !== undefined && { parameters: parseServiceParameters(parameters) };
    return { type: 'AWS_SERVICE', subtype, ...settings, ...own };
  }
  const mappings = parameters !== undefined && { requestParameters: parseHttpRequestMappings(parameters) };
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
  if (type === 'AWS_PROXY') {
    if (!properties.has('PayloadFormatVersion')) {
      const message = 'A Lambda integration of an HTTP API requires a PayloadFormatVersion; 1.0 is assumed';
      properties.report('invalid-value', 'PayloadFormatVersion', message, 'warning');
    }
    return { type, uri, payloadFormatVersion: parsePayloadFormatVersion(payload ?? '1.0'), ...settings, ...mappings };
  }
  return {
    type,
    httpMethod: httpMethod ?? 'ANY',
    uri,
    ...defined({ vpcLink, serverNameToVerify }),
    ...settings,
    ...mappings,
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
  const type = properties.knownOneOf('ConnectionType', ['INTERNET', 'VPC_LINK']);
  const id =
    type === 'VPC_LINK'
      ? properties.required('ConnectionId', 'An integration over a VPC link')
      : properties.value('ConnectionId');
  return type === 'VPC_LINK' && id !== undefined ? { id } : undefined;
}

function readSettings(properties: Properties): HttpApiIntegrationSettings {
  const description = properties.value('Description');
  const timeoutMs = properties.integer('TimeoutInMillis');
  const credentials = properties.value('CredentialsArn');
  const responseParameters = readResponseParameters(properties);
  return {
    ...defined({ description, timeoutMs, credentials, responseParameters }),
  };
}

/** By status, and below it a list of `{ Destination, Source }`. */
function readResponseParameters(properties: Properties): readonly HttpResponseMappings[] | undefined {
  const statuses = properties.document('ResponseParameters');
  if (!isDocumentObject(statuses)) return undefined;
  return Object.entries(statuses).map(([statusCode, status]) => ({
    statusCode,
    mappings: parseHttpResponseMappings(readDestinations(status, statusCode, properties)),
  }));
}

function readDestinations(
  status: Document,
  statusCode: string,
  properties: Properties,
): Readonly<Record<string, Value<string>>> {
  const list = isDocumentObject(status) ? status.ResponseParameters : undefined;
  const mappings = Array.isArray(list) ? (list as readonly Document[]) : [undefined];
  return Object.fromEntries(
    mappings.flatMap((mapping) => {
      const destination = isDocumentObject(mapping) ? asText(mapping.Destination) : undefined;
      const source = isDocumentObject(mapping) ? asText(mapping.Source) : undefined;
      if (typeof destination === 'string' && source !== undefined) return [[destination, source] as const];
      properties.report(
        'invalid-value',
        `ResponseParameters.${statusCode}`,
        'Cannot read the parameters of the response: expected ResponseParameters, a list of Destination and Source',
      );
      return [];
    }),
  );
}
