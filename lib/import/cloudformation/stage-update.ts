import {
  HTTP_METHODS,
  diagnostic,
  isDeployTime,
  type CacheSettings,
  type Diagnostic,
  type Json,
  type MethodSettings,
  type Value,
} from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { asText } from '../../model/scalar.js';
import { propertyOf } from './known-references.js';
import type { Resource, StageUpdate } from './resources.js';
import { parseSettingsPath } from './settings-path.js';

/**
 * Reads the UpdateStage calls of the CDK's custom resources (`AwsCustomResource`), as far as they concern cached methods.
 *
 * Documented: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources.AwsCustomResource.html
 */
export function readStageUpdates(
  resources: readonly Resource[],
  report: (finding: Diagnostic) => void,
): readonly StageUpdate[] {
  return resources.flatMap((resource) => {
    if (!/^(?:Custom::|AWS::CloudFormation::CustomResource$)/.test(resource.type)) return [];
    const call = parseCall(asText(propertyOf(resource, 'Create') ?? propertyOf(resource, 'Update') ?? null));
    if (call === undefined) return [];
    const { restApiId, stageName, patchOperations } = call;
    if (typeof restApiId !== 'string' || typeof stageName !== 'string' || !isList(patchOperations)) return [];
    return [
      {
        api: referredName(restApiId),
        stage: referredName(stageName),
        methodSettings: patchOperations.flatMap((operation) => readOperation(operation, resource.id, report)),
      },
    ];
  });
}

/** Applies updates to method settings; a method without an entry gets one. */
export function withUpdates(
  settings: readonly MethodSettings[],
  updates: readonly MethodSettings[],
): readonly MethodSettings[] {
  return updates.reduce((current, update) => {
    const isSame = ({ path, httpMethod }: MethodSettings): boolean =>
      path === update.path && httpMethod === update.httpMethod;
    if (!current.some(isSame)) return [...current, update];
    return current.map((entry) =>
      isSame(entry) ? { ...entry, caching: { ...entry.caching, ...update.caching } } : entry,
    );
  }, settings);
}

/** The parameters of an UpdateStage call; undefined for other calls. */
function parseCall(text: Value<string> | undefined): Readonly<Record<string, Json | undefined>> | undefined {
  if (text === undefined) return undefined;
  const call = parseJson(isDeployTime(text) ? text.parts.map(printPart).join('') : text);
  if (!isObject(call) || !isObject(call.parameters)) return undefined;
  const { service, action } = call;
  const isUpdate = typeof action === 'string' && /^updateStage(?:Command)?$/i.test(action);
  return isUpdate && typeof service === 'string' && /api-?gateway$/i.test(service) ? call.parameters : undefined;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A reference as `${LogicalId}`; other values that only deployment knows cannot be part of a name. */
function printPart(part: Exclude<Value<string>, string>['parts'][number]): string {
  if (typeof part === 'string') return part;
  return part.kind === 'reference' && part.attribute === undefined ? `\${${part.logicalId}}` : '${}';
}

function referredName(text: string): string {
  return /^\$\{(.+)\}$/.exec(text)?.[1] ?? text;
}

const OPERATION =
  /^(?<path>.+)\/(?<httpMethod>[A-Z]+|\*)\/caching\/(?<member>requireAuthorizationForCacheControl|unauthorizedCacheControlHeaderStrategy)$/;

function readOperation(
  operation: Json,
  element: string,
  report: (finding: Diagnostic) => void,
): readonly MethodSettings[] {
  const { op, path, value } = isObject(operation) ? operation : {};
  const match = typeof path === 'string' ? OPERATION.exec(path)?.groups : undefined;
  const caching =
    match && op === 'replace' ? readCaching(match.member ?? '', typeof value === 'string' ? value : '') : undefined;
  const httpMethod = [...HTTP_METHODS, '*' as const].find((method) => method === match?.httpMethod);
  if (caching === undefined || httpMethod === undefined) {
    const message = `The operation ${JSON.stringify(operation)} on a stage is not read`;
    report(diagnostic('not-read', { element }, message));
    return [];
  }
  return [{ path: parseSettingsPath(match?.path ?? ''), httpMethod, caching }];
}

function readCaching(member: string, value: string): CacheSettings | undefined {
  if (member === 'requireAuthorizationForCacheControl') {
    return value === 'true' || value === 'false'
      ? { requireAuthorizationForCacheControl: value === 'true' }
      : undefined;
  }
  const strategy = STRATEGIES.find((known) => known === value);
  return strategy && { unauthorizedCacheControlHeaderStrategy: strategy };
}

const STRATEGIES = ['FAIL_WITH_403', 'SUCCEED_WITH_RESPONSE_HEADER', 'SUCCEED_WITHOUT_RESPONSE_HEADER'] as const;
