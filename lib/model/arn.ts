import { isDeployTime, joinValues, type Value, type ValuePart } from './value.js';

/** The Region and account that a local gateway has where nothing says otherwise. */
export const LOCAL_REGION = 'us-east-1';
export const LOCAL_ACCOUNT = '000000000000';

/** The parts of an Amazon Resource Name: `arn:{partition}:{service}:{region}:{account}:{resource}`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.+)$/s.exec(text);
  if (match === null) return undefined;
  const [, partition, service, region, account, resource] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return { partition, service, region, account, resource };
}

export function printArn(arn: Arn): string {
  return `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:${arn.resource}`;
}

/** A stage, as policies and Lambda permissions name what is in it. */
interface StagePlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly apiId: string;
  readonly stage: string;
}

/** Where a request goes, as policies and Lambda permissions name it. */
export function executeApiArn({
  httpMethod,
  path,
  ...place
}: StagePlace & {
  readonly httpMethod: string;
  /** Without the first slash. */
  readonly path: string;
}): string {
  return `${stageArn(place)}/${httpMethod}/${path}`;
}

/**
 * A route of a WebSocket API, as policies name it.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export function webSocketRouteArn({ routeKey, ...place }: StagePlace & { readonly routeKey: string }): string {
  return `${stageArn(place)}/${routeKey}`;
}

function stageArn({ partition, region, account, apiId, stage }: StagePlace): string {
  return `arn:${partition}:execute-api:${region}:${account}:${apiId}/${stage}`;
}

/**
 * What the URI of an AWS or AWS_PROXY integration or of an authorizer names.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri
 */
export type IntegrationTarget =
  | {
      readonly kind: 'lambda';
      readonly functionArn: Value<string>;
      /** Whether the answer is streamed (`…/response-streaming-invocations`). */
      readonly streaming: boolean;
    }
  | {
      readonly kind: 'service';
      readonly region: Value<string>;
      readonly service: string;
      /** A bucket or the like before the service's own name. */
      readonly subdomain?: string;
      readonly form: 'action' | 'path';
      /** The action's name with its query, or the path without a first slash. */
      readonly request: Value<string>;
    }
  /** No form that API Gateway knows, or not known before deployment. */
  | { readonly kind: 'unknown'; readonly uri: Value<string> };

/**
 * Reads an integration URI. The function's ARN may hold stage variables (`${stageVariables.name}`) and values that only
 * deployment knows; both are kept.
 */
export function parseIntegrationUri(uri: Value<string>): IntegrationTarget {
  const lambda = splitAround(uri, LAMBDA_HEAD, LAMBDA_TAIL);
  if (lambda !== undefined) {
    return { kind: 'lambda', functionArn: lambda.between, streaming: lambda.tail.includes('response-streaming') };
  }
  const service = splitAround(uri, SERVICE_HEAD, /$/);
  if (service?.head.groups === undefined) return { kind: 'unknown', uri };
  const { service: host = '', form = '' } = service.head.groups;
  const dot = host.lastIndexOf('.');
  return {
    kind: 'service',
    region: service.region,
    service: host.slice(dot + 1),
    ...(dot !== -1 && { subdomain: host.slice(0, dot) }),
    form: form === 'action' ? 'action' : 'path',
    request: service.between,
  };
}

/**
 * The URI of an integration or authorizer that invokes a function.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export function lambdaInvocationUri(
  place: { readonly partition: Value<string>; readonly region: Value<string> },
  functionArn: Value<string>,
  { streaming = false }: { readonly streaming?: boolean } = {},
): Value<string> {
  return joinValues([
    'arn:',
    place.partition,
    ':apigateway:',
    place.region,
    streaming ? ':lambda:path/2021-11-15/functions/' : ':lambda:path/2015-03-31/functions/',
    functionArn,
    streaming ? '/response-streaming-invocations' : '/invocations',
  ]);
}

/** A function's name with the version or alias that an ARN, or a bare name, ends with. */
export interface FunctionName {
  readonly name: string;
  readonly qualifier?: string;
}

/**
 * Reads what Lambda calls a function name: a name, `name:qualifier`, a partial ARN (`123456789012:function:name`) or a
 * whole ARN.
 *
 * Documented: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function parseFunctionName(text: string): FunctionName {
  const [name = '', qualifier] = (/function:(.+)$/s.exec(text)?.[1] ?? text).split(':');
  return { name, ...(qualifier !== undefined && qualifier !== '' && { qualifier }) };
}

// AWS accepts more than one slash after `path`; a value that only deployment knows stands in the text as one character.
const PLACEHOLDER = '\u{F0000}';
const LAMBDA_HEAD = /^arn:[^:]*:apigateway:[^:]*:lambda:path\/+(?:2015-03-31|2021-11-15)\/functions\//u;
const LAMBDA_TAIL = /\/(?:invocations|response-streaming-invocations)$/u;
const SERVICE_HEAD = /^arn:[^:]*:apigateway:(?<region>[^:]*):(?<service>[^:/]+):(?<form>action|path)\/+/u;

interface Split {
  readonly head: RegExpExecArray;
  readonly tail: string;
  readonly between: Value<string>;
  readonly region: Value<string>;
}

function splitAround(uri: Value<string>, head: RegExp, tail: RegExp): Split | undefined {
  const parts: readonly ValuePart[] = isDeployTime(uri) ? uri.parts : [uri];
  const unknowns = parts.filter((part) => typeof part !== 'string');
  const text = parts.map((part) => (typeof part === 'string' ? part : PLACEHOLDER)).join('');
  const before = head.exec(text);
  const after = tail.exec(text);
  if (before === null || after === null || after.index < before[0].length) return undefined;
  const fill = (slice: string, skip: number): Value<string> => {
    let next = skip;
    return joinValues(
      slice
        .split(PLACEHOLDER)
        .flatMap((literal, index) => (index === 0 ? [literal] : [unknowns[next++] ?? '', literal])),
    );
  };
  const count = (slice: string): number => slice.split(PLACEHOLDER).length - 1;
  const region = before.groups?.region ?? '';
  return {
    head: before,
    tail: after[0],
    between: fill(text.slice(before[0].length, after.index), count(before[0])),
    region: fill(region, count(before[0].slice(0, before[0].indexOf(':apigateway:')))),
  };
}
