import type { Trace, TracePhase } from './trace.js';

/** A trace as plain data: bodies as text, what is the same in every phase left out. */
export function printTrace(trace: Trace): readonly TracePhase[] {
  return trace.phases.map(({ phase, output, durationMs }) => ({
    phase,
    durationMs,
    output: printRecord(phase, output),
  }));
}

function printRecord(phase: string, output: unknown): unknown {
  const plain = toPlain(output, 0);
  if (typeof plain !== 'object' || plain === null) return plain;
  if (phase === 'accept-request') return { ...pick(plain, ACCEPTED), ...servedBy(output) };
  const members = MEMBERS[phase];
  return members === undefined ? plain : pick(plain, members);
}

function pick(record: object, members: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => members.includes(name)));
}

/** Which deployment of a stage answers, and on which side of a canary. */
function servedBy(output: unknown): Readonly<Record<string, unknown>> {
  const { stage } = output as { stage?: { name?: unknown; isCanary?: unknown; deployment?: { id?: unknown } } };
  if (stage === undefined) return {};
  const { name, isCanary, deployment } = stage;
  return { stage: name, deploymentId: deployment?.id, ...(isCanary !== undefined && { isCanaryRequest: isCanary }) };
}

const ACCEPTED = ['requestId', 'httpMethod', 'routedPath', 'contextPath', 'domainName'];

/** What a phase adds to the record of the one before. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  'match-resource': ['resourcePath', 'pathParameters'],
  'method-request': ['authorizer'],
};

const MAX_DEPTH = 6;

/** Buffers as text, payloads as their value, functions and compiled things left out. */
function toPlain(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? undefined : value;
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  if ('text' in value && typeof value.text === 'function') return (value.text as () => string).call(value);
  if (depth === MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((item) => toPlain(item, depth + 1));
  const method = (value as { method?: { resourcePath?: unknown } }).method;
  const flat = typeof method === 'object' ? { ...value, method: undefined, resourcePath: method.resourcePath } : value;
  return Object.fromEntries(
    Object.entries(flat)
      .filter(([name]) => !COMPILED.has(name))
      .map(([name, member]) => [name, toPlain(member, depth + 1)]),
  );
}

const COMPILED = new Set(['stage', 'request', 'templateState']);
