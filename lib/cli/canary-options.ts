import type { Options } from 'yargs';
import type { ApiCollection } from '../model/index.js';
import type { ServedApi } from '../runtime/served-api.js';
import { defined } from '../support/defined.js';
import { SluiceError } from '../support/sluice-error.js';
import type { Arguments, CommandIo } from './command.js';
import { text } from './argument-values.js';
import { openSource, type OpenedSource } from './source-options.js';

/** Options of a server that rehearses a canary between two versions. */
export const CANARY_OPTIONS = {
  stable: { type: 'string', describe: 'Source that serves what the canary does not get' },
  'canary-percent': {
    type: 'string',
    describe: 'Percentage of requests that goes to the canary: 0 to 100; default: the settings of controlled stages',
  },
} as const satisfies Record<string, Options>;

/**
 * The stable version that a command line names. The percentage may be left to the stages of the source that say how their
 * canaries are run.
 *
 * @throws {SluiceError} usage-invalid when one option lacks the other, and what cannot be read
 */
export async function openStable(
  args: Arguments,
  io: CommandIo,
  { collection }: Pick<OpenedSource, 'collection'>,
): Promise<{ readonly source: OpenedSource; readonly canaryPercent?: number } | undefined> {
  const stable = text(args.stable);
  const given = text(args['canary-percent']);
  if (stable === undefined && given === undefined) return undefined;
  if (stable === undefined || (given === undefined && !saysHowCanariesRun(collection))) {
    const [there, lacking] = stable === undefined ? ['--canary-percent', '--stable'] : ['--stable', '--canary-percent'];
    throw new SluiceError('usage-invalid', `Cannot start a canary with ${there} alone: ${lacking} is required too`);
  }
  const canaryPercent = given === undefined ? undefined : readPercent(given);
  const { app: _app, ...others } = args;
  return { source: await openSource({ ...others, source: stable }, io), ...defined({ canaryPercent }) };
}

function saysHowCanariesRun({ apis }: ApiCollection): boolean {
  return apis.some((api) => api.protocol === 'REST' && api.stages.some(({ release }) => release !== undefined));
}

function readPercent(given: string): number {
  const percent = Number(given);
  if (given.trim() !== '' && percent >= 0 && percent <= 100) return percent;
  throw new SluiceError('usage-invalid', `Cannot read --canary-percent "${given}": expected a number from 0 to 100`);
}

/**
 * What the two versions have each for itself and would share on AWS: a stage has one set of variables, and a canary only
 * its overrides of them.
 */
export function differencesOfCanary(apis: readonly ServedApi[], { apis: declared }: ApiCollection): readonly string[] {
  return apis.flatMap(({ id, stages }) =>
    stages.flatMap(({ name, main, canary }) => {
      if (canary === undefined || canary.side.stage.deployment === main.stage.deployment) return [];
      const { variables } = canary.side.stage;
      const overridden = overridesOf(declared, id, name);
      const different = Object.keys(variables).filter(
        (variable) => !overridden.has(variable) && main.stage.variables[variable] !== variables[variable],
      );
      if (different.length === 0) return [];
      return [
        `${id}, stage ${name}: each version has its own ${different.join(', ')}; ` +
          'on AWS only a canary with stageVariableOverrides has variables of its own',
      ];
    }),
  );
}

/** The stage variables that a stage overrides for its canaries. */
function overridesOf(apis: ApiCollection['apis'], id: string, stageName: string): ReadonlySet<string> {
  const api = apis.find((one) => one.id === id);
  const stage = api?.protocol === 'REST' ? api.stages.find(({ name }) => name === stageName) : undefined;
  return new Set(Object.keys(stage?.release?.canary.stageVariableOverrides ?? {}));
}
