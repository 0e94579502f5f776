import {
  diagnostic,
  printMessageMappingSource,
  printValue,
  walkRoutes,
  type Diagnostic,
  type MessageMappingSource,
  type Place,
  type WebSocketRequestParameter,
  type WebSocketRoute,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Headers and query parameters of the request that opens a connection, where a route does not have them: only `$connect`
 * does, and it declares those that its integration maps.
 *
 * Observed: API Gateway refuses request parameters of other routes; docs/aws/control-plane-v2.md.
 */
export const connectionParameterInvalid = defineRule({
  codes: ['parameter-mapping-invalid'],
  protocols: ['WEBSOCKET'],
  summary: 'A route maps headers or query parameters of the connection that it does not declare or does not have',
  fix: 'Declare them in the request parameters of $connect, and keep what later messages require in a store or in the message',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkRoutes(api, (route, place) => {
      const { kind } = route.routeKey;
      if (kind === 'deploy-time' || kind === 'invalid') return;
      found.push(...(kind === 'connect' ? undeclared(route, place) : misplaced(route, place)));
    });
    return found;
  },
});

function undeclared({ integration, requestParameters = [] }: WebSocketRoute, place: Place): readonly Diagnostic[] {
  return mappedBy(integration).flatMap(({ source, property }) => {
    if (requestParameters.some((parameter) => isSame(parameter, source))) return [];
    const message = `The integration maps ${print(source)}, which the request parameters of the route do not declare`;
    return [diagnostic('parameter-mapping-invalid', { ...place, property }, message, 'warning')];
  });
}

function misplaced({ integration, requestParameters = [] }: WebSocketRoute, place: Place): readonly Diagnostic[] {
  const declared = requestParameters.map(({ location, name }) => `route.request.${location}.${name}`);
  return [
    ...(declared.length === 0
      ? []
      : [
          diagnostic(
            'parameter-mapping-invalid',
            { ...place, property: 'requestParameters' },
            `The route declares ${declared.join(', ')}; API Gateway has request parameters at $connect only`,
          ),
        ]),
    ...mappedBy(integration).flatMap(({ source, property }) => {
      if (requestParameters.some((parameter) => isSame(parameter, source))) return [];
      const message = `The integration maps ${print(source)}, which has a value at $connect only`;
      return [diagnostic('parameter-mapping-invalid', { ...place, property }, message, 'warning')];
    }),
  ];
}

type ConnectionSource = Extract<MessageMappingSource, { readonly kind: WebSocketRequestParameter['location'] }>;

function mappedBy(
  integration: WebSocketRoute['integration'],
): readonly { readonly source: ConnectionSource; readonly property: string }[] {
  return (integration?.requestParameters ?? []).flatMap(({ source, target }) =>
    isOfConnection(source) ? [{ source, property: `integration.request.${target.location}.${target.name}` }] : [],
  );
}

function isOfConnection(source: MessageMappingSource): source is ConnectionSource {
  return ['header', 'querystring', 'multivalueheader', 'multivaluequerystring'].includes(source.kind);
}

/** Names of headers are the same in any case; one value and all values are declared by one parameter. */
function isSame({ location, name }: WebSocketRequestParameter, source: ConnectionSource): boolean {
  const [declared, mapped] = [location, source.kind].map((kind) => kind.replace('multivalue', ''));
  if (declared !== mapped) return false;
  return declared === 'header' ? name.toLowerCase() === source.name.toLowerCase() : name === source.name;
}

function print(source: ConnectionSource): string {
  return printValue(printMessageMappingSource(source));
}
