import yargs from 'yargs';
import { SluiceError } from '../support/sluice-error.js';
import { EXIT, exitCodeOf, type Command, type CommandIo } from './command.js';
import { connect } from './commands/connect.js';
import { diff } from './commands/diff.js';
import { exportCommand } from './commands/export.js';
import { importCommand } from './commands/import.js';
import { inspect } from './commands/inspect.js';
import { invoke } from './commands/invoke.js';
import { lint } from './commands/lint.js';
import { render } from './commands/render.js';
import { serve } from './commands/serve.js';
import { server } from './commands/server.js';
import { synth } from './commands/synth.js';
import { testInvoke } from './commands/test-invoke.js';
import { token } from './commands/token.js';
import { errorDocument, printError } from './output.js';
import { checkRepeats, checkSwitches, commandWord, usageError, wantsJson, withRequiredValues } from './usage.js';

const COMMANDS: readonly Command[] = [
  serve,
  server,
  invoke,
  testInvoke,
  connect,
  render,
  inspect,
  diff,
  lint,
  synth,
  importCommand,
  exportCommand,
  token,
];

/**
 * Runs one command line.
 *
 * @returns the exit code: 0 ok, 1 findings or a refused operation, 2 wrong usage, 3 the source cannot be loaded, 4 cannot
 * do it here, 70 a defect of ours, 129, 130 and 143 after a signal
 */
export async function main(argv: readonly string[], io: CommandIo): Promise<number> {
  const json = wantsJson(argv);
  try {
    return await parse(argv, io);
  } catch (error) {
    if (error instanceof SluiceError) {
      if (json) io.stdout.write(`${JSON.stringify(errorDocument(error))}\n`);
      else io.stderr.write(`${printError(error)}\n`);
      return exitCodeOf(error.code);
    }
    const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (json) io.stdout.write(`${JSON.stringify({ error: { code: 'internal-error', message: String(error) } })}\n`);
    io.stderr.write(`This is a defect of Sluice. Please report it with the text below.\n${report}\n`);
    return EXIT.defect;
  }
}

async function parse(argv: readonly string[], io: CommandIo): Promise<number> {
  let exitCode: number = EXIT.ok;
  const parser = yargs()
    .scriptName('sluice')
    .usage('$0 <command>\n\nAmazon API Gateway as code that you can run.')
    .parserConfiguration({
      'camel-case-expansion': false,
      'boolean-negation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .strict()
    .demandCommand(1, 'Cannot run without a command')
    .recommendCommands()
    .help()
    .version(version())
    .exitProcess(false)
    .wrap(Math.min(120, yargs().terminalWidth()))
    .fail((message: string | null, error: Error | undefined) => {
      // What a parser finds wrong is thrown as an error of yargs' own; any other is a command's.
      if (error !== undefined && error.name !== 'YError') throw error;
      const command = COMMANDS.find((one) => commandWord(one) === argv[0]);
      throw usageError(message ?? error?.message ?? 'Cannot read the command line', argv, command);
    });
  for (const command of COMMANDS) {
    parser.command(
      command.name,
      command.describe,
      (builder) => {
        for (const { name, describe } of [command.positional].flat()) {
          builder.positional(name, { type: 'string', describe });
        }
        return builder
          .options(withRequiredValues(command.options))
          .example(command.examples.map(([line, describe]) => [`$0 ${line}`, describe]));
      },
      async (args) => {
        checkRepeats(args, command);
        checkSwitches(argv, command);
        exitCode = await command.run(args, io);
      },
    );
  }
  if (argv.length === 0) {
    io.stderr.write(`${await parser.getHelp()}\n`);
    return EXIT.usage;
  }
  await parser.parseAsync([...argv], {}, (_error: unknown, _args: unknown, output: string) => {
    if (output !== '') io.stdout.write(`${output}\n`);
  });
  return exitCode;
}

function version(): string {
  // The package's own file, from source (lib/cli) as from dist (dist/lib/cli).
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      return (require(path) as { version: string }).version;
    } catch {
      // The other layout.
    }
  }
  return 'unknown';
}
