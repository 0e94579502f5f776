import {
  parseSelectionExpression,
  printSelectionExpression,
  type HttpRequestExpression,
  type HttpResponseExpression,
  type SelectionExpression,
  type SelectionLanguage,
} from './selection-expression.js';
import type { Value } from './value.js';

/**
 * Parameter mappings of the integrations of HTTP APIs, parsed once.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export interface HttpRequestMapping {
  readonly target: HttpRequestTarget;
  readonly value: HttpRequestExpression;
}

/** The mappings of responses of one status. */
export interface HttpResponseMappings {
  readonly statusCode: string;
  readonly mappings: readonly HttpResponseMapping[];
}

export interface HttpResponseMapping {
  readonly target: HttpResponseTarget;
  readonly value: HttpResponseExpression;
}

export type HttpRequestTarget =
  /** `append:header.X`, `remove:querystring.x`. */
  | { readonly kind: 'header' | 'querystring'; readonly action: HttpMappingAction; readonly name: string }
  /** `overwrite:path`. */
  | { readonly kind: 'path' }
  /** Nothing that API Gateway maps to. */
  | { readonly kind: 'invalid'; readonly text: string };

export type HttpResponseTarget =
  | { readonly kind: 'header'; readonly action: HttpMappingAction; readonly name: string }
  /** `overwrite:statuscode`. */
  | { readonly kind: 'statuscode' }
  | { readonly kind: 'invalid'; readonly text: string };

export type HttpMappingAction = 'append' | 'overwrite' | 'remove';

type TextMap = Readonly<Record<string, Value<string>>>;

export function parseHttpRequestMappings(mappings: TextMap): readonly HttpRequestMapping[] {
  return Object.entries(mappings).map(([target, value]) => ({
    target: parseHttpRequestTarget(target),
    value: parseSelectionExpression(value, 'http-request-expression'),
  }));
}

export function parseHttpResponseMappings(mappings: TextMap): readonly HttpResponseMapping[] {
  return Object.entries(mappings).map(([target, value]) => ({
    target: parseHttpResponseTarget(target),
    value: parseSelectionExpression(value, 'http-response-expression'),
  }));
}

export function printHttpMappings(mappings: readonly (HttpRequestMapping | HttpResponseMapping)[]): TextMap {
  return Object.fromEntries(
    mappings.map(({ target, value }) => [printHttpMappingTarget(target), printSelectionExpression(value)]),
  );
}

/** A service integration's own parameters, such as `QueueUrl`. */
export function parseServiceParameters(parameters: TextMap): Readonly<Record<string, HttpRequestExpression>> {
  return mapMembers(parameters, (value) => parseSelectionExpression(value, 'http-request-expression'));
}

export function printServiceParameters(
  parameters: Readonly<Record<string, SelectionExpression<SelectionLanguage>>>,
): TextMap {
  return mapMembers(parameters, printSelectionExpression);
}

export function printHttpMappingTarget(target: HttpRequestTarget | HttpResponseTarget): string {
  switch (target.kind) {
    case 'header':
    case 'querystring':
      return `${target.action}:${target.kind}.${target.name}`;
    case 'path':
    case 'statuscode':
      return `overwrite:${target.kind}`;
    case 'invalid':
      return target.text;
  }
}

function parseHttpRequestTarget(text: string): HttpRequestTarget {
  return text === 'overwrite:path' ? { kind: 'path' } : parseNamedTarget(text, ['header', 'querystring']);
}

function parseHttpResponseTarget(text: string): HttpResponseTarget {
  return text === 'overwrite:statuscode' ? { kind: 'statuscode' } : parseNamedTarget(text, ['header']);
}

function parseNamedTarget<K extends string>(
  text: string,
  kinds: readonly K[],
):
  | { readonly kind: K; readonly action: HttpMappingAction; readonly name: string }
  | { readonly kind: 'invalid'; readonly text: string } {
  const match = /^(append|overwrite|remove):([a-z]+)\.(.+)$/s.exec(text);
  const [, action, location, name] = (match ?? []) as unknown as [string, HttpMappingAction, string, string];
  const kind = kinds.find((known) => known === location);
  return kind === undefined ? { kind: 'invalid', text } : { kind, action, name };
}

function mapMembers<T, U>(members: Readonly<Record<string, T>>, map: (member: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, map(member)]));
}
