import type { Options } from 'yargs';
import type { ServedApi } from '../runtime/served-api.js';
import { SluiceError } from '../support/sluice-error.js';
import type { Arguments, CommandIo } from './command.js';
import { text } from './argument-values.js';
import { openSource, type OpenedSource } from './source-options.js';

/** Options of a server that rehearses a canary between two versions. */
export const CANARY_OPTIONS = {
  stable: { type: 'string', describe: 'Source that serves what the canary does not get' },
  'canary-percent': { type: 'string', describe: 'Part of the requests that goes to the canary: 0 to 100' },
} as const satisfies Record<string, Options>;

/**
 * The stable version that a command line names.
 *
 * @throws {SluiceError} usage-invalid when one option lacks the other, and what cannot be read
 */
export async function openStable(
  args: Arguments,
  io: CommandIo,
): Promise<{ readonly source: OpenedSource; readonly canaryPercent: number } | undefined> {
  const stable = text(args.stable);
  const given = text(args['canary-percent']);
  if (stable === undefined && given === undefined) return undefined;
  if (stable === undefined || given === undefined) {
    const [there, lacking] = stable === undefined ? ['--canary-percent', '--stable'] : ['--stable', '--canary-percent'];
    throw new SluiceError('usage-invalid', `Cannot start a canary with ${there} alone: it wants ${lacking} too`);
  }
  const canaryPercent = Number(given);
  if (given.trim() === '' || !(canaryPercent >= 0 && canaryPercent <= 100)) {
    throw new SluiceError('usage-invalid', `Cannot read --canary-percent "${given}": it wants a number from 0 to 100`);
  }
  const { app: _app, ...others } = args;
  return { source: await openSource({ ...others, source: stable }, io), canaryPercent };
}

/**
 * What the two versions have each for itself and would share on AWS: a stage has one set of variables, and a canary only
 * its overrides of them.
 */
export function differencesOfCanary(apis: readonly ServedApi[]): readonly string[] {
  return apis.flatMap(({ id, stages }) =>
    stages.flatMap(({ name, main, canary }) => {
      if (canary === undefined || canary.side.stage.deployment === main.stage.deployment) return [];
      const { variables } = canary.side.stage;
      const different = Object.keys(variables).filter((name) => main.stage.variables[name] !== variables[name]);
      if (different.length === 0) return [];
      return [
        `${id}, stage ${name}: each version has its own ${different.join(', ')}; ` +
          'on AWS only a canary with stageVariableOverrides has variables of its own',
      ];
    }),
  );
}
