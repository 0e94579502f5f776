import fc from 'fast-check';
import type { HttpRouteKey, RouteSettings, RouteStage, WebSocketRouteKey } from '../../lib/model/index.js';
import { accessLogs, throttles } from './arbitrary-stage.js';
import { booleanValue, mapOf, record, tags, textValue, valueOf, word } from './arbitrary-values.js';

const routeSettings: fc.Arbitrary<RouteSettings> = record(
  {
    throttle: throttles,
    detailedMetricsEnabled: booleanValue,
    loggingLevel: valueOf(fc.constantFrom('OFF', 'INFO')),
    dataTraceEnabled: booleanValue,
  },
  [],
);

/** Stages of an HTTP or WebSocket API with every setting, also of routes that have these keys. */
export function routeStages<K extends HttpRouteKey | WebSocketRouteKey>(
  names: fc.Arbitrary<string>,
  routeKeys: readonly K[],
  more: { readonly clientCertificateId?: typeof textValue } = {},
): fc.Arbitrary<readonly RouteStage<K>[]> {
  return fc.uniqueArray(
    record<RouteStage<K>, 'name'>(
      {
        name: names,
        description: textValue,
        variables: mapOf(word, textValue),
        autoDeploy: booleanValue,
        accessLog: accessLogs,
        defaultRouteSettings: routeSettings,
        routeSettings: fc
          .subarray([...routeKeys], { maxLength: 2 })
          .chain((keys) => fc.tuple(...keys.map((routeKey) => routeSettings.map((own) => ({ routeKey, ...own }))))),
        tags,
        ...more,
      },
      ['name'],
    ),
    { maxLength: 2, selector: ({ name }) => name },
  );
}
