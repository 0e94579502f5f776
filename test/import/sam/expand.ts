import { expandSam, type ExpandSamOptions } from '../../../lib/import/sam/expand-sam.js';
import type { Diagnostic } from '../../../lib/model/diagnostic.js';
import type { Json } from '../../../lib/model/json.js';
import type { JsonMap } from './read-template.js';

export interface Resource {
  readonly Type: string;
  readonly Properties: JsonMap;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: Json;
}

export interface Expanded {
  readonly template: JsonMap;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly diagnostics: readonly Diagnostic[];
  /** The resource of this id, which must be there. */
  readonly get: (logicalId: string) => Resource;
  /** Ids of all resources of a type. */
  readonly ids: (type: string) => string[];
  /** The properties of the only resource of a type. */
  readonly only: (type: string) => JsonMap;
}

/** Expands a template of these resources and sections. */
export function expand(resources: JsonMap, sections: JsonMap = {}, options: ExpandSamOptions = {}): Expanded {
  const given = { Transform: 'AWS::Serverless-2016-10-31', ...sections, Resources: resources };
  const { template, diagnostics } = expandSam(given, options);
  const expanded = template.Resources as unknown as Readonly<Record<string, Resource>>;
  const ids = (type: string): string[] => Object.keys(expanded).filter((id) => expanded[id]?.Type === type);
  const get = (logicalId: string): Resource => {
    const resource = expanded[logicalId];
    if (resource === undefined) throw new Error(`no ${logicalId} among ${Object.keys(expanded).join(', ')}`);
    return resource;
  };
  const only = (type: string): JsonMap => {
    const [id, ...others] = ids(type);
    if (id === undefined || others.length > 0)
      throw new Error(`not one ${type} among ${Object.keys(expanded).join(', ')}`);
    return get(id).Properties;
  };
  return { template, resources: expanded, diagnostics, get, ids, only };
}

/** A function with inline code and these events. */
export function lambdaFunction(Events: JsonMap = {}, properties: JsonMap = {}, attributes: JsonMap = {}): JsonMap {
  const code = { InlineCode: 'exports.h = () => 1', Handler: 'index.h', Runtime: 'nodejs22.x' };
  return { Type: 'AWS::Serverless::Function', ...attributes, Properties: { ...code, Events, ...properties } };
}

/** An `Api` event, of the implicit API unless `properties` has `RestApiId`. */
export function apiEvent(Path: string, Method = 'get', properties: JsonMap = {}): JsonMap {
  return { Type: 'Api', Properties: { Path, Method, ...properties } };
}

export function httpEvent(Path: string, Method = 'get', properties: JsonMap = {}): JsonMap {
  return { Type: 'HttpApi', Properties: { Path, Method, ...properties } };
}

/** `AWS::Serverless::Api` with the stage `prod`. */
export function restApi(properties: JsonMap = {}, attributes: JsonMap = {}): JsonMap {
  return { Type: 'AWS::Serverless::Api', ...attributes, Properties: { StageName: 'prod', ...properties } };
}

export function httpApi(properties: JsonMap = {}, attributes: JsonMap = {}): JsonMap {
  return { Type: 'AWS::Serverless::HttpApi', ...attributes, Properties: properties };
}

/** An API with this `Auth`, and the method `GET /pets` of an event with that one. */
export function securedApi(Auth: JsonMap, eventAuth?: JsonMap, more: JsonMap = {}): Expanded {
  const event = apiEvent('/pets', 'get', { RestApiId: { Ref: 'Api' }, ...(eventAuth && { Auth: eventAuth }) });
  return expand({ Fn: lambdaFunction({ Get: event }), Api: restApi({ Auth, ...more }) });
}

/** The value at a path of keys, for assertions on definitions. */
export function at(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}
