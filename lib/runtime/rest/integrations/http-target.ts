import type { HttpIntegration, HttpProxyIntegration } from '../../../model/integration.js';
import { DEFAULT_INTEGRATION_TIMEOUT_MS, type Normalized } from '../../../model/normalize.js';
import { knownText, printValue } from '../../../model/value.js';
import type { ValidatedInvocation } from '../invocation.js';
import type { MappedParameters } from '../../mapping/request-parameters.js';
import { compileVpcLinkAddress } from '../../integrations/vpc-link-address.js';
import type { HttpIntegrationRequest } from '../../integrations/invoke-integration.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileUri, expandUri } from '../../routing/uri-template.js';
import { checkEndpoint } from '../../integrations/endpoint.js';
import { compileTimeout } from '../../integrations/timeout.js';

/**
 * Where an HTTP or HTTP_PROXY integration sends to. With a VPC link the link leads to the backend, and the URI gives the
 * scheme, the path, the `Host` header and the name on the certificate.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
 */
export interface CompiledTarget {
  address(
    invocation: ValidatedInvocation,
    parameters: MappedParameters,
    withQuery: (uri: string) => string,
  ): Pick<
    HttpIntegrationRequest,
    'method' | 'url' | 'connectTo' | 'timeoutMs' | 'insecureSkipVerification' | 'clientCertificateId'
  >;
}

export function compileHttpTarget(
  integration: Normalized<HttpIntegration> | Normalized<HttpProxyIntegration>,
  context: IntegrationContext,
): CompiledTarget {
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
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_INTEGRATION_TIMEOUT_MS, context);
  const insecureSkipVerification = integration.insecureSkipVerification ?? false;
  const { vpcLink: link } = integration;
  const connectTo = link && compileVpcLinkAddress(link, context);
  return {
    address(invocation, parameters, withQuery) {
      const { variables } = invocation.stage;
      const expanded = checkEndpoint(expandUri(uri, variables, parameters.path));
      return {
        method: method === undefined || method === 'ANY' ? invocation.arrival.httpMethod : method,
        url: withQuery(expanded),
        connectTo: connectTo?.(invocation),
        timeoutMs,
        insecureSkipVerification,
        clientCertificateId: invocation.stage.clientCertificateId,
      };
    },
  };
}
