import { startSubject, type RunningSubject } from './process.js';
import { evaluate, type Figures, type Result } from './result.js';
import { ROLES, type Role, type Scenario, type Settings } from './scenario.js';

/**
 * Measures a scenario in interleaved rounds, so that other load on the machine affects all subjects alike.
 *
 * @param root - the build of the working tree
 * @param base - the build of the revision that it is compared with
 */
export async function measureScenario(
  scenario: Scenario,
  root: string,
  base: string | undefined,
  settings: Settings,
  pairs: number,
): Promise<Result> {
  const running = new Map<Role | 'base', RunningSubject>();
  try {
    for (const role of ROLES) {
      if (scenario[role] !== undefined) running.set(role, await startSubject(root, scenario.name, role, settings));
    }
    if (base !== undefined) running.set('base', await startSubject(base, scenario.name, 'subject', settings));
    const rounds: Figures[] = [];
    for (let pair = 0; pair < pairs; pair++) rounds.push(await measureRound([...running], pair));
    return evaluate(scenario, rounds, base !== undefined);
  } finally {
    for (const { end } of running.values()) end();
  }
}

/** Every second round runs in reverse, so that no subject profits from its position. */
async function measureRound(
  running: readonly (readonly [Role | 'base', RunningSubject])[],
  round: number,
): Promise<Figures> {
  const figures = { floor: 0, without: 0, subject: 0, base: 0 };
  for (const [role, { measure }] of round % 2 === 0 ? running : running.toReversed()) figures[role] = await measure();
  return figures;
}
