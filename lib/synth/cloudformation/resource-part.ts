import {
  diagnostic,
  documentationParts,
  hasPolicy,
  isDocumentObject,
  printValue,
  type Diagnostic,
  type Document,
  type DocumentationPart,
  type HttpApi,
  type Integration,
  type Method,
  type MethodResponse,
  type Place,
  type RestApi,
  type Severity,
} from '../../model/index.js';
import { asText } from '../../model/scalar.js';
import { defined } from '../../support/defined.js';
import { DEFAULT_STAGE, stagePart } from './cloudformation-part.js';
import { httpApiResourcePart } from './http-resource-part.js';
import { referencesAsParameters } from './parameters.js';

/**
 * What a CloudFormation template can carry of an API whose definition is resources of their own
 * (`AWS::ApiGateway::Resource`, `AWS::ApiGateway::Method`, `AWS::ApiGatewayV2::Route` and so on). Reading the rendered part
 * gives the part, but for the id.
 *
 * What an OpenAPI document says to people is no part of it, save for documentation parts; neither is
 * `insecureSkipVerification`, for which CloudFormation has no property.
 *
 * `docs/formats.md` has the table.
 */
export function resourcePart(api: RestApi): RestApi;
export function resourcePart(api: HttpApi): HttpApi;
export function resourcePart(api: RestApi | HttpApi): RestApi | HttpApi {
  return api.protocol === 'REST' ? restApiResourcePart(api) : httpApiResourcePart(api);
}

function restApiResourcePart(api: RestApi): RestApi {
  const { part } = splitResources(api);
  const { stages } = part;
  const { resources: paths, ...rest } = referencesAsParameters({
    ...part,
    stages: (stages.length === 0 ? [{ name: DEFAULT_STAGE }] : stages).map(stagePart),
  });
  return {
    ...rest,
    resources: paths.map((path) => ({ ...path, methods: path.methods.map(labelAuthorizer) })),
  };
}

/** An authorizer that is elsewhere is called by its id. */
function labelAuthorizer(method: Method): Method {
  const { authorization } = method;
  if (authorization === undefined || !('authorizerId' in authorization)) return method;
  const authorizer = printValue(authorization.authorizerId ?? authorization.authorizer);
  return { ...method, authorization: { ...authorization, authorizer } };
}

/** The part, and what is lost. */
export function splitResources(api: RestApi): { readonly part: RestApi; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (place: Place, message: string, severity: Severity): void =>
    void diagnostics.push(diagnostic('not-representable', place, message, severity));
  const { documentation, policy, endpoint, resources, ...rest } = api;
  const { parts: _, ...otherDocumentation } = documentation ?? {};
  if (Object.keys(otherDocumentation).length > 0) {
    report({ property: 'documentation' }, 'CloudFormation has no place for what a document says to people', 'info');
  }
  const kept = documentationParts(api).map(documentationPart);
  const part: RestApi = {
    ...rest,
    endpoint: { ...endpoint, type: endpoint?.type ?? 'EDGE' },
    ...(hasPolicy(policy) && { policy }),
    ...(kept.length > 0 && { documentation: { parts: { documentationParts: kept } } }),
    resources: resources
      .filter(({ methods }) => methods.length > 0)
      .map(({ path, methods }) => ({
        path,
        methods: methods.map((method) => methodPart(method, { element: `${method.httpMethod} ${path}` }, report)),
      })),
  };
  return { part, diagnostics };
}

type Report = (place: Place, message: string, severity: Severity) => void;

const LOCATION = ['type', 'path', 'method', 'statusCode', 'name'] as const;

function documentationPart({ location, properties }: DocumentationPart): DocumentationPart & Record<string, Document> {
  const members = LOCATION.flatMap((name) => {
    const text = asText(location[name] ?? null);
    return text === undefined ? [] : [[name, text] as const];
  });
  return { location: Object.fromEntries(members), properties: isDocumentObject(properties) ? properties : {} };
}

function methodPart(method: Method, place: Place, report: Report): Method {
  const { documentation, requestParameters, responses, integration, ...rest } = method;
  if (documentation !== undefined && Object.keys(documentation).length > 0) {
    report(place, "CloudFormation has no place for a method's documentation", 'info');
  }
  return {
    ...rest,
    ...defined({
      requestParameters: requestParameters?.map(({ location, name, required }) => ({ location, name, required })),
      responses: responses?.map(responsePart),
      integration: integration && integrationPart(integration, { ...place, property: 'integration' }, report),
    }),
  };
}

function responsePart({ statusCode, responseModels, responseHeaders }: MethodResponse): MethodResponse {
  return {
    statusCode,
    ...defined({
      responseModels,
      responseHeaders: responseHeaders?.map(({ name, required }) => ({ name, required })),
    }),
  };
}

function integrationPart(integration: Integration, place: Place, report: Report): Integration {
  const responses = integration.responses?.map(({ selectionPattern, ...response }) => ({
    ...response,
    ...(selectionPattern !== undefined && selectionPattern !== '' && { selectionPattern }),
  }));
  const kept = { ...integration, ...defined({ responses }) };
  if (kept.type === 'MOCK') return kept;
  const { insecureSkipVerification, ...secure } = kept;
  if (insecureSkipVerification === true) {
    const message = "Cannot skip the verification of a backend's certificate: CloudFormation has no property for it";
    report(place, message, 'error');
  }
  return secure;
}
