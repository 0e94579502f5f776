import { findDynamicReferences, isFunctionName } from '../../intrinsics/index.js';
import type { Json, JsonObject } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { member } from './source-files.js';

/**
 * What definitions use, each as `category:name`, sorted: what to look for when a source does not do what it should, and
 * which sources a change may concern. Found in the text as it is written, before anything is evaluated or expanded.
 *
 * | category | names |
 * | --- | --- |
 * | `resource_types`, `transforms`, `param_types`, `intrinsics`, `pseudo`, `dynamic_refs` | of the template |
 * | `integration_types`, `passthrough`, `payload_versions`, `gateway_responses`, `authorizers` | of template or document |
 * | `auth_types`, `endpoint_types`, `route_keys`, `v2_integration_types`, `v2_subtypes` | of API Gateway's resources |
 * | `oas_versions`, `oas_ext`, `ext_refs` | of OpenAPI documents, bodies included |
 */
export function readFeatures(documents: readonly Json[]): readonly string[] {
  const found = new Set<string>();
  for (const document of documents) {
    if (!isObject(document)) continue;
    const note: Note = (category, name) => void found.add(`${category}:${name}`);
    if (isObject(document.Resources)) noteTemplate(document, note);
    else noteDocument(document, note);
  }
  return [...found].sort();
}

type Note = (category: string, name: string) => void;
function noteTemplate(template: JsonObject, note: Note): void {
  for (const transform of [template.Transform ?? []].flat())
    if (typeof transform === 'string') note('transforms', transform);
  for (const parameter of members(template.Parameters)) {
    if (typeof parameter.Type === 'string') note('param_types', parameterType(parameter.Type));
  }
  for (const resource of members(template.Resources)) {
    const { Type: type, Properties: properties } = resource;
    if (typeof type !== 'string') continue;
    note('resource_types', type);
    if (isObject(properties)) noteResource(type, properties, note);
  }
  noteFunctions(template, note);
}

function parameterType(type: string): string {
  if (type.startsWith('AWS::SSM::Parameter::Value')) return 'AWS::SSM::Parameter::Value<..>';
  return type.startsWith('List<') ? 'List<..>' : type;
}

function noteResource(type: string, properties: JsonObject, note: Note): void {
  switch (type) {
    case 'AWS::ApiGateway::RestApi':
      noteEndpointTypes(member(properties.EndpointConfiguration, 'Types'), note);
      noteBody(properties.Body, note);
      break;
    case 'AWS::ApiGateway::Method': {
      const { Integration: integration } = properties;
      note('auth_types', nameOrAbsent(properties.AuthorizationType));
      note('integration_types', typeName(member(integration, 'Type')));
      noteText(note, 'passthrough', member(integration, 'PassthroughBehavior'), true);
      break;
    }
    case 'AWS::ApiGateway::Authorizer':
      noteText(note, 'authorizers', properties.Type, true, 'rest:');
      break;
    case 'AWS::ApiGateway::GatewayResponse':
      noteText(note, 'gateway_responses', properties.ResponseType);
      break;
    case 'AWS::ApiGatewayV2::Api':
      noteBody(properties.Body, note);
      break;
    case 'AWS::ApiGatewayV2::Authorizer':
      noteText(note, 'authorizers', properties.AuthorizerType, true, 'v2:');
      break;
    case 'AWS::ApiGatewayV2::Integration':
      noteText(note, 'v2_integration_types', properties.IntegrationType);
      noteText(note, 'v2_subtypes', properties.IntegrationSubtype);
      noteText(note, 'payload_versions', properties.PayloadFormatVersion);
      break;
    case 'AWS::ApiGatewayV2::Route': {
      const { AuthorizationType: authorization, RouteKey: key } = properties;
      note('auth_types', `v2:${nameOrAbsent(authorization)}`);
      if (typeof key === 'string') note('route_keys', routeKeyKind(key));
      break;
    }
    case 'AWS::Serverless::Api':
    case 'AWS::Serverless::HttpApi': {
      const { EndpointConfiguration: endpoint } = properties;
      noteEndpointTypes(isObject(endpoint) ? (endpoint.Type ?? endpoint) : endpoint, note);
      for (const authorizer of members(member(properties.Auth, 'Authorizers'))) {
        note('authorizers', `sam:${samAuthorizer(authorizer)}`);
      }
      noteBody(properties.DefinitionBody, note);
      break;
    }
  }
}

/** The types that may come out, whichever condition holds. */
function noteEndpointTypes(value: Json | undefined, note: Note): void {
  if (value === 'EDGE' || value === 'REGIONAL' || value === 'PRIVATE') note('endpoint_types', value);
  if (isList(value)) for (const item of value) noteEndpointTypes(item, note);
  if (isObject(value)) for (const item of Object.values(value)) noteEndpointTypes(item, note);
}

function nameOrAbsent(value: Json | undefined): string {
  if (value === undefined) return '(absent)';
  return typeof value === 'string' ? value : '(function)';
}

function typeName(value: Json | undefined): string {
  return typeof value === 'string' ? value.toLowerCase() : '(none)';
}

function samAuthorizer(authorizer: JsonObject): string {
  if (authorizer.UserPoolArn !== undefined) return 'cognito';
  if (authorizer.FunctionArn !== undefined) return 'lambda';
  return authorizer.JwtConfiguration === undefined ? 'other' : 'jwt';
}

function routeKeyKind(key: string): string {
  if (['$connect', '$disconnect', '$default'].includes(key)) return key;
  return /^[A-Z]+ \//.test(key) ? 'METHOD path' : 'ws-custom';
}

function noteBody(body: Json | undefined, note: Note): void {
  if (isObject(body)) noteDocument(body, note);
}

function noteDocument(document: JsonObject, note: Note): void {
  const version = document.openapi ?? document.swagger;
  noteText(note, 'oas_versions', version);
  const schemes = members(member(document.components, 'securitySchemes') ?? document.securityDefinitions);
  for (const scheme of schemes) noteScheme(scheme, note);
  noteExtensions(document, note);
  for (const name of Object.keys(recordOf(document['x-amazon-apigateway-gateway-responses']))) {
    note('gateway_responses', name);
  }
}

function noteScheme(scheme: JsonObject, note: Note): void {
  const authorizer = scheme['x-amazon-apigateway-authorizer'];
  const authtype = scheme['x-amazon-apigateway-authtype'];
  if (authorizer !== undefined) noteText(note, 'authorizers', member(authorizer, 'type'), true, 'oas:');
  else if (authtype !== undefined) noteText(note, 'authorizers', authtype, false, 'oas-authtype:');
  else noteText(note, 'authorizers', scheme.type, false, 'oas-scheme:');
}

/** Extensions wherever they stand; schemas are left out, whose properties may be called anything. */
function noteExtensions(value: Json, note: Note): void {
  if (isList(value)) {
    for (const item of value) noteExtensions(item, note);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (key.startsWith('x-amazon-apigateway-')) note('oas_ext', key);
    if (key === 'x-amazon-apigateway-integration') noteIntegration(member, note);
    if (key === '$ref' && typeof member === 'string' && !member.startsWith('#')) note('ext_refs', 'file');
    noteExtensions(member, note);
  }
}

function noteIntegration(integration: Json, note: Note): void {
  note('integration_types', typeName(member(integration, 'type')));
  noteText(note, 'passthrough', member(integration, 'passthroughBehavior'), true);
}

function noteFunctions(value: Json, note: Note): void {
  if (typeof value === 'string') {
    for (const { service } of findDynamicReferences(value)) note('dynamic_refs', service);
  } else if (isList(value)) {
    for (const item of value) noteFunctions(item, note);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (isFunctionName(key) && (key !== 'Ref' || typeof member === 'string')) note('intrinsics', key);
      if (key === 'Ref' && typeof member === 'string' && member.startsWith('AWS::')) note('pseudo', member);
      noteFunctions(member, note);
    }
  }
}

function noteText(note: Note, category: string, value: Json | undefined, lower = false, prefix = ''): void {
  // A version that is written as a number is 2 to a parser and 2.0 to its author.
  const text = typeof value === 'number' && Number.isInteger(value) ? value.toFixed(1) : value;
  if (typeof text !== 'string' && typeof text !== 'number') return;
  note(category, prefix + (lower ? String(text).toLowerCase() : String(text)));
}

function members(value: Json | undefined): readonly JsonObject[] {
  return Object.values(recordOf(value)).filter((member) => isObject(member));
}

function recordOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
