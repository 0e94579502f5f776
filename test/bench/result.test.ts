import { describe, expect, test } from 'vitest';
import { evaluate, type Figures } from '../../bench/result.js';
import type { Scenario, Subject } from '../../bench/scenario.js';

const NOTHING: Subject = () => Promise.reject(new Error('is not measured'));

const SCENARIO: Scenario = { name: 'x', sentence: 'X', subject: NOTHING, floor: NOTHING, goal: 2, limit: 3 };

/** Rounds in which the floor is 10. */
const rounds = (subjects: readonly number[], without = 0): Figures[] =>
  subjects.map((subject) => ({ floor: 10, without, subject, base: subject * 2 }));

describe('evaluate()', () => {
  test.each<[subjects: number[], verdict: string, isTooNoisy: boolean]>([
    [[20, 20, 20], 'ok', false],
    [[20, 21, 22], 'above the goal', false],
    [[30, 31, 32], 'ABOVE THE LIMIT', false],
    [[10, 20, 30], 'ok', true],
  ])('%j against 10, goal 2, limit 3: %s, too noisy: %s', (subjects, verdict, isTooNoisy) => {
    expect(evaluate(SCENARIO, rounds(subjects), false)).toMatchObject({ verdict, isTooNoisy });
  });

  test('compares within each round', () => {
    const unequal = [
      { floor: 10, without: 0, subject: 20, base: 10 },
      { floor: 20, without: 0, subject: 40, base: 20 },
      { floor: 90, without: 0, subject: 180, base: 90 },
    ];
    const { ratio, toBase } = evaluate(SCENARIO, unequal, true);
    expect(ratio).toEqual({ median: 2, minimum: 2, maximum: 2, spreadPercent: 0 });
    expect(toBase).toEqual({ median: 2, minimum: 2, maximum: 2, spreadPercent: 0 });
  });

  test('counts only what is added where there is a subject without the feature, its spread in floors', () => {
    const added = { ...SCENARIO, without: NOTHING, goal: 0.25, limit: 0.4 };
    const { ratio, verdict, isTooNoisy } = evaluate(added, rounds([22, 23, 23.5], 20), false);
    expect(ratio.median).toBeCloseTo(0.3);
    expect(ratio.spreadPercent).toBeCloseTo(15);
    expect([verdict, isTooNoisy]).toEqual(['above the goal', false]);
  });
});
