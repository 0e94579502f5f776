import {
  printAccessLogFormat,
  type AccessLogSettings,
  type MethodSettings,
  type Stage,
  type Throttle,
  type Value,
} from '../model/index.js';
import type { Difference } from './change.js';
import { elsewhere, entries, list, members, present, value, type Compare } from './compare.js';
import { kindFor, limitDirection, strictest } from './direction.js';

const THROTTLE = { less: 'throttle-lowered', more: 'throttle-raised', unknown: 'throttle-changed' } as const;

/** Rate and burst together. */
export const compareThrottle: Compare<Throttle | undefined> = value((before, after) =>
  kindFor(
    strictest([
      limitDirection(before?.ratePerSecond, after?.ratePerSecond),
      limitDirection(before?.burst, after?.burst),
    ]),
    THROTTLE,
  ),
);

/** Access logs, as API Gateway spells their format. */
export const compareAccessLog: Compare<AccessLogSettings | undefined> = value(
  'logging-changed',
  ({ format, ...log }) => ({
    ...log,
    ...(format !== undefined && { format: printAccessLogFormat(format) }),
  }),
);

/** Stage variables, each by itself. */
export const compareVariables: Compare<Readonly<Record<string, Value<string>>> | undefined> = entries(
  value<Value<string> | undefined>('stage-variable-changed'),
);

/** Settings for a method or route, each by itself; those that say nothing are an empty object. */
export function settings<T extends object>(nothing: T, each: Compare<T>): Compare<T | undefined> {
  return (before, after, place): readonly Difference[] => {
    const found = each(before ?? nothing, after ?? nothing, place);
    if (found.length > 0 || (before !== undefined && after !== undefined)) return found;
    return value('rewritten')(before, after, place);
  };
}

const methodSettings = members<Omit<MethodSettings, 'path' | 'httpMethod'>>({
  throttle: compareThrottle,
  caching: value('cache-changed'),
  logging: value('logging-changed'),
  metricsEnabled: value('metrics-changed'),
});

const stage = members<Stage>({
  name: elsewhere,
  description: value('documentation-changed'),
  variables: compareVariables,
  methodSettings: list<MethodSettings>(
    ({ path, httpMethod }) => `${httpMethod} ${path}`,
    (before, after, place) => settings({}, methodSettings)(withoutName(before), withoutName(after), place),
  ),
  cacheCluster: value('cache-changed'),
  canary: value('canary-changed'),
  release: value('release-changed'),
  accessLog: compareAccessLog,
  clientCertificateId: value('client-certificate-changed'),
  tracingEnabled: value('tracing-changed'),
  documentationVersion: value('documentation-changed'),
  tags: value('tags-changed'),
});

function withoutName(given: MethodSettings | undefined): Omit<MethodSettings, 'path' | 'httpMethod'> | undefined {
  if (given === undefined) return undefined;
  const { path: _path, httpMethod: _httpMethod, ...rest } = given;
  return rest;
}

/** Stages of any kind of API, by name. */
export function named<S extends { readonly name: string }>(each: Compare<S>): Compare<readonly S[]> {
  return list<S>(
    ({ name }) => name,
    present({ added: 'stage-added', removed: 'stage-removed' }, each),
    (name) => ({ element: `stage ${name}` }),
  );
}

/** The stages of REST APIs. */
export const compareStages: Compare<readonly Stage[]> = named(stage);
