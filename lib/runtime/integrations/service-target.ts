import { parseIntegrationUri } from '../../model/arn.js';
import { isDeployTime, knownText, printValue, type Value } from '../../model/value.js';
import { own } from '../../support/own.js';
import type { CompileOptions } from '../compile-options.js';
import type { HeaderLine } from '../http-message.js';
import type { MappedParameters } from '../mapping/request-parameters.js';
import type { NotSimulatedFeature } from '../not-simulated.js';
import type { QueryParameter } from '../request/query-string.js';
import { compileUri, expandUri, type UriTemplate } from '../routing/uri-template.js';
import { ACTION_PROTOCOLS, type ActionProtocol } from './aws-action-protocols.js';
import { appendQuery } from './endpoint.js';
import type { LambdaTargetContext } from './lambda-target.js';
import { ownHeaders, type OwnedInvocation } from './own-headers.js';

/** The parts of an invocation that decide how a service is called. */
export interface ServiceInvocation extends OwnedInvocation {
  readonly stage: OwnedInvocation['stage'] & { readonly variables: Readonly<Record<string, string>> };
}

/** An AWS service as an integration calls it: by a path of its API, or by an action. */
export interface ServiceTarget<I> {
  readonly service: string;
  readonly region: string;
  address(
    invocation: I,
    parameters: MappedParameters,
    hasBody: boolean,
  ): { readonly url: string; readonly method: string; readonly headers: readonly HeaderLine[] };
}

/**
 * Compiles the URI of an AWS service: the endpoint that the operator gave for the service, or AWS's.
 *
 * Observed for REST APIs: a path is used with the integration's method; an action of a JSON service is a POST with its
 * target header; a mapped query makes it the older query protocol.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri
 *
 * @param clientMethod the method of an integration whose method is `ANY`
 * @returns undefined for a service that cannot be called; the route is then refused
 */
export function compileServiceTarget<I extends ServiceInvocation>(
  integration: { readonly uri: Value<string>; readonly httpMethod: Value<string> },
  clientMethod: (invocation: I) => string,
  context: Pick<CompileOptions, 'awsEndpoints' | 'hasAwsCredentials'> & Pick<LambdaTargetContext, 'refuse'>,
): ServiceTarget<I> | undefined {
  const target = parseIntegrationUri(integration.uri);
  const refuse = (feature: NotSimulatedFeature, detail: string): void =>
    context.refuse({ feature, detail, optional: false });
  if (target.kind !== 'service') {
    const feature = isDeployTime(integration.uri) ? 'unresolved-value' : 'integration-uri';
    refuse(feature, `an integration with ${printValue(integration.uri)}`);
    return undefined;
  }
  const request = knownText(target.request);
  const region = knownText(target.region);
  const method = knownText(integration.httpMethod);
  if (request === undefined || region === undefined || method === undefined) {
    refuse('unresolved-value', `the integration's URI ${printValue(integration.uri)}`);
    return undefined;
  }
  const { service } = target;
  const given = Object.hasOwn(context.awsEndpoints, service) ? context.awsEndpoints[service] : undefined;
  if (given === undefined && !context.hasAwsCredentials) {
    refuse('aws-service', `an integration with ${service}: no endpoint is given, and no credentials for AWS`);
    return undefined;
  }
  const endpoint =
    given?.replace(/\/+$/, '') ??
    `https://${target.subdomain === undefined ? '' : `${target.subdomain}.`}${service}.${region}.amazonaws.com`;
  const methodOf = method === 'ANY' ? clientMethod : (): string => method;
  if (target.form === 'path')
    return { service, region, address: pathAddress(`${endpoint}/`, compileUri(request), methodOf) };
  const protocol = own(ACTION_PROTOCOLS, service);
  if (protocol === undefined) {
    refuse('aws-action', `actions of ${service}, whose protocol is not known`);
    return undefined;
  }
  return { service, region, address: actionAddress(`${endpoint}/`, compileUri(request), methodOf, protocol) };
}

function pathAddress<I extends ServiceInvocation>(
  base: string,
  path: UriTemplate,
  methodOf: (invocation: I) => string,
): ServiceTarget<I>['address'] {
  return (invocation, parameters, hasBody) => ({
    url: appendQuery(base + expandUri(path, invocation.stage.variables, parameters.path), parameters.query),
    method: methodOf(invocation),
    headers: ownHeaders(invocation, hasBody),
  });
}

function actionAddress<I extends ServiceInvocation>(
  base: string,
  request: UriTemplate,
  methodOf: (invocation: I) => string,
  protocol: ActionProtocol,
): ServiceTarget<I>['address'] {
  return (invocation, parameters, hasBody) => {
    const [action = '', ...pairs] = expandUri(request, invocation.stage.variables, parameters.path).split('&');
    const written = pairs.map((pair): QueryParameter => {
      const equals = pair.indexOf('=');
      return equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    });
    const query = [...written, ...parameters.query];
    if (protocol.kind === 'json' && query.length === 0) {
      const headers = ownHeaders(invocation, false);
      return {
        url: base,
        method: 'POST',
        headers: [
          ['Content-Type', `application/x-amz-json-${protocol.version}`],
          ['X-Amz-Target', `${protocol.target}.${action}`],
          ...headers,
        ],
      };
    }
    return {
      url: appendQuery(base, [['Action', action], ['Version', protocol.apiVersion], ...query]),
      method: methodOf(invocation),
      headers: ownHeaders(invocation, hasBody),
    };
  };
}
