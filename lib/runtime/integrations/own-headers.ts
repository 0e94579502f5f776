import type { HeaderLine } from '../http-message.js';
import type { ClientRequest } from '../request/client-request.js';

/** What API Gateway's own headers are made of. */
export interface OwnedInvocation {
  readonly request: ClientRequest;
  readonly stage: { readonly deployment: { readonly apiId: string } };
}

/** What API Gateway sends of itself to the backend of an integration that is not a proxy. */
export function ownHeaders({ request, stage }: OwnedInvocation, hasBody: boolean): readonly HeaderLine[] {
  const { apiId } = stage.deployment;
  return [
    ...(hasBody ? [['Content-Type', request.contentType ?? 'application/json'] as const] : []),
    ['Accept', 'application/json'],
    ['User-Agent', `AmazonAPIGateway_${apiId}`],
    ['X-Amzn-Apigateway-Api-Id', apiId],
    ['X-Amzn-Trace-Id', request.traceId],
  ];
}
