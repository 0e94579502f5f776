import { printDay, parseDay } from '../runtime/metering/quota.js';
import type { PlanUsage } from '../runtime/metering/usage-plans.js';
import type { Arguments } from './command.js';
import type { Output } from './output.js';

/** Prints usage: as GetUsage has it with `--json` or `--format json`, as CSV, or as a table. */
export function printUsage(usage: readonly PlanUsage[], { json, format }: Arguments, output: Output): void {
  if (json === true || format === 'json') {
    output.document({ usage });
    return;
  }
  const rows = usage.flatMap(rowsOf);
  if (format === 'csv') {
    const header = ['usagePlanId', 'keyId', 'date', 'used', 'remaining'];
    for (const row of [header, ...rows]) output.line(row.map(printCsvField).join(','));
    return;
  }
  if (rows.length === 0) {
    output.line('No usage plan has an API key');
    return;
  }
  output.table([
    ['usage plan', 'API key', 'day', 'used', 'remaining'],
    ...rows.map(([plan = '', key = '', date = '', used = '', remaining = '']) => [
      plan,
      key,
      date,
      used,
      remaining === '-1' ? 'no quota' : remaining,
    ]),
  ]);
}

/** A row for each day of each key. */
function rowsOf({ usagePlanId, startDate, items }: PlanUsage): readonly (readonly string[])[] {
  const first = parseDay(startDate) ?? 0;
  return Object.entries(items).flatMap(([key, days]) =>
    days.map(([used, remaining], index) => [
      usagePlanId,
      key,
      printDay(first + index),
      String(used),
      String(remaining),
    ]),
  );
}

function printCsvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
