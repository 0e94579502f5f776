import {
  diagnostic,
  isDeployTime,
  joinValues,
  type ApiKey,
  type Diagnostic,
  type Quota,
  type UsagePlan,
  type UsagePlanStage,
  type Value,
} from '../../model/index.js';
import { printClassFile } from './class-file.js';
import { call, code, listOf, objectOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import type { RenderedConstructs } from './index.js';
import { fileName, Names, pascalCase, RESERVED_WORDS } from './names.js';
import { writeNumber } from './scalar.js';
import { constant, statement, type Statement } from './statement.js';
import { ValueWriter } from './value-writer.js';

/**
 * Writes usage plans and API keys as TypeScript: a construct that is given the stages of its plans and the values of its
 * keys, which are never written.
 */
export function renderUsagePlans(
  { usagePlans, apiKeys }: { readonly usagePlans: readonly UsagePlan[]; readonly apiKeys: readonly ApiKey[] },
  className: string,
): RenderedConstructs {
  const writer = new ValueWriter();
  const names = new Names(RESERVED_WORDS);
  const ids = new Names(['Resource']);
  const take = (id: string): { readonly constant: string; readonly id: string } => ({
    constant: names.take(id),
    id: ids.takeWord(pascalCase(id) || 'Plan'),
  });
  const used = new Set(usagePlans.flatMap((plan) => plan.apiKeys.map(referredId)));
  const keys = apiKeys.map((key) => ({ ...take(key.id), key }));
  const constants = new Map(keys.map((known) => [known.key.id, known.constant]));
  const plans = usagePlans.map((plan) => ({ ...take(plan.id), plan }));
  const text = printClassFile(
    {
      className,
      protocol: 'REST',
      comment: 'Usage plans with their API keys',
      sections: [
        {
          statements: keys.map((known) => {
            const made = writeApiKey(known.key, known.id, writer);
            return used.has(known.key.id) ? constant(known.constant, made) : statement(made);
          }),
        },
        ...plans.map((known) => ({ statements: writePlan(known.plan, known, constants, writer) })),
      ],
    },
    writer,
  );
  return {
    className,
    files: [{ name: `${fileName(className)}.ts`, text }],
    connections: writer.connections.all(),
    diagnostics: [...apiKeys.flatMap(gapsOfKey), ...usagePlans.flatMap(gapsOfPlan)],
  };
}

function writeApiKey(key: ApiKey, id: string, writer: ValueWriter): Expression {
  const { name, description, value, enabled, customerId, generateDistinctId } = key;
  const props = objectOf({
    apiKeyName: name === undefined ? undefined : writer.value(name),
    description: description === undefined ? undefined : writer.value(description),
    value: value === undefined ? undefined : writer.connections.connect('secrets', value, key.id),
    enabled: enabled === false ? code('false') : undefined,
    customerId: customerId === undefined ? undefined : writer.value(customerId),
    generateDistinctId: typeof generateDistinctId === 'boolean' ? code(String(generateDistinctId)) : undefined,
  });
  return call(`new ${writer.imports.use('ApiKey')}`, ...withoutEmptyEnd([code('this'), textOf(id), props]));
}

function writePlan(
  plan: UsagePlan,
  { constant: name, id }: { readonly constant: string; readonly id: string },
  keys: ReadonlyMap<string, string>,
  writer: ValueWriter,
): readonly Statement[] {
  const { name: usagePlanName, description, throttle, apiStages, quota } = plan;
  const props = objectOf({
    usagePlanName: usagePlanName === undefined ? undefined : writer.value(usagePlanName),
    description: description === undefined ? undefined : writer.value(description),
    throttle:
      throttle &&
      objectOf({
        rateLimit: writeNumber(throttle.ratePerSecond, writer),
        burstLimit: writeNumber(throttle.burst, writer),
      }),
    quota: quota && writeQuota(quota, writer),
    stages:
      apiStages.length === 0
        ? undefined
        : listOf(apiStages.map((stage) => objectOf({ stage: writeStageOfPlan(stage, writer) }))),
  });
  const made = call(`new ${writer.imports.use('UsagePlan')}`, ...withoutEmptyEnd([code('this'), textOf(id), props]));
  if (plan.apiKeys.length === 0) return [statement(made)];
  return [
    constant(name, made),
    ...plan.apiKeys.map((key) => {
      const known = keys.get(referredId(key) ?? '');
      const given = known === undefined ? writer.connections.connect('apiKeys', key) : code(known);
      return statement(call(`${name}.addApiKey`, given));
    }),
  ];
}

function writeStageOfPlan({ api, stage }: UsagePlanStage, writer: ValueWriter): Expression {
  const name =
    referredId(stage) ?? [referredId(api) ?? api, stage].filter((part) => typeof part === 'string').join(' ');
  return writer.connections.connect('stages', joinValues([api, '/', stage]), name.slice(0, NAME_LENGTH));
}

/** A longer name does not fit on a line. */
const NAME_LENGTH = 60;

const QUOTAS: Readonly<Record<string, string>> = { DAY: 'perDay', WEEK: 'perWeek', MONTH: 'perMonth' };
const MOST_OFFSET: Readonly<Record<string, number>> = { DAY: 0, WEEK: 6, MONTH: 27 };

/** Undefined for a period or an offset that the class does not have. */
function writeQuota({ limit, period, offset = 0 }: Quota, writer: ValueWriter): Expression | undefined {
  if (typeof period !== 'string' || isDeployTime(limit) || isDeployTime(offset)) return undefined;
  const factory = Object.hasOwn(QUOTAS, period) ? QUOTAS[period] : undefined;
  if (factory === undefined || limit < 1 || offset < 0 || offset > (MOST_OFFSET[period] ?? 0)) return undefined;
  const options = objectOf({ offset: offset === 0 ? undefined : code(String(offset)) });
  return call(`${writer.imports.use('Quota')}.${factory}`, ...withoutEmptyEnd([code(String(limit)), options]));
}

function gapsOfKey({ id, enabled, stages = [], tags = {} }: ApiKey): readonly Diagnostic[] {
  return [
    ...(isDeployTime(enabled) ? ['whether the key is enabled, which only deployment knows'] : []),
    ...(stages.length > 0 ? ['the stages of the key itself, which usage plans replace'] : []),
    ...(Object.keys(tags).length > 0 ? ['the tags of the key'] : []),
  ].map((what) => diagnostic('not-representable', { element: id }, `The source code does not have ${what}`));
}

function gapsOfPlan({ id, quota, apiStages, tags = {} }: UsagePlan): readonly Diagnostic[] {
  return [
    ...(quota !== undefined && writeQuota(quota, new ValueWriter()) === undefined ? ['the quota of the plan'] : []),
    ...(apiStages.some(({ methodThrottles = [] }) => methodThrottles.length > 0)
      ? ['the limits of methods in the plan']
      : []),
    ...(Object.keys(tags).length > 0 ? ['the tags of the plan'] : []),
  ].map((what) => diagnostic('not-representable', { element: id }, `The source code does not have ${what}`));
}

/** The logical id that a value refers to, where it is nothing else. */
function referredId(value: Value<string>): string | undefined {
  const [only, ...others] = isDeployTime(value) ? value.parts : [];
  return typeof only === 'object' && only.kind === 'reference' && others.length === 0 ? only.logicalId : undefined;
}
