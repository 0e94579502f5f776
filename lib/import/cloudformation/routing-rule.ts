import {
  isDeployTime,
  type HeaderMatch,
  type RoutingCondition,
  type RoutingRule,
  type Value,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Properties } from './properties.js';
import type { ApiResource } from './resources.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-routingrule.html */
export function readRoutingRule({ id, properties }: ApiResource): {
  readonly domain: Value<string> | undefined;
  readonly rule: RoutingRule;
} {
  const actions = properties.objects('Actions') ?? [];
  const invokeApi = actions.length === 1 ? readInvokeApi(actions[0]?.object('InvokeApi')) : undefined;
  return {
    domain: domainOfArn(properties.value('DomainNameArn')),
    rule: {
      id,
      // Without one nobody knows what it goes before: it goes before all.
      priority: properties.integer('Priority') ?? 0,
      conditions: (properties.objects('Conditions') ?? []).flatMap(readConditions),
      ...defined({ invokeApi }),
    },
  };
}

function readInvokeApi(action: Properties | undefined): RoutingRule['invokeApi'] {
  const api = action?.value('ApiId');
  const stage = action?.value('Stage');
  const stripBasePath = action?.boolean('StripBasePath') ?? false;
  return api === undefined || stage === undefined ? undefined : { api, stage, stripBasePath };
}

/** A condition that says nothing that can be read stays as one without values, which nobody can serve: a rule without it is another. */
function readConditions(condition: Properties): readonly RoutingCondition[] {
  const read: RoutingCondition[] = [];
  const basePaths = condition.object('MatchBasePaths');
  if (basePaths !== undefined) read.push({ kind: 'base-paths', anyOf: basePaths.texts('AnyOf') ?? [] });
  const headers = condition.object('MatchHeaders');
  if (headers !== undefined) {
    read.push({ kind: 'headers', anyOf: (headers.objects('AnyOf') ?? []).map(readHeaderMatch) });
  }
  return read.length === 0 ? [{ kind: 'base-paths', anyOf: [] }] : read;
}

function readHeaderMatch(match: Properties): HeaderMatch {
  return { name: match.value('Header') ?? '', valueGlob: match.value('ValueGlob') ?? '' };
}

/** Version 1 has words of its own for the same modes. */
const MODES_OF_VERSION_1: Readonly<Record<string, string>> = {
  BASE_PATH_MAPPING_ONLY: 'API_MAPPING_ONLY',
  ROUTING_RULE_THEN_BASE_PATH_MAPPING: 'ROUTING_RULE_THEN_API_MAPPING',
};

export function readRoutingMode(properties: Properties): Value<string> | undefined {
  const mode = properties.value('RoutingMode');
  return typeof mode === 'string' ? (MODES_OF_VERSION_1[mode] ?? mode) : mode;
}

/**
 * The name in `arn:aws:apigateway:us-east-1::/domainnames/api.example.com`, which the id of a private domain follows; or
 * the reference that stands there.
 */
export function domainOfArn(arn: Value<string> | undefined): Value<string> | undefined {
  if (arn === undefined) return undefined;
  const parts = isDeployTime(arn) ? arn.parts : [arn];
  const last = parts.at(-1);
  if (typeof last === 'string') return /\/domainnames\/([^/+]+)(?:\+\w+)?$/.exec(last)?.[1] ?? arn;
  return last === undefined || parts.length === 1 ? arn : { kind: 'deploy-time', parts: [last] };
}
