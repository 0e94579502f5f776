import { call, code, type Expression } from './expression.js';
import type { ValueWriter } from './value-writer.js';

/** `Duration.minutes(5)`, in the largest unit that says it in whole numbers. */
export function duration(milliseconds: number, { imports }: ValueWriter): Expression {
  imports.use('Duration', 'aws-cdk-lib');
  const [unit, size] = UNITS.find(([, length]) => milliseconds % length === 0) ?? ['millis', 1];
  return call(`Duration.${unit}`, code(String(milliseconds / size)));
}

const UNITS: readonly (readonly [unit: string, milliseconds: number])[] = [
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
];
