import {
  parseCacheKey,
  parseRequestMappingSource,
  type HttpMethod,
  type Integration,
  type IntegrationSettings,
  type VpcLinkConnection,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { readIntegrationResponse } from './integration-response.js';
import { readRequestMappings } from './parameter-mapping.js';
import type { Properties } from './properties.js';

/**
 * The integration of a method.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integration.html
 */
export function readIntegration(
  properties: Properties | undefined,
  method: HttpMethod | undefined,
): Integration | undefined {
  if (properties === undefined) return undefined;
  const type = properties.knownOneOf('Type', ['MOCK', 'HTTP', 'HTTP_PROXY', 'AWS', 'AWS_PROXY']);
  const uri = properties.value('Uri');
  const httpMethod = properties.value('IntegrationHttpMethod');
  const vpcLink = readVpcLink(properties);
  const settings = readSettings(properties);
  if (type === undefined) return undefined;
  if (type === 'MOCK') return { type, ...settings };
  if (uri === undefined) {
    properties.report(
      'invalid-value',
      'Uri',
      `Cannot integrate without a Uri: an integration of type ${type} needs one`,
    );
    return undefined;
  }
  if (httpMethod === undefined) {
    properties.report(
      'invalid-value',
      'IntegrationHttpMethod',
      `Cannot integrate without IntegrationHttpMethod: an integration of type ${type} needs one`,
    );
  }
  const target = {
    httpMethod: httpMethod ?? defaultMethod(type, method),
    uri,
    ...(vpcLink !== undefined && { vpcLink }),
  };
  return { type, ...settings, ...target };
}

function defaultMethod(type: Exclude<Integration['type'], 'MOCK'>, method: HttpMethod | undefined): string {
  return type === 'AWS' || type === 'AWS_PROXY' ? 'POST' : (method ?? 'ANY');
}

function readVpcLink(properties: Properties): VpcLinkConnection | undefined {
  const type = properties.oneOf('ConnectionType', ['INTERNET', 'VPC_LINK']);
  const id = properties.value('ConnectionId');
  const target = properties.value('IntegrationTarget');
  if (type !== 'VPC_LINK' || id === undefined) return undefined;
  return { id, ...(target !== undefined && { target }) };
}

function readSettings(properties: Properties): IntegrationSettings {
  const requestParameters = readRequestMappings(properties, parseRequestMappingSource);
  const requestTemplates = properties.map('RequestTemplates');
  const passthroughBehavior = properties.knownOneOf('PassthroughBehavior', [
    'WHEN_NO_MATCH',
    'WHEN_NO_TEMPLATES',
    'NEVER',
  ]);
  const contentHandling = properties.knownOneOf('ContentHandling', ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']);
  const credentials = properties.value('Credentials');
  const timeoutMs = properties.integer('TimeoutInMillis');
  const cacheNamespace = properties.value('CacheNamespace');
  const cacheKeyParameters = properties.texts('CacheKeyParameters')?.map(parseCacheKey);
  const responseTransferMode = properties.knownOneOf('ResponseTransferMode', ['BUFFERED', 'STREAM']);
  const responses = properties.objects('IntegrationResponses')?.flatMap(readIntegrationResponse);
  return {
    ...defined({
      requestParameters,
      requestTemplates,
      passthroughBehavior,
      contentHandling,
      credentials,
      timeoutMs,
      cacheNamespace,
      cacheKeyParameters,
      responseTransferMode,
      responses,
    }),
  };
}
