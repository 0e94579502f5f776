import type { Options } from 'yargs';
import { nearestName } from '../support/nearest-name.js';
import { SluiceError } from '../support/sluice-error.js';
import type { Arguments, Command } from './command.js';

/** What yargs complains of, in one sentence, with the option that was likely meant. */
export function usageError(complaint: string, argv: readonly string[], command: Command | undefined): SluiceError {
  const said = complaint
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
  const unknown = /^Unknown arguments?: ([\w-]+)/.exec(said)?.[1];
  const meant = unknown === undefined ? undefined : nearestName(unknown, Object.keys(command?.options ?? {}));
  const help = `Try: sluice ${command === undefined ? '' : `${commandWord(command)} `}--help`;
  if (command === undefined && said.startsWith('Did you mean ')) {
    const hint = `${said} ${help}`;
    return new SluiceError('usage-invalid', `Cannot find the command "${argv[0] ?? ''}"`, { hint });
  }
  const message =
    command !== undefined && said.startsWith('Not enough non-option arguments')
      ? `Cannot run "sluice ${argv.join(' ')}": expected sluice ${command.name}`
      : said;
  return new SluiceError('usage-invalid', message, {
    hint: meant === undefined ? help : `Did you mean --${meant}? ${help}`,
  });
}

/** Whether a command line asks for JSON; told apart before it is parsed, for the errors of parsing. */
export function wantsJson(argv: readonly string[]): boolean {
  return argv.some((word, index) => word === '--json=true' || (word === '--json' && argv[index + 1] !== 'false'));
}

/** `serve` of `serve [source]`. */
export function commandWord({ name }: Command): string {
  return name.split(' ', 1)[0] ?? name;
}

/** The options of a command, each of which wants its value unless it says otherwise or is a switch. */
export function withRequiredValues(options: Command['options']): Record<string, Options> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      option.type === 'boolean' || option.requiresArg === false ? option : { ...option, requiresArg: true },
    ]),
  );
}

/** @throws {SluiceError} usage-invalid for an option given twice that takes one value */
export function checkRepeats(args: Arguments, { options }: Command): void {
  for (const [name, option] of Object.entries(options)) {
    if (option.array === true || !Array.isArray(args[name])) continue;
    throw new SluiceError('usage-invalid', `Cannot take --${name} twice: it has one value`);
  }
}

/**
 * yargs takes a switch with another value than these for one that is off.
 *
 * @throws {SluiceError} usage-invalid for a switch that is neither on nor off
 */
export function checkSwitches(argv: readonly string[], { options }: Command): void {
  for (const word of argv) {
    const [, name = '', value = ''] = /^--([\w-]+)=(.*)$/s.exec(word) ?? [];
    if (options[name]?.type !== 'boolean' || value === 'true' || value === 'false') continue;
    throw new SluiceError('usage-invalid', `Cannot read ${word}: expected true or false`);
  }
}
