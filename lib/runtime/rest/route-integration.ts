import type { NormalizedRestApi } from '../../model/normalize.js';
import type { Integration } from '../../model/integration.js';
import type { LambdaPayload } from '../lambda-payload.js';
import type { HeaderLine } from '../http-message.js';
import type { ContextNames } from './context.js';
import type { MappedResponse, ValidatedInvocation } from './invocation.js';
import type { NotSimulated } from './not-simulated.js';

/** A method's integration, compiled: how a request goes out and how an answer comes back. */
export interface RouteIntegration {
  readonly type: Integration['type'] | 'NONE';
  /** @throws {GatewayFault} UNSUPPORTED_MEDIA_TYPE, API_CONFIGURATION_ERROR, INTEGRATION_FAILURE */
  buildRequest(invocation: ValidatedInvocation): IntegrationRequest;
  /** @throws {GatewayFault} API_CONFIGURATION_ERROR, INTEGRATION_FAILURE */
  mapResponse(invocation: ValidatedInvocation, result: IntegrationResult): MappedResponse;
}

/** What goes to the backend, whole. */
export type IntegrationRequest =
  | { readonly kind: 'mock'; readonly statusCode: number }
  | HttpIntegrationRequest
  | {
      readonly kind: 'lambda';
      readonly functionName: string;
      readonly qualifier: string | undefined;
      readonly payload: LambdaPayload;
      readonly invocationType: 'RequestResponse' | 'Event';
      readonly timeoutMs: number;
    };

export interface HttpIntegrationRequest {
  readonly kind: 'http';
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  readonly timeoutMs: number;
  readonly insecureSkipVerification: boolean;
  /** Set where the request must be signed: AWS services. */
  readonly sign?: { readonly service: string; readonly region: string; readonly credentials?: string };
}

export type IntegrationResult =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: readonly HeaderLine[]; readonly body: Buffer }
  | { readonly kind: 'lambda'; readonly payload: LambdaPayload; readonly functionError: boolean }
  /** The whole of a streamed answer, with the metadata in front of it if its content type says so. */
  | { readonly kind: 'stream'; readonly contentType: string; readonly body: Buffer }
  /** Lambda took an asynchronous invocation. */
  | { readonly kind: 'accepted' };

/** What compiling an integration needs beside the integration. */
export interface IntegrationContext {
  readonly api: NormalizedRestApi;
  readonly apiId: string;
  readonly binaryMediaTypes: readonly string[];
  readonly region: string;
  /** Whether calls of AWS itself can be signed. */
  readonly hasAwsCredentials: boolean;
  /** Base URL by service name, from `--aws-endpoint`. */
  readonly awsEndpoints: Readonly<Record<string, string>>;
  /** `host:port` by VPC link id, from `--vpc-link`. */
  readonly vpcLinks: Readonly<Record<string, string>>;
  /** Notes which members of `$context` a template of the integration can read. */
  nameContext(names: ContextNames): void;
  /** Which members of `$context` any template of the integration can read: they all share one. */
  contextNames(): ContextNames;
  /** Notes what cannot be run; the route is then refused. */
  refuse(finding: NotSimulated): void;
}
