import {
  expandPolicy,
  hasPolicy,
  isDeployTime,
  isDocumentObject,
  printValue,
  type ApiPlace,
  type Document,
  type EndpointConfiguration,
  type RestApi,
} from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { representation, unlessEmpty, type Representation } from './representation.js';

/**
 * The representation of GetRestApi, without the members that only the state of an account knows: id, dates, tags.
 *
 * Observed: docs/aws/rest-model.md section 1 (defaults), docs/aws/control-plane.md section 7 (policy, IP address type).
 */
export function renderRestApi(api: RestApi, place: ApiPlace): Representation {
  return representation({
    name: api.name,
    description: api.description,
    version: api.version,
    binaryMediaTypes: unlessEmpty(api.binaryMediaTypes),
    minimumCompressionSize: api.minimumCompressionBytes,
    apiKeySource: api.apiKeySource ?? 'HEADER',
    endpointConfiguration: renderEndpoint(api.endpoint),
    policy: hasPolicy(api.policy) ? printPolicy(expandPolicy(api.policy, place)) : undefined,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint ?? false,
    securityPolicy: api.securityPolicy,
    endpointAccessMode: api.endpointAccessMode,
  });
}

function renderEndpoint(endpoint: EndpointConfiguration | undefined): Representation {
  const type = endpoint?.type ?? 'EDGE';
  return representation({
    types: [type],
    ipAddressType: endpoint?.ipAddressType ?? (type === 'PRIVATE' ? 'dualstack' : 'ipv4'),
    vpcEndpointIds: unlessEmpty(endpoint?.vpcEndpointIds),
  });
}

/** Observed: the policy is a string of JSON in which quotes and slashes are escaped once more. */
function printPolicy(policy: Document): string {
  const text = typeof policy === 'string' ? policy : JSON.stringify(withText(policy));
  return text.replaceAll('"', '\\"').replaceAll('/', '\\/');
}

/** A policy in which what only deployment knows stands as text. */
function withText(document: Document): Document {
  if (isDeployTime(document)) return printValue(document);
  if (isList(document)) return document.map(withText);
  if (!isDocumentObject(document)) return document;
  return Object.fromEntries(Object.entries(document).map(([key, member]) => [key, withText(member)]));
}
