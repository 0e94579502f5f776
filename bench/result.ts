import { SPREAD_BOUND_PERCENT, type Role, type Scenario } from './scenario.js';
import { spread, type Spread } from './statistics.js';

/** What a scenario came to. */
export interface Result {
  readonly name: string;
  readonly sentence: string;
  /** Microseconds, or what `unit` says. */
  readonly subject: Spread;
  readonly floor: Spread;
  readonly unit?: 'bytes';
  /** The subject, or what it adds, in floors. */
  readonly ratio: Spread;
  readonly goal: number;
  readonly limit: number;
  readonly isAdded: boolean;
  readonly verdict: 'ok' | 'above the goal' | 'ABOVE THE LIMIT';
  readonly isTooNoisy: boolean;
  /** The working tree's subject against the same of the base. */
  readonly toBase?: Spread;
}

/** What one round measured, 0 for a role without a subject; `base` is the subject in the build of another revision. */
export type Figures = Readonly<Record<Role | 'base', number>>;

/** Compares the figures of each round, then summarizes the rounds. */
export function evaluate(scenario: Scenario, rounds: readonly Figures[], hasBase: boolean): Result {
  const { name, sentence, goal, limit, without, unit, spreadBoundPercent = SPREAD_BOUND_PERCENT } = scenario;
  const isAdded = without !== undefined;
  // What is added may be next to nothing: its spread is a percentage of the floor.
  const ratio = spread(
    rounds.map((round) => (round.subject - round.without) / round.floor),
    isAdded ? 1 : undefined,
  );
  return {
    name,
    sentence,
    subject: spread(rounds.map(({ subject }) => subject)),
    floor: spread(rounds.map(({ floor }) => floor)),
    ratio,
    ...(unit !== undefined && { unit }),
    goal,
    limit,
    isAdded,
    verdict: ratio.median <= goal ? 'ok' : ratio.median <= limit ? 'above the goal' : 'ABOVE THE LIMIT',
    isTooNoisy: ratio.spreadPercent > spreadBoundPercent,
    ...(hasBase && { toBase: spread(rounds.map(({ subject, base }) => subject / base)) }),
  };
}
