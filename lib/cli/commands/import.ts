import { INVALID_INPUT, refused, type ImportedApi, type RefusedImport } from '../../import/api-gateway/index.js';
import type { ApiPlace } from '../../model/expand-policy.js';
import { printValue } from '../../model/value.js';
import {
  renderAuthorizers,
  renderDocumentationParts,
  renderGatewayResponses,
  renderModels,
  renderRequestValidators,
  renderResources,
  renderRestApi,
} from '../../synth/control-plane/index.js';
import { SluiceError } from '../../support/sluice-error.js';
import { assignments, text } from '../argument-values.js';
import { EXIT, type Arguments, type Command, type CommandIo } from '../command.js';
import { writeConstructs } from '../constructs-source.js';
import { importParameters, importSource, placeOf, type ImportTarget } from '../imported-api.js';
import { Output, printError } from '../output.js';
import { SOURCE_OPTIONS, SOURCE_POSITIONAL } from '../source-options.js';

export const importCommand: Command = {
  name: 'import [source]',
  describe:
    'Import a document exactly as API Gateway does, and show what it makes of it and what it warns of; or write it as a CDK construct',
  positional: SOURCE_POSITIONAL,
  options: {
    ...SOURCE_OPTIONS,
    parameter: {
      type: 'string',
      array: true,
      describe:
        'Parameter of the import: basepath=ignore|prepend|split, endpointConfigurationTypes=…, ignore=documentation',
    },
    'fail-on-warnings': { type: 'boolean', default: false, describe: 'Refuse a document that has a warning' },
    onto: { type: 'string', describe: 'Document or template of the API that the document is imported onto' },
    mode: { choices: ['merge', 'overwrite'] as const, describe: 'How it is imported onto that API; default: merge' },
    to: { choices: ['cdk'] as const, describe: 'Write TypeScript that uses our constructs and makes an equal API' },
    out: { type: 'string', describe: 'With --to: folder to write to; default: standard output' },
    name: { type: 'string', describe: "With --to: name of the class; default: made of the API's name" },
  },
  examples: [
    ['import openapi.yaml', 'what API Gateway makes of a document, with its warnings'],
    ['import openapi.yaml --parameter basepath=prepend --json', 'the resources, methods and models as JSON'],
    ['import change.yaml --onto openapi.yaml --mode merge', 'the API that PutRestApi makes of both'],
    ['import template.yaml --to cdk --out lib', 'the APIs of a template as classes of a CDK app'],
  ],
  async run(args, io) {
    if (args.to === 'cdk') {
      refuseWith(args, '--to', ['parameter', 'fail-on-warnings', 'onto', 'mode']);
      return writeConstructs(args, io);
    }
    for (const option of ['out', 'name'] as const) {
      if (args[option] !== undefined) {
        throw new SluiceError('usage-invalid', `--${option} applies to --to, which is missing`);
      }
    }
    const output = new Output(io, args.json === true);
    const parameters = importParameters(assignments(args.parameter, '--parameter'));
    const target = await importTarget(args, io);
    const result = await importSource(
      args,
      io,
      text(args.source),
      { ...parameters, ...(args['fail-on-warnings'] === true && { failOnWarnings: true }) },
      target,
    ).catch((error: unknown) => refuseSyntax(error, output));
    if (result.kind === 'refused') return reportRefusal(result, output, args.json === true);
    if (args.json === true) output.document(describe(result, placeOf(args, result.api)));
    else printImport(result, output);
    return EXIT.ok;
  },
};

/** Options of an import as API Gateway does it, which source code has nothing of. */
function refuseWith(args: Arguments, option: string, others: readonly string[]): void {
  const given = others.find((name) => args[name] !== undefined && args[name] !== false);
  if (given === undefined) return;
  throw new SluiceError('usage-invalid', `Cannot use --${given} with ${option}: the whole definition is written`);
}

/** Observed: what cannot be parsed is refused with the message for what is no document. The place is ours. */
function refuseSyntax(error: unknown, output: Output): RefusedImport {
  if (!(error instanceof SluiceError) || error.code !== 'source-syntax') throw error;
  output.log(printError(error));
  return refused(INVALID_INPUT);
}

async function importTarget(args: Arguments, io: CommandIo): Promise<ImportTarget | undefined> {
  const onto = text(args.onto);
  if (onto === undefined) {
    if (args.mode === undefined) return undefined;
    throw new SluiceError('usage-invalid', 'Cannot use --mode without --onto: a new API has nothing to merge with');
  }
  const result = await importSource(args, io, onto, {});
  if (result.kind === 'refused') {
    throw new SluiceError('refused-import', `Cannot import the API of --onto: ${result.error.message}`, {
      place: onto,
    });
  }
  return { api: result.api, mode: args.mode === 'overwrite' ? 'overwrite' : 'merge' };
}

/** The exception of API Gateway, on standard output with `--json`. */
export function reportRefusal(
  { error, diagnostics }: Pick<RefusedImport, 'error' | 'diagnostics'>,
  output: Output,
  json: boolean,
): number {
  if (json) output.document({ error: { code: error.code, message: error.message } });
  else {
    output.diagnostics(diagnostics);
    output.log(`error ${error.code}  ${error.message}`);
  }
  return EXIT.findings;
}

function describe({ api, warnings }: ImportedApi, place: ApiPlace): object {
  return {
    restApi: renderRestApi(api, place),
    warnings,
    resources: renderResources(api),
    models: renderModels(api, place.restApiId),
    authorizers: renderAuthorizers(api),
    requestValidators: renderRequestValidators(api),
    gatewayResponses: renderGatewayResponses(api),
    documentationParts: renderDocumentationParts(api),
  };
}

function printImport({ api, warnings, diagnostics }: ImportedApi, output: Output): void {
  output.diagnostics(diagnostics.filter(({ severity }) => severity !== 'info'));
  for (const warning of warnings) output.line(`${output.paint('yellow', 'warning')}  ${warning}`);
  const rows = api.resources.flatMap(({ path, methods }) =>
    methods.map((method) => [
      method.httpMethod,
      path,
      method.integration?.type ?? 'no integration',
      [method.authorization?.type ?? 'NONE', ...(method.apiKeyRequired === true ? ['API key'] : [])].join(', '),
    ]),
  );
  output.table(rows);
  const counts = [
    count(renderResources(api).length, 'resource'),
    count(rows.length, 'method'),
    count(api.models?.length ?? 0, 'model'),
    count(api.authorizers?.length ?? 0, 'authorizer'),
    count(warnings.length, 'warning'),
  ];
  output.line(`${output.bold(printValue(api.name))}: ${counts.join(', ')}`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
