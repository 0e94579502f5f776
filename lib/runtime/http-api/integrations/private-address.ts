import type { VpcLinkConnection } from '../../../model/integration.js';
import { knownText, printValue } from '../../../model/value.js';
import { own } from '../../../support/own.js';
import { GatewayFault } from '../../fault.js';
import { findHeader } from '../../header-lines.js';
import type { NotSimulated } from '../../not-simulated.js';
import { compileUri, expandUri } from '../../routing/uri-template.js';
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

function compileConnection(
  target: string | undefined,
  link: VpcLinkConnection,
  { vpcLinks, refuse, refuseOn }: IntegrationContext,
): (invocation: AuthorizedInvocation) => string {
  const ofTarget = own(vpcLinks, target ?? '');
  if (ofTarget !== undefined) return () => ofTarget;
  const id = knownText(link.id);
  if (id === undefined) {
    const remedy = 'give the value of the link in sluice.json ("values"), and its address: --vpc-link';
    const refusal = { ...missing(printValue(link.id)), remedy };
    refuse(refusal);
    return () => {
      throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
    };
  }
  const template = compileUri(id);
  const addressOn = (variables: Readonly<Record<string, string>>): string | undefined =>
    own(vpcLinks, expandUri(template, variables, {}));
  refuseOn((variables) => (addressOn(variables) === undefined ? [missing(expandUri(template, variables, {}))] : []));
  return ({ stage }) => {
    const address = addressOn(stage.variables);
    if (address === undefined) throw new GatewayFault({ kind: 'not-simulated', finding: missing(id) });
    return address;
  };
}

function missing(id: string): NotSimulated {
  const detail = `the VPC link ${id}, whose address only its operator knows`;
  return { feature: 'vpc-link', detail, optional: false };
}
