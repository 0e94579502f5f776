import { defaultResponseDescription } from '../../formats/openapi.js';
import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import {
  pathParameterNames,
  printValue,
  type Authorizer,
  type Document,
  type HttpMethod,
  type Method,
  type MethodAuthorization,
  type MethodResponse,
  type OperationDocumentation,
  type RequestParameter,
  type ResponseHeader,
} from '../../model/index.js';
import { defined, someDefined, someEntries } from '../../support/defined.js';
import { readContent } from './content.js';
import { member, type Cursor } from './cursor.js';
import { readIntegration } from './integration.js';
import { MEMBERS, readOther } from './known-members.js';
import { isStringSchema, readParameters } from './parameters.js';
import type { Reading } from './reading.js';
import type { Models } from './schemas.js';
import { readAuth, readRequirements, type Requirements, type SchemeKind } from './security.js';
import {
  isFormField,
  isSwaggerBody,
  swaggerContentTypes,
  swaggerParameter,
  swaggerRequestBody,
  swaggerResponse,
  type SwaggerContentTypes,
} from './swagger2.js';
import {
  readAny,
  readKnownBoolean,
  readKnownText,
  readKnownTexts,
  readObject,
  readObjectMap,
  readObjects,
  unlessEmptyText,
  unreadableFlag,
} from './values.js';

/** What the operations of a document share. */
export interface OperationContext {
  readonly models: Models;
  readonly schemes: ReadonlyMap<string, SchemeKind>;
  readonly authorizers: ReadonlyMap<string, Authorizer>;
  readonly validators: ReadonlySet<string>;
  /** What the document asks where an operation says nothing. */
  readonly requirements: Requirements;
  readonly requestValidator: string | undefined;
  /** Put before each path. */
  readonly prefix: string;
}

interface Route {
  readonly path: string;
  readonly httpMethod: HttpMethod;
  /** Parameters that the path declares for all of its operations. */
  readonly declared: readonly Cursor[];
}

/** Reads one operation. */
export function readMethod(reading: Reading, operation: Cursor, route: Route, context: OperationContext): Method {
  const { models, schemes } = context;
  reportSchemes(reading, operation);
  const swagger = reading.version === '2.0' ? swaggerContentTypes(operation, reading.root) : undefined;
  const declared = withOwn(route.declared, readObjects(reading, operation, 'parameters'));
  if (swagger !== undefined) reportFormFields(reading, declared);
  const body =
    swagger === undefined ? readObject(reading, operation, 'requestBody') : swaggerRequestBody(declared, swagger);
  const parameters =
    swagger === undefined ? declared : declared.filter((parameter) => !isSwaggerBody(parameter)).map(swaggerParameter);
  const content = body && readContent(reading, body, models);
  const requirements = readRequirements(reading, operation, schemes) ?? context.requirements;
  const integration = readObject(reading, operation, EXTENSION.integration);
  const requestParameters = withPathVariables(readParameters(reading, parameters, models), route.path);
  const responses = readResponses(reading, operation, context, swagger);
  return {
    httpMethod: route.httpMethod,
    ...defined({
      operationName: unlessEmptyText(readKnownText(reading, operation, 'operationId')),
      authorization: readAuthorization(reading, operation, requirements, context),
      apiKeyRequired: requirements.apiKey ? true : undefined,
      requestParameters: requestParameters.length === 0 ? undefined : requestParameters,
      requestModels: content?.models,
      requestValidator: readValidatorName(reading, operation, parameters, context),
      integration: integration && readIntegration(reading, integration, route.httpMethod),
      responses: responses.length === 0 ? undefined : responses,
      documentation: readDocumentation(reading, operation, body, content?.documentation, requirements.open),
    }),
  };
}

/**
 * The parameters of an operation with the variables of its path that it does not declare.
 *
 * Observed: an import declares the variable of a proxy resource as required.
 * Assumed: an import declares those of every other resource too.
 */
function withPathVariables(declared: readonly RequestParameter[], path: string): readonly RequestParameter[] {
  const names = new Set(declared.flatMap(({ location, name }) => (location === 'path' ? [name] : [])));
  const undeclared = pathParameterNames(path).filter((name) => !names.has(name));
  return [...declared, ...undeclared.map((name) => ({ location: 'path', name, required: true }) as const)];
}

/** API Gateway speaks HTTPS whatever `schemes` a Swagger 2.0 operation has. */
function reportSchemes(reading: Reading, operation: Cursor): void {
  const schemes = reading.version === '2.0' ? member(operation, 'schemes') : undefined;
  if (schemes === undefined) return;
  reading.reportOnce('schemes', 'not-read', schemes, 'The model has no place for the schemes of operations', 'info');
}

/** Observed: API Gateway ignores form fields with a warning; they make no body model. */
function reportFormFields(reading: Reading, declared: readonly Cursor[]): void {
  for (const field of declared.filter(isFormField)) {
    const name = printValue(readAny(field, 'name') ?? '');
    reading.report('not-read', field, `API Gateway ignores the formData parameter ${name}: forms have no model`);
  }
}

/** An operation's parameter replaces the path's of the same name and place. */
function withOwn(declared: readonly Cursor[], own: readonly Cursor[]): readonly Cursor[] {
  const identity = (parameter: Cursor): string =>
    JSON.stringify([readAny(parameter, 'in'), readAny(parameter, 'name')]);
  const replaced = new Set(own.map(identity));
  return [...declared.filter((parameter) => !replaced.has(identity(parameter))), ...own];
}

function readAuthorization(
  reading: Reading,
  operation: Cursor,
  requirements: Requirements,
  { authorizers }: OperationContext,
): MethodAuthorization | undefined {
  const auth = readAuth(reading, operation);
  if (auth?.type === 'NONE' && (requirements.iam || requirements.authorizer !== undefined)) {
    reading.report('not-read', operation, `The method is open to everybody: ${EXTENSION.auth} overrides its security`);
  }
  if (auth !== undefined) return auth;
  if (requirements.iam) return { type: 'AWS_IAM' };
  if (requirements.authorizer === undefined) return undefined;
  const { name, scopes } = requirements.authorizer;
  if (authorizers.get(name)?.type !== 'COGNITO_USER_POOLS') {
    if (scopes.length > 0) {
      reading.report('not-read', operation, `The scopes of "${name}" are not read: only user pools check scopes`);
    }
    return { type: 'CUSTOM', authorizer: name };
  }
  return { type: 'COGNITO_USER_POOLS', authorizer: name, ...(scopes.length > 0 && { scopes }) };
}

/**
 * Observed: the document's validator holds for each operation that names none.
 *
 * Where it cannot be known whether a parameter is required, no validator is the right one: the route is refused.
 */
function readValidatorName(
  reading: Reading,
  operation: Cursor,
  parameters: readonly Cursor[],
  { validators, requestValidator }: OperationContext,
): string | undefined {
  const written = member(operation, EXTENSION.requestValidator);
  const own = readKnownText(reading, operation, EXTENSION.requestValidator);
  if (written !== undefined && own === undefined) return printValue(written.value);
  const unreadable = parameters
    .map((parameter) => unreadableFlag(parameter, 'required'))
    .find((flag) => flag !== undefined);
  const name = unlessEmptyText(own ?? requestValidator);
  if (name !== undefined && !validators.has(name)) {
    reading.report('unresolved-reference', operation, `Cannot find the request validator "${name}"`, 'warning');
  }
  if (name !== undefined && unreadable !== undefined) return printValue(unreadable);
  return name;
}

function readResponses(
  reading: Reading,
  operation: Cursor,
  { models }: OperationContext,
  swagger: SwaggerContentTypes | undefined,
): readonly MethodResponse[] {
  return readObjectMap(reading, readObject(reading, operation, 'responses')).flatMap(([statusCode, written]) => {
    if (statusCode.startsWith('x-')) {
      reading.report('not-read', written, `The model has no place for "${statusCode}"`, 'info');
      return [];
    }
    const response = swagger === undefined ? written : swaggerResponse(written, swagger);
    const content = readContent(reading, response, models);
    const other = readOther(reading, response, MEMBERS.response);
    const description = readKnownText(reading, response, 'description');
    const headers = readHeaders(reading, response, models);
    return [
      {
        statusCode,
        ...defined({
          responseModels: content?.models,
          responseHeaders: headers.length === 0 ? undefined : headers,
          description:
            description === '' || description === defaultResponseDescription(statusCode) ? undefined : description,
          documentation: someDefined({ content: content?.documentation, other }),
        }),
      },
    ];
  });
}

/** Observed: headers of responses are not required unless they say so. */
function readHeaders(reading: Reading, response: Cursor, models: Models): readonly ResponseHeader[] {
  return readObjectMap(reading, readObject(reading, response, 'headers')).map(([name, written]) => {
    const header = reading.version === '2.0' ? swaggerParameter(written) : written;
    const schema = member(header, 'schema');
    const documentation = someEntries({
      ...readOther(reading, header, MEMBERS.header),
      schema: schema === undefined || isStringSchema(schema.value) ? undefined : models.schemaOf(schema),
    });
    return {
      name,
      required: readKnownBoolean(reading, header, 'required') ?? false,
      ...(documentation !== undefined && { documentation }),
    };
  });
}

function readDocumentation(
  reading: Reading,
  operation: Cursor,
  body: Cursor | undefined,
  content: NonNullable<OperationDocumentation['requestBody']>['content'],
  openSecurity: Document | undefined,
): OperationDocumentation | undefined {
  return someDefined({
    summary: readKnownText(reading, operation, 'summary'),
    description: readKnownText(reading, operation, 'description'),
    tags: readKnownTexts(reading, operation, 'tags'),
    deprecated: readKnownBoolean(reading, operation, 'deprecated'),
    externalDocs: readAny(operation, 'externalDocs'),
    requestBody:
      body &&
      someDefined({
        description: readKnownText(reading, body, 'description'),
        required: readKnownBoolean(reading, body, 'required'),
        content,
        other: readOther(reading, body, MEMBERS.requestBody),
      }),
    other: someEntries({
      ...readOther(reading, operation, reading.version === '2.0' ? MEMBERS.operation2 : MEMBERS.operation3),
      security: openSecurity,
    }),
  });
}
