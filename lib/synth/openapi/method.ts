import { own } from '../../support/own.js';
import { defaultResponseDescription } from '../../formats/openapi.js';
import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import {
  pathParameterNames,
  type Document,
  type Method,
  type MethodResponse,
  type OtherMembers,
  type RequestParameter,
} from '../../model/index.js';
import { renderIntegration } from './integration.js';
import { members, unlessEmpty, withOther, type Members } from './members.js';
import { renderModelReference, renderSchema } from './schemas.js';
import type { Security } from './security.js';

/** A method as an operation; `responses` is required, so it is written even when it is empty. */
export function renderMethod(method: Method, path: string, security: Security): Members {
  const { documentation } = method;
  return withOther(
    members({
      operationId: method.operationName,
      summary: documentation?.summary,
      description: documentation?.description,
      tags: documentation?.tags,
      deprecated: documentation?.deprecated,
      externalDocs: documentation?.externalDocs,
      parameters: unlessEmpty(
        (method.requestParameters ?? []).filter((parameter) => !declaredByPath(parameter, path)).map(renderParameter),
      ),
      requestBody: renderRequestBody(method),
      responses: Object.fromEntries(
        (method.responses ?? []).map((response) => [response.statusCode, renderResponse(response)]),
      ),
      security: security.requirementsOf(method),
      [EXTENSION.requestValidator]: method.requestValidator,
      [EXTENSION.integration]: method.integration && renderIntegration(method.integration),
    }),
    documentation?.other,
  );
}

const OPENAPI_LOCATION = { header: 'header', querystring: 'query', path: 'path' } as const;

function declaredByPath({ location, name, required, documentation }: RequestParameter, path: string): boolean {
  return location === 'path' && required && documentation === undefined && pathParameterNames(path).includes(name);
}

function renderParameter({ location, name, required, documentation }: RequestParameter): Members {
  const other = documentation?.other;
  return withOther(
    members({
      name,
      in: OPENAPI_LOCATION[location],
      required: required ? true : location === 'path' ? false : undefined,
      description: documentation?.description,
      // A parameter has either a schema or, among its other members, a content.
      schema:
        other !== undefined && 'content' in other
          ? undefined
          : renderSchema(documentation?.schema ?? { type: 'string' }),
    }),
    other,
  );
}

function renderRequestBody({ requestModels, documentation }: Method): Document | undefined {
  const body = documentation?.requestBody;
  const content = renderContent(requestModels, body?.content);
  if (content === undefined && body === undefined) return undefined;
  return withOther(
    members({ description: body?.description, required: body?.required, content: content ?? {} }),
    body?.other,
  );
}

function renderResponse(response: MethodResponse): Members {
  return withOther(
    members({
      description: response.description ?? defaultResponseDescription(response.statusCode),
      headers: unlessEmpty(
        response.responseHeaders &&
          Object.fromEntries(
            response.responseHeaders.map(({ name, required, documentation }) => [
              name,
              withOther(members({ required: required ? true : undefined }), withSchema(documentation)),
            ]),
          ),
      ),
      content: renderContent(response.responseModels, response.documentation?.content),
    }),
    response.documentation?.other,
  );
}

function withSchema(documentation: OtherMembers | undefined): Members {
  const { schema, ...other } = documentation ?? {};
  if ('content' in other) return other;
  return { schema: schema === undefined ? { type: 'string' } : renderSchema(schema), ...other };
}

function renderContent(
  models: Readonly<Record<string, string>> | undefined,
  documented: Readonly<Record<string, OtherMembers>> | undefined,
): Document | undefined {
  const types = new Set([...Object.keys(models ?? {}), ...Object.keys(documented ?? {})]);
  if (types.size === 0) return undefined;
  return Object.fromEntries(
    [...types].map((type) => {
      const model = own(models, type);
      const { schema, ...other } = own(documented, type) ?? {};
      const rendered = model === undefined ? schema && renderSchema(schema) : renderModelReference(model);
      return [type, withOther(members({ schema: rendered }), other)];
    }),
  );
}
