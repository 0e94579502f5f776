import type { VpcLinkConnection } from '../../../model/integration.js';
import { knownText, printValue } from '../../../model/value.js';
import { own } from '../../../support/own.js';
import { findHeader } from '../../header-lines.js';
import { compileVpcLinkAddress } from '../../integrations/vpc-link-address.js';
import { pathWithStage } from '../event-path.js';
import type { IntegrationContext } from '../integration-context.js';
import type { AuthorizedInvocation } from '../invocation.js';
import type { AddressOf, ProxyIntegration } from './backend-address.js';

/**
 * Compiles the address of a backend behind a VPC link. The operator gives it for the listener or Cloud Map service that the
 * URI names, or else for the link.
 *
 * Documented: the path includes the stage; the traffic is HTTP, unless the integration names a server to verify, whose name TLS sends too
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html).
 * Assumed: the backend sees the host that the client called.
 */
export function compilePrivateAddress(
  { uri, serverNameToVerify }: ProxyIntegration,
  link: VpcLinkConnection,
  context: IntegrationContext,
): AddressOf {
  const serverName = knownText(serverNameToVerify);
  if (serverNameToVerify !== undefined && serverName === undefined) {
    const detail = `the server name ${printValue(serverNameToVerify)}`;
    context.refuse({ feature: 'unresolved-value', detail, optional: false });
  }
  const connectTo = compileConnection(knownText(uri), link, context);
  return (invocation) => {
    const address = connectTo(invocation);
    const { stage, arrival, request } = invocation;
    const origin = serverName === undefined ? `http://${address}` : `https://${serverName}`;
    return {
      url: origin + pathWithStage(stage.name, arrival.place),
      connectTo: address,
      host: findHeader(request.message.headers, 'host') ?? arrival.place.domainName,
    };
  };
}

/** An address that is given for the listener or service comes before that of the link. */
function compileConnection(
  target: string | undefined,
  link: VpcLinkConnection,
  context: IntegrationContext,
): (invocation: AuthorizedInvocation) => string {
  const ofTarget = own(context.vpcLinks, target ?? '');
  return ofTarget === undefined ? compileVpcLinkAddress(link, context) : () => ofTarget;
}
