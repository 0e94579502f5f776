import { fork } from 'node:child_process';
import { join } from 'node:path';
import { endWithRun } from './cleanup.js';
import { ask, replyWith } from './messages.js';
import type { Measure, Role, Settings } from './scenario.js';
import { SCENARIOS } from './scenarios/index.js';

type Message =
  { readonly scenario: string; readonly role: Role; readonly settings: Settings } | { readonly measure: true };

/** A subject that is ready to be measured. */
export interface RunningSubject {
  readonly measure: Measure;
  readonly end: () => void;
}

/**
 * Starts a subject in a process of its own.
 *
 * @param root - the folder of the build to measure
 */
export async function startSubject(
  root: string,
  scenario: string,
  role: Role,
  settings: Settings,
): Promise<RunningSubject> {
  const child = fork(join(root, 'dist-bench', 'bench', 'process.js'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
    // What is left in the temporary folder goes with the run. The CDK's template validator costs a second and is not ours.
    env: { ...process.env, TMPDIR: settings.folder, CDK_VALIDATION: 'false' },
  });
  const end = endWithRun(child);
  await ask(child, { scenario, role, settings } satisfies Message);
  return { measure: async () => Number(await ask(child, { measure: true } satisfies Message)), end };
}

if (require.main === module) {
  let measure: Measure | undefined;
  replyWith(async (received) => {
    const message = received as Message;
    if ('measure' in message) return measure?.();
    const subject = SCENARIOS.find(({ name }) => name === message.scenario)?.[message.role];
    measure = await subject?.(message.settings);
    return undefined;
  });
}
