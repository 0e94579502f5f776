import type { Json, JsonObject, Place } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { own } from '../../support/own.js';
import type { TextPath } from '../text/index.js';
import { elementInDocument } from './document-paths.js';

/**
 * Finds the resource of a template, or the part of its document, that a place is about. A template is gone through once;
 * what only evaluation knows leads to the resource of the API.
 */
export function indexTemplate(template: Json): (place: Place) => TextPath | undefined {
  const resources = objectAt(template, 'Resources');
  const elements = new Map<string, TextPath>();
  const bodies = new Map<string, { readonly path: TextPath; readonly document: Json }>();
  for (const [id, resource] of Object.entries(resources)) {
    const type = own(resource as JsonObject, 'Type');
    const properties = objectAt(resource, 'Properties');
    for (const { element, path, api } of elementsOf(id, type, properties, resources)) {
      elements.set(`${api ?? ''} ${element}`, path);
      if (!elements.has(element)) elements.set(element, path);
    }
    for (const key of ['Body', 'DefinitionBody']) {
      const document = own(properties, key);
      if (document !== undefined) bodies.set(id, { path: ['Resources', id, 'Properties', key], document });
    }
  }
  return ({ api, element = '' }) => {
    // A logical id, of a nested or another stack behind what qualifies it.
    const id = element.split(/[./]/).at(-1) ?? '';
    if (Object.hasOwn(resources, id)) return ['Resources', id];
    const found = (api === undefined ? undefined : elements.get(`${api} ${element}`)) ?? elements.get(element);
    if (found !== undefined) return found;
    const owners = [...bodies].filter(([owner]) => api === undefined || owner === api);
    for (const [, { path, document }] of owners) {
      const inner = elementInDocument(document, element);
      if (inner.length > 0) return [...path, ...inner];
    }
    const owner = api ?? onlyApi(resources);
    return owner !== undefined && Object.hasOwn(resources, owner) ? ['Resources', owner] : undefined;
  };
}

interface Element {
  readonly element: string;
  readonly path: TextPath;
  readonly api?: string;
}

function elementsOf(
  id: string,
  type: Json | undefined,
  properties: JsonObject,
  resources: JsonObject,
): readonly Element[] {
  const api = referredId(own(properties, 'RestApiId') ?? own(properties, 'ApiId'));
  const at = { path: ['Resources', id, 'Properties'], ...(api !== undefined && { api }) };
  const named = (kind: string, name: Json | undefined): readonly Element[] =>
    [typeof name === 'string' ? name : undefined, id].flatMap((text) =>
      text === undefined ? [] : [{ element: `${kind}${text}`, ...at }],
    );
  switch (type) {
    case 'AWS::ApiGateway::Method': {
      const path = pathOf(referredId(own(properties, 'ResourceId')), resources, new Set());
      return [{ element: `${textOf(own(properties, 'HttpMethod'))} ${path}`, ...at }];
    }
    case 'AWS::ApiGatewayV2::Route':
      return named('', own(properties, 'RouteKey'));
    case 'AWS::ApiGateway::Stage':
    case 'AWS::ApiGatewayV2::Stage':
      return named('stage ', own(properties, 'StageName'));
    case 'AWS::ApiGateway::Authorizer':
    case 'AWS::ApiGatewayV2::Authorizer':
      return named('authorizer ', own(properties, 'Name'));
    case 'AWS::ApiGateway::Model':
    case 'AWS::ApiGatewayV2::Model':
      return named('model ', own(properties, 'Name'));
    case 'AWS::ApiGateway::GatewayResponse':
      return named('gateway response ', own(properties, 'ResponseType'));
    case 'AWS::Lambda::Function':
      return named('function ', own(properties, 'FunctionName'));
    case 'AWS::Serverless::Function':
      return [...named('function ', own(properties, 'FunctionName')), ...eventsOf(id, properties)];
    default:
      return [];
  }
}

/** The routes that events of a function make. */
function eventsOf(id: string, properties: JsonObject): readonly Element[] {
  return Object.entries(objectAt(properties, 'Events')).flatMap(([name, event]) => {
    const { Path: path, Method: method } = objectAt(event, 'Properties');
    if (typeof path !== 'string') return [];
    const element = `${textOf(method).toUpperCase()} ${path}`;
    return [{ element, path: ['Resources', id, 'Properties', 'Events', name, 'Properties'] }];
  });
}

function pathOf(id: string | undefined, resources: JsonObject, below: ReadonlySet<string>): string {
  const resource = id === undefined || below.has(id) ? undefined : own(resources, id);
  if (id === undefined || objectOf(resource).Type !== 'AWS::ApiGateway::Resource') return '/';
  const { ParentId: parent = null, PathPart: part = null } = objectAt(resource, 'Properties');
  const above = pathOf(referredId(parent), resources, new Set([...below, id]));
  return `${above === '/' ? '' : above}/${textOf(part)}`;
}

/** The logical id that `Ref` or `Fn::GetAtt` names. */
function referredId(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const { Ref: ref, 'Fn::GetAtt': attribute } = value;
  const target = ref ?? (isList(attribute) ? attribute[0] : attribute);
  return typeof target === 'string' ? target.split('.')[0] : undefined;
}

function onlyApi(resources: JsonObject): string | undefined {
  const apis = Object.entries(resources).filter(([, resource]) => {
    const { Type: type } = objectOf(resource);
    return typeof type === 'string' && API_TYPES.has(type);
  });
  return apis.length === 1 ? apis[0]?.[0] : undefined;
}

const API_TYPES: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::Api',
  'AWS::Serverless::HttpApi',
]);

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function objectAt(value: Json | undefined, key: string): JsonObject {
  return objectOf(own(objectOf(value), key));
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
