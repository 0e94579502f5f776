import type { LocalRuntime } from '../runtime/local-runtime.js';
import { dayOf, firstDayOfPeriod, parseDay } from '../runtime/metering/quota.js';
import type { PlanUsage } from '../runtime/metering/usage-plans.js';
import type { Metrics } from '../runtime/observe/metrics.js';
import { printMetrics, printPrometheus, printWebSocketMetrics } from '../runtime/observe/print-metrics.js';
import type { RunAdminOperation } from '../runtime/server/admin.js';
import { SluiceError } from '../support/sluice-error.js';
import type { MetricsAnswer } from './metrics-report.js';

/** What a running `serve` does when `sluice server` asks for it; an answer to a change says what its stages serve then. */
export function adminOperations(
  runtime: LocalRuntime,
  metrics: Metrics,
  reload: () => Promise<void>,
): RunAdminOperation {
  const { releases } = runtime;
  const state = (): unknown => ({ stages: releases.list() });
  return (operation, query) => {
    switch (operation) {
      case 'reload':
        return reload().then(state);
      case 'promote':
      case 'abort':
      case 'rollback':
      case 'flush':
        releases[operation]({ api: query.get('api') ?? undefined, stage: query.get('stage') ?? undefined });
        return state();
      case 'usage':
        return { usage: readUsage(runtime, query) };
      case 'metrics':
        return readMetrics(metrics, query);
    }
  };
}

function readMetrics(metrics: Metrics, query: URLSearchParams): MetricsAnswer {
  const list = metrics.list();
  const webSockets = metrics.listWebSocket();
  return query.get('format') === 'prometheus'
    ? { prometheus: printPrometheus(list, webSockets) }
    : { metrics: [...printMetrics(list), ...printWebSocketMetrics(webSockets)] };
}

/** Of the days that are asked for; default: from the first of this month to today. */
function readUsage({ account, env }: LocalRuntime, query: URLSearchParams): readonly PlanUsage[] {
  const today = dayOf(env.clock.now());
  const first = readDay(query, 'start-date') ?? firstDayOfPeriod(today, 'MONTH');
  const last = readDay(query, 'end-date') ?? today;
  if (first <= last && last - first < MAX_USAGE_DAYS) return account.usagePlans.read(first, last);
  const asked = last - first + 1;
  throw new SluiceError('usage-invalid', `The dates span ${asked} days; expected 1 to ${MAX_USAGE_DAYS}`);
}

/** A year and its leap day. */
const MAX_USAGE_DAYS = 366;

function readDay(query: URLSearchParams, name: string): number | undefined {
  const given = query.get(name);
  if (given === null) return undefined;
  const day = parseDay(given);
  if (day !== undefined) return day;
  throw new SluiceError('usage-invalid', `--${name} is "${given}"; expected a date such as 2026-11-30`);
}
