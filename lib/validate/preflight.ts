import type { GatewayResponse, Method, ResponseParameterMapping, RestApi } from '../model/index.js';

export const ALLOW_ORIGIN = 'Access-Control-Allow-Origin';
export const ALLOW_CREDENTIALS = 'Access-Control-Allow-Credentials';
const ALLOW_METHODS = 'Access-Control-Allow-Methods';

/** An `OPTIONS` method that answers preflight requests by itself, and the verbs that it allows. */
export interface Preflight {
  readonly path: string;
  readonly method: Method;
  readonly allows: (httpMethod: string) => boolean;
}

/** The preflight of each path that has one. What a backend answers to `OPTIONS` is not known. */
export function preflightsOf({ resources }: RestApi): readonly Preflight[] {
  return resources.flatMap(({ path, methods }) =>
    methods
      .filter((method) => method.httpMethod === 'OPTIONS' && method.integration?.type === 'MOCK')
      .filter((method) => setsHeader(method, ALLOW_ORIGIN))
      .map((method) => ({ path, method, allows: allowedBy(method) })),
  );
}

/** Whether a response of the method's integration has a header: from a mapping, or from a template. */
export function setsHeader({ integration }: Method, name: string): boolean {
  return (integration?.responses ?? []).some((response) => responseSets(response, name));
}

/** The members of an integration response that set headers. */
type MappedResponse = Pick<
  NonNullable<NonNullable<Method['integration']>['responses']>[number],
  'responseParameters' | 'responseTemplates'
>;

export function responseSets(
  { responseParameters = [], responseTemplates = {} }: MappedResponse,
  name: string,
): boolean {
  const wanted = name.toLowerCase();
  return (
    responseParameters.some(({ header }) => header.toLowerCase() === wanted) ||
    // A template sets headers with $context.responseOverride.
    Object.values(responseTemplates).some((template) => JSON.stringify(template).toLowerCase().includes(wanted))
  );
}

/** The value of a header that is mapped to a literal. */
export function literalHeader(mappings: readonly ResponseParameterMapping[] = [], name: string): string | undefined {
  const mapped = mappings.find(({ header }) => header.toLowerCase() === name.toLowerCase());
  return mapped?.source.kind === 'literal' ? mapped.source.value : undefined;
}

/** As `literalHeader`, of a gateway response. */
export function literalGatewayHeader({ responseParameters = [] }: GatewayResponse, name: string): string | undefined {
  const mapped = responseParameters.find(({ target }) => target.name.toLowerCase() === name.toLowerCase());
  return mapped?.source.kind === 'literal' ? mapped.source.value : undefined;
}

/** A list that is not known may have every verb. */
function allowedBy({ integration }: Method): Preflight['allows'] {
  const lists = (integration?.responses ?? []).flatMap(
    ({ responseParameters }) => literalHeader(responseParameters, ALLOW_METHODS) ?? [],
  );
  if (lists.length === 0) return () => true;
  const verbs = new Set(lists.flatMap((list) => list.split(',')).map((verb) => verb.trim()));
  return (httpMethod) => httpMethod === 'ANY' || verbs.has('*') || verbs.has(httpMethod);
}
