import type { GatewayResponseType, HttpMethod, InlineHandler, Json } from '../../../lib/model/index.js';
import type { BehaviourCase } from '../../support/behaviour.js';

/**
 * An API in the words that all formats share, so that each way into the model writes it by itself: a template resource by
 * resource, an OpenAPI document, constructs.
 */
export interface ApiText {
  readonly name: string;
  readonly binaryMediaTypes?: readonly string[];
  readonly minimumCompressionBytes?: number;
  /** A schema may name another model by `{ $ref: '#/models/Name' }`. */
  readonly models?: Readonly<Record<string, Json>>;
  readonly gatewayResponses?: Partial<Readonly<Record<GatewayResponseType, GatewayResponseText>>>;
  readonly methods: Readonly<Record<`${HttpMethod} /${string}`, MethodText>>;
}

export interface MethodText {
  readonly integration: IntegrationText;
  /** Required or not, by `querystring.page`. */
  readonly parameters?: Readonly<Record<`${'header' | 'querystring' | 'path'}.${string}`, boolean>>;
  readonly requestModels?: Readonly<Record<string, string>>;
  readonly validate?: { readonly body: boolean; readonly parameters: boolean };
}

export type IntegrationText = MockText | HttpText | LambdaText;

interface MockText extends SettingsText {
  readonly type: 'MOCK';
}

interface HttpText extends SettingsText {
  readonly type: 'HTTP' | 'HTTP_PROXY';
  readonly httpMethod: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS' | 'ANY';
  readonly uri: string;
}

interface LambdaText extends SettingsText {
  readonly type: 'AWS' | 'AWS_PROXY';
  /** The function's name. */
  readonly function: string;
}

export interface SettingsText {
  readonly requestParameters?: Readonly<
    Record<`integration.request.${'header' | 'querystring' | 'path'}.${string}`, string>
  >;
  readonly requestTemplates?: Readonly<Record<string, string>>;
  readonly passthroughBehavior?: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  readonly contentHandling?: 'CONVERT_TO_TEXT' | 'CONVERT_TO_BINARY';
  readonly timeoutMs?: number;
  readonly responses?: readonly ResponseText[];
}

export interface ResponseText {
  readonly statusCode: number;
  readonly selectionPattern?: string;
  readonly responseParameters?: Readonly<Record<`method.response.header.${string}`, string>>;
  readonly responseTemplates?: Readonly<Record<string, string>>;
  readonly contentHandling?: 'CONVERT_TO_TEXT' | 'CONVERT_TO_BINARY';
}

export interface GatewayResponseText {
  readonly statusCode?: number;
  readonly responseParameters?: Readonly<Record<`gatewayresponse.header.${string}`, string>>;
  readonly responseTemplates?: Readonly<Record<string, string>>;
}

/** An API with what runs behind it and what is asked of it. */
export interface Behaviour {
  readonly api: ApiText;
  readonly functions?: Readonly<Record<string, InlineHandler>>;
  readonly cases: readonly BehaviourCase[];
}
