import { parseArgs } from 'node:util';

export interface BenchArguments {
  /** Scenarios to measure. */
  readonly names: readonly string[];
  readonly pairs: number;
  readonly requests: number;
  readonly base?: string;
  readonly json: boolean;
}

/**
 * Reads the command line.
 *
 * @throws {Error} when an option or a scenario is unknown, or a number is not one
 */
export function readArguments(args: readonly string[], known: readonly string[]): BenchArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      pairs: { type: 'string', default: '7' },
      requests: { type: 'string', default: '120000' },
      base: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`Unknown scenario "${unknown}"; there are ${known.join(', ')}`);
  return {
    names: positionals.length === 0 ? known : positionals,
    pairs: readCount('pairs', values.pairs),
    requests: readCount('requests', values.requests),
    json: values.json,
    ...(values.base !== undefined && { base: values.base }),
  };
}

function readCount(option: string, value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${option} expects a whole number above 0, not "${value}"`);
  return Number(value);
}
