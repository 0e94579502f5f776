import {
  withIntegrationResponses,
  type Integration,
  type Method,
  type RequestParameter,
} from '../../../model/index.js';
import { requireSluiceIntegration } from '../integrations/aws-apigateway-mixup.js';
import { cacheIntegration, cachedParameters } from '../methods/method-cache.js';
import { declareParameters } from '../methods/request-parameters.js';
import { ofOperation, type DocumentContext } from './document-context.js';
import type { OperationProps } from './open-api-props.js';

/** The integration that the props name for a method, else its own, else that of the defaults. */
export function integrationOf(path: string, method: Method, context: DocumentContext): Integration | undefined {
  const { httpMethod } = method;
  const chosen =
    ofOperation(context.integrations, method) ??
    (method.integration === undefined ? context.defaults.integration : undefined);
  if (chosen === undefined) return method.integration;
  requireSluiceIntegration(chosen, `${httpMethod} ${path}`);
  return chosen.bind(context.bindingOf({ httpMethod, path }));
}

/** A method with an integration, the statuses and headers of its responses, and the parameters that it maps. */
export function withIntegration(method: Method, integration: Integration | undefined): Method {
  if (integration === undefined) return method;
  const parameters = addParameters(method.requestParameters ?? [], integration);
  return {
    ...method,
    integration,
    ...(parameters.length > 0 && { requestParameters: parameters }),
    ...withIntegrationResponses(method.responses, integration),
  };
}

function addParameters(declared: readonly RequestParameter[], integration: Integration): readonly RequestParameter[] {
  const parameters = [...declared];
  for (const { source } of integration.requestParameters ?? []) {
    if (source.kind !== 'header' && source.kind !== 'querystring') continue;
    const { kind: location, name } = source;
    if (!parameters.some((parameter) => parameter.location === location && parameter.name === name)) {
      parameters.push({ location, name, required: false });
    }
  }
  return parameters;
}

/** A method with the cache keys of the props, and the parameters that they are; without keys, with those of the document. */
export function withCache(method: Method, path: string, cache: OperationProps['cache']): Method {
  const { integration, httpMethod } = method;
  if (cache === undefined || cache === false || integration === undefined) return method;
  const parameters = [...(method.requestParameters ?? [])];
  for (const parameter of declareParameters({}, cachedParameters(cache), integration)) {
    const { location, name } = parameter;
    if (!parameters.some((known) => known.location === location && known.name === name)) parameters.push(parameter);
  }
  const cached = cacheIntegration(integration, { httpMethod, path }, cache);
  const { cacheKeyParameters } = integration;
  return {
    ...method,
    ...(parameters.length > 0 && { requestParameters: parameters }),
    integration:
      cache.keys === undefined && cacheKeyParameters !== undefined ? { ...cached, cacheKeyParameters } : cached,
  };
}
