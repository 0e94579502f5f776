import type { InlineHandler, Json, PayloadFormatVersion } from '../../../../lib/model/index.js';
import type { BehaviourCase } from '../../../support/behaviour.js';

/**
 * An HTTP API in the words that all formats share, so that each way into the model writes it by itself: a template resource
 * by resource, SAM's events, an OpenAPI document, constructs.
 */
export interface HttpApiText {
  readonly name: string;
  /** Default `$default`. */
  readonly stage?: string;
  readonly cors?: CorsText;
  readonly authorizers?: Readonly<Record<string, HttpAuthorizerText>>;
  readonly throttle?: ThrottleText;
  readonly routeThrottles?: Readonly<Record<string, ThrottleText>>;
  readonly routes: Readonly<Record<string, HttpRouteText>>;
}

export interface CorsText {
  readonly allowOrigins?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly allowCredentials?: boolean;
  readonly maxAgeSeconds?: number;
}

export interface ThrottleText {
  readonly ratePerSecond: number;
  readonly burst: number;
}

export type HttpAuthorizerText =
  | {
      readonly type: 'JWT';
      readonly issuer: string;
      readonly audience: readonly string[];
      /** Default `$request.header.Authorization`. */
      readonly identitySource?: string;
    }
  | {
      readonly type: 'REQUEST';
      /** The function's name. */
      readonly function: string;
      readonly payloadFormatVersion: PayloadFormatVersion;
      readonly enableSimpleResponses?: boolean;
      /** Names of headers. */
      readonly identityHeaders: readonly string[];
      readonly resultTtlSeconds: number;
    };

export interface HttpRouteText {
  readonly integration: HttpIntegrationText;
  /** Of the API's `authorizers`, or `AWS_IAM`; default: anybody may call. */
  readonly authorizer?: string;
  readonly scopes?: readonly string[];
}

export type HttpIntegrationText = FunctionText | UrlText | ServiceText;

interface SettingsText {
  readonly timeoutMs?: number;
  readonly requestParameters?: Readonly<Record<string, string>>;
  readonly responseParameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface FunctionText extends SettingsText {
  /** The function's name. */
  readonly function: string;
  readonly payloadFormatVersion: PayloadFormatVersion;
}

export interface UrlText extends SettingsText {
  readonly uri: string;
  readonly httpMethod: 'ANY' | 'GET' | 'POST';
}

export interface ServiceText extends SettingsText {
  readonly subtype: 'SQS-SendMessage' | 'EventBridge-PutEvents';
  readonly requestParameters: Readonly<Record<string, string>>;
}

/** An HTTP API with what runs behind it and what is asked of it. */
export interface HttpBehaviour {
  readonly api: HttpApiText;
  readonly functions?: Readonly<Record<string, InlineHandler>>;
  /** An authorization header `TOKEN ann pets/read` is an access token of the local issuer. */
  readonly cases: readonly BehaviourCase[];
}

/** The stage variables of every API. */
export type StageVariables = Readonly<Record<string, string>>;

export type Resource = Readonly<Record<string, Json>>;

/** The ARN of a function of the local account. */
export function functionArn(name: string): string {
  return `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
}

/** The role of integrations that call services. */
export const SERVICE_ROLE = 'arn:aws:iam::000000000000:role/calls-services';

/** The stage of an API. */
export function stageOf({ stage = '$default' }: HttpApiText): string {
  return stage;
}
