import type { VpcLinkConnection } from '../../model/integration.js';
import { knownText, printValue, type Value } from '../../model/value.js';
import type { MappedParameters } from '../mapping/request-parameters.js';
import { compileUri, expandUri } from '../routing/uri-template.js';
import { checkEndpoint } from './endpoint.js';
import type { HttpIntegrationRequest } from './invoke-integration.js';
import { compileVpcLinkAddress, type VpcLinkContext } from './vpc-link-address.js';

/** The parts of an integration that say where it sends to. */
export interface HttpTargetSettings {
  readonly uri: Value<string>;
  readonly httpMethod: Value<string>;
  readonly vpcLink?: VpcLinkConnection;
  readonly insecureSkipVerification?: boolean;
}

/** The parts of an invocation that decide where it is sent to. */
export interface HttpTargetInvocation {
  readonly stage: {
    readonly variables: Readonly<Record<string, string>>;
    readonly clientCertificateId?: string | undefined;
  };
}

/**
 * Where an HTTP or HTTP_PROXY integration sends to. With a VPC link the link leads to the backend, and the URI gives the
 * scheme, the path, the `Host` header and the name on the certificate.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
 */
export interface HttpTarget<I> {
  address(
    invocation: I,
    parameters: Pick<MappedParameters, 'path'>,
    withQuery: (uri: string) => string,
  ): Pick<HttpIntegrationRequest, 'method' | 'url' | 'connectTo' | 'insecureSkipVerification' | 'clientCertificateId'>;
}

/** @param clientMethod the method of an integration whose method is `ANY` */
export function compileHttpTarget<I extends HttpTargetInvocation>(
  integration: HttpTargetSettings,
  clientMethod: (invocation: I) => string,
  context: VpcLinkContext,
): HttpTarget<I> {
  const uriText = knownText(integration.uri);
  const method = knownText(integration.httpMethod);
  if (uriText === undefined || method === undefined) {
    context.refuse({
      feature: 'unresolved-value',
      detail: `the integration's URI ${printValue(integration.uri)}`,
      optional: false,
    });
  }
  const uri = compileUri(uriText ?? '');
  const insecureSkipVerification = integration.insecureSkipVerification ?? false;
  const { vpcLink: link } = integration;
  const connectTo = link && compileVpcLinkAddress(link, context);
  return {
    address(invocation, parameters, withQuery) {
      const { variables, clientCertificateId } = invocation.stage;
      const expanded = checkEndpoint(expandUri(uri, variables, parameters.path));
      return {
        method: method === undefined || method === 'ANY' ? clientMethod(invocation) : method,
        url: withQuery(expanded),
        connectTo: connectTo?.(invocation),
        insecureSkipVerification,
        clientCertificateId,
      };
    },
  };
}
