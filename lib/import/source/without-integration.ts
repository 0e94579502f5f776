import {
  parseRequestMappingSource,
  pathParameterNames,
  type Api,
  type HttpApi,
  type Integration,
  type Json,
  type Method,
  type RestApi,
} from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { exampleAnswer, follow } from './example.js';
import { member } from './source-files.js';

/**
 * Gives operations without an integration one, so that a plain document can be served: their own examples, or a backend
 * that has the API already. What has an integration keeps it.
 */
export function integrateWhereMissing(
  api: Api,
  document: Json,
  options: { readonly mock?: boolean; readonly backend?: string },
): Api {
  const { backend } = options;
  if (backend !== undefined) return api.protocol === 'HTTP' ? withHttpBackend(api, backend) : withBackend(api, backend);
  return options.mock === true && api.protocol === 'REST' ? withExamples(api, document) : api;
}

function withBackend(api: Api, backend: string): Api {
  if (api.protocol !== 'REST') return api;
  return mapMethods(api, (method, path) => ({
    ...method,
    integration: {
      type: 'HTTP_PROXY',
      httpMethod: method.httpMethod,
      uri: join(backend, path),
      requestParameters: pathParameterNames(path).map((name) => ({
        target: { location: 'path', name },
        source: parseRequestMappingSource(`method.request.path.${name}`),
      })),
    },
  }));
}

function withHttpBackend(api: HttpApi, backend: string): HttpApi {
  return {
    ...api,
    routes: api.routes.map((route) => {
      const { routeKey } = route;
      const { httpMethod, path } = routeKey.kind === 'route' ? routeKey : { httpMethod: 'ANY', path: '/' };
      return {
        ...route,
        integration: route.integration ?? { type: 'HTTP_PROXY', httpMethod, uri: join(backend, path) },
      };
    }),
  };
}

/** `{name+}` in a path is `{name}` in the URI of an integration, which takes the rest of the path all the same. */
function join(backend: string, path: string): string {
  return backend.replace(/\/$/, '') + path.replaceAll('+}', '}');
}

function withExamples(api: RestApi, document: Json): RestApi {
  return mapMethods(api, (method, path) => {
    const item = follow(document, member(member(document, 'paths'), path));
    const operation = follow(document, member(item, method.httpMethod.toLowerCase()));
    if (operation === undefined) return method;
    const answer = exampleAnswer(document, operation);
    const body = answer.body === undefined ? '' : textOf(answer.body);
    const integration: Integration = {
      type: 'MOCK',
      requestTemplates: Object.fromEntries(
        requestTypes(document, operation).map((type) => [type, `{"statusCode": ${answer.statusCode}}`]),
      ),
      responses: [
        { statusCode: answer.statusCode, responseTemplates: { [answer.contentType]: literalTemplate(body) } },
      ],
    };
    const declared = method.responses ?? [];
    const known = declared.some(({ statusCode }) => statusCode === answer.statusCode);
    return { ...method, integration, responses: known ? declared : [...declared, { statusCode: answer.statusCode }] };
  });
}

function mapMethods(api: RestApi, integrate: (method: Method, path: string) => Method): RestApi {
  return {
    ...api,
    resources: api.resources.map((resource) => ({
      ...resource,
      methods: resource.methods.map((method) =>
        method.integration === undefined ? integrate(method, resource.path) : method,
      ),
    })),
  };
}

function textOf(body: Json): string {
  return typeof body === 'string' ? body : JSON.stringify(body, null, 2);
}

/** A mapping template that gives the text as it is: the characters that begin directives and references are values. */
export function literalTemplate(text: string): string {
  if (!/[$#]/.test(text)) return text;
  const escaped = text.replaceAll(/[$#]/g, (character) => (character === '$' ? '${dollar}' : '${hash}'));
  return `#set($dollar = '$')#set($hash = '#')${escaped}`;
}

/** A request of a type without a template would be passed on as it is, which a MOCK integration cannot read. */
function requestTypes(document: Json, operation: Json): readonly string[] {
  const body = follow(document, member(operation, 'requestBody'));
  const content = member(body, 'content');
  const consumed = member(operation, 'consumes') ?? member(document, 'consumes');
  const types = isList(consumed)
    ? consumed.filter((type) => typeof type === 'string')
    : Object.keys(isObject(content) ? content : {});
  return [...new Set(['application/json', ...types])];
}
