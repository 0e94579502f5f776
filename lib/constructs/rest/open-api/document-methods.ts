import type { Integration, Method, MethodAuthorization, RequestParameter } from '../../../model/index.js';
import { suggestName } from '../../../support/nearest-name.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { requireSluiceIntegration } from '../integrations/aws-apigateway-mixup.js';
import { withIntegrationResponses } from '../methods/method-responses.js';
import type { MethodDeclaration } from '../methods/declare-method.js';
import type { MethodDefaults } from '../methods/method-props.js';
import type { IRestAuthorizer } from '../authorizers/authorizer.js';
import type { ReadDocument } from './read-document.js';
import type { IRestIntegration, IntegrationMethod } from '../integrations/integration.js';

/** What the API adds to the methods of its document. */
export interface DocumentContext {
  readonly integrations: Readonly<Record<string, IRestIntegration>>;
  readonly authorizers: Readonly<Record<string, IRestAuthorizer>>;
  readonly defaults: MethodDefaults;
  /** What an integration of one method is bound to. */
  bindingOf(method: Pick<IntegrationMethod, 'httpMethod' | 'path'>): IntegrationMethod;
  authorizationOf(authorizer: IRestAuthorizer, scopes: readonly string[] | undefined): MethodAuthorization;
}

/**
 * The methods of a document as declarations of the API.
 *
 * @throws {SluiceError} `operation-unknown` when an integration names an operation that the document does not have
 */
export function declareDocumentMethods(
  { model, open }: ReadDocument,
  context: DocumentContext,
): readonly MethodDeclaration[] {
  const methods = model.resources.flatMap(({ path, methods }) => methods.map((method) => ({ path, method })));
  const names = methods.flatMap(({ method }) => method.operationName ?? []);
  for (const name of Object.keys(context.integrations)) {
    if (names.includes(name)) continue;
    throw new SluiceError('operation-unknown', `The document of ${model.id} has no operation "${name}"`, {
      hint: suggestName(name, 'Operations', names),
    });
  }
  return methods.map(({ path, method }) => {
    const validator = model.requestValidators?.find(({ name }) => name === method.requestValidator);
    return {
      path,
      method: withAccess(
        withIntegration(method, integrationOf(path, method, context)),
        open.has(`${method.httpMethod} ${path}`),
        context,
      ),
      models: [],
      ...(validator !== undefined && { validator }),
      stageSettings: {},
    };
  });
}

function integrationOf(path: string, method: Method, context: DocumentContext): Integration | undefined {
  const { httpMethod, operationName = '' } = method;
  const given = Object.hasOwn(context.integrations, operationName) ? context.integrations[operationName] : undefined;
  const chosen = given ?? (method.integration === undefined ? context.defaults.integration : undefined);
  if (chosen === undefined) return method.integration;
  requireSluiceIntegration(chosen, `${httpMethod} ${path}`);
  return chosen.bind(context.bindingOf({ httpMethod, path }));
}

/** A method with an integration, the statuses and headers of its responses, and the parameters that it maps. */
function withIntegration(method: Method, integration: Integration | undefined): Method {
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

/** A method with the authorizers that the API gives schemes, and with the defaults where it has no `security`. */
function withAccess(method: Method, isOpen: boolean, context: DocumentContext): Method {
  const { defaults, authorizers } = context;
  const { authorization } = method;
  if (
    authorization !== undefined &&
    'authorizer' in authorization &&
    Object.hasOwn(authorizers, authorization.authorizer)
  ) {
    const given = authorizers[authorization.authorizer];
    const scopes = 'scopes' in authorization ? authorization.scopes : undefined;
    return given === undefined ? method : { ...method, authorization: context.authorizationOf(given, scopes) };
  }
  if (method.httpMethod === 'OPTIONS' || authorization !== undefined || method.apiKeyRequired === true || isOpen) {
    return method;
  }
  return {
    ...method,
    ...(defaults.authorizer !== undefined && {
      authorization: context.authorizationOf(defaults.authorizer, defaults.scopes),
    }),
    ...(defaults.apiKeyRequired !== undefined && { apiKeyRequired: defaults.apiKeyRequired }),
  };
}
