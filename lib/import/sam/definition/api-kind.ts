import { intrinsicName, ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, copyOf, isTruthy, mapOf, type SamValue } from '../values/sam-value.js';
import { isOpenApi3 } from './definition.js';

/** What differs between the two kinds of APIs that have a definition. */
export interface ApiKind {
  readonly type: 'AWS::Serverless::Api' | 'AWS::Serverless::HttpApi';
  readonly eventType: 'Api' | 'HttpApi';
  /** The property of an event that names its API. */
  readonly idProperty: 'RestApiId' | 'ApiId';
  /** The logical id of the API of events that name none. */
  readonly implicitId: 'ServerlessRestApi' | 'ServerlessHttpApi';
  /** What else the properties of that API are. */
  readonly implicitProperties: Readonly<Record<string, SamValue>>;
  /** The definition of an API that has none yet. */
  readonly emptyDefinition: () => SamMap;
  /** Whether a value is a definition that the translator can change. */
  readonly isDefinition: (value: SamValue | undefined) => value is SamMap;
  /** The formats that it can have, for findings. */
  readonly format: string;
}

/** REST APIs, whose definition is Swagger unless `OpenApiVersion` says otherwise. */
export const REST: ApiKind = {
  type: 'AWS::Serverless::Api',
  eventType: 'Api',
  idProperty: 'RestApiId',
  implicitId: 'ServerlessRestApi',
  implicitProperties: { StageName: 'Prod' },
  emptyDefinition: () => emptyDefinition({ swagger: '2.0' }),
  isDefinition: (value): value is SamMap =>
    hasPaths(value) && (isTruthy(value.get('swagger')) || isOpenApi3(value.get('openapi'))),
  format: 'Swagger 2 or OpenAPI 3',
};

/** HTTP APIs. */
export const HTTP: ApiKind = {
  type: 'AWS::Serverless::HttpApi',
  eventType: 'HttpApi',
  idProperty: 'ApiId',
  implicitId: 'ServerlessHttpApi',
  implicitProperties: {},
  emptyDefinition: () => emptyDefinition({ openapi: '3.0.1' }),
  isDefinition: (value): value is SamMap => hasPaths(value) && isOpenApi3(value.get('openapi')),
  format: 'OpenAPI 3',
};

/** The mark of an API whose definition the translator writes. */
export const MANAGED = '__MANAGE_SWAGGER';

/**
 * Changes the definition of an API. If the change refuses its part of the template, the definition stays as it was; so
 * does one in an included file that is not at hand, which is reported where it is included.
 */
export function changeDefinition(kind: ApiKind, api: SamMap, change: (document: SamMap) => void): void {
  const definition = api.get('DefinitionBody');
  if (intrinsicName(definition) === 'Fn::Transform') return;
  if (!kind.isDefinition(definition))
    throw new InvalidDefinition(`DefinitionBody must be ${kind.format} with paths`, 'DefinitionBody');
  const document = copyOf(definition);
  change(document);
  api.set('DefinitionBody', document);
}

/** Adds what a property of an API says to its definition, if it says anything. */
export function addProperty(
  kind: ApiKind,
  api: SamMap,
  property: string,
  add: (document: SamMap, value: SamValue) => void,
  value: SamValue | undefined = api.getTrue(property),
): void {
  if (value === undefined) return;
  if (!isTruthy(api.get('DefinitionBody')))
    throw new InvalidDefinition(`${property} requires the definition in DefinitionBody`, property);
  changeDefinition(kind, api, (document) => add(document, value));
}

function emptyDefinition(version: Readonly<Record<string, string>>): SamMap {
  const info = mapOf({ version: '1.0', title: ref('AWS::StackName') });
  return mapOf({ ...version, info, paths: new SamMap() });
}

function hasPaths(value: SamValue | undefined): value is SamMap {
  return value instanceof SamMap && value.getMap('paths') !== undefined;
}
