import type { HttpIntegration, HttpProxyIntegration } from '../../../model/integration.js';
import type { Normalized } from '../../../model/normalize.js';
import { knownText, printValue } from '../../../model/value.js';
import { GatewayFault } from '../../fault.js';
import type { ValidatedInvocation } from '../invocation.js';
import type { MappedParameters } from '../request-parameters.js';
import type { HttpIntegrationRequest } from '../../integrations/invoke-integration.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileUri, expandUri } from '../../routing/uri-template.js';
import { checkEndpoint } from '../../integrations/endpoint.js';
import { compileTimeout } from './timeout.js';

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
  const timeoutMs = compileTimeout(integration, context);
  const insecureSkipVerification = integration.insecureSkipVerification ?? false;
  const link = integration.vpcLink;
  const linkId = link === undefined ? undefined : knownText(link.id);
  const needsAddress = link !== undefined && !linkId?.includes('${stageVariables.');
  if (needsAddress && addressOf(linkId, context) === undefined) context.refuse(missingLink(printValue(link.id)));
  const linkTemplate = linkId === undefined ? undefined : compileUri(linkId);
  return {
    address(invocation, parameters, withQuery) {
      const { variables } = invocation.stage;
      const expanded = checkEndpoint(expandUri(uri, variables, parameters.path));
      let connectTo: string | undefined;
      if (link !== undefined) {
        const id = linkTemplate && expandUri(linkTemplate, variables, {});
        connectTo = addressOf(id, context);
        if (connectTo === undefined)
          throw new GatewayFault({ kind: 'not-simulated', finding: missingLink(id ?? printValue(link.id)) });
      }
      return {
        method: method === undefined || method === 'ANY' ? invocation.arrival.httpMethod : method,
        url: withQuery(expanded),
        connectTo,
        timeoutMs,
        insecureSkipVerification,
        clientCertificateId: invocation.stage.clientCertificateId,
      };
    },
  };
}

function addressOf(linkId: string | undefined, { vpcLinks }: IntegrationContext): string | undefined {
  return linkId !== undefined && Object.hasOwn(vpcLinks, linkId) ? vpcLinks[linkId] : undefined;
}

function missingLink(id: string): { feature: 'vpc-link'; detail: string; optional: false } {
  return { feature: 'vpc-link', detail: `the VPC link ${id}, whose address only its operator knows`, optional: false };
}
