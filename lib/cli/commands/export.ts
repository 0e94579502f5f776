import { stableId } from '../../runtime/stable-id.js';
import {
  EXPORT_EXTENSIONS,
  exportAsApiGateway,
  printYaml,
  type ExportExtension,
} from '../../synth/api-gateway-export/index.js';
import { SluiceError } from '../../support/sluice-error.js';
import { text } from '../argument-values.js';
import { EXIT, type Command } from '../command.js';
import { importSource, placeOf } from '../imported-api.js';
import { Output } from '../output.js';
import { SOURCE_OPTIONS, SOURCE_POSITIONAL } from '../source-options.js';
import { reportRefusal } from './import.js';

export const exportCommand: Command = {
  name: 'export [source]',
  describe: "Write the document that API Gateway's GetExport returns, with what it leaves out left out",
  positional: SOURCE_POSITIONAL,
  options: {
    ...SOURCE_OPTIONS,
    type: { choices: ['oas30', 'swagger'] as const, default: 'oas30', describe: 'OpenAPI 3.0 or Swagger 2.0' },
    extensions: {
      type: 'string',
      array: true,
      describe: `What is added, with commas between: ${EXPORT_EXTENSIONS.join(', ')}; default: nothing`,
    },
    accept: {
      choices: ['application/json', 'application/yaml'] as const,
      default: 'application/json',
      describe: 'Format of the document',
    },
  },
  examples: [
    ['export openapi.yaml --stage prod', 'plain OpenAPI 3.0, for those who call the API'],
    ['export openapi.yaml --type swagger --extensions integrations,authorizers', 'a document to import again'],
    ['export --extensions apigateway --accept application/yaml', 'the API of this CDK app, as YAML'],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const extensions = readExtensions(args.extensions);
    const imported = await importSource(args, io, text(args.source), {});
    if (imported.kind === 'refused') return reportRefusal(imported, output, args.json === true);
    const { api } = imported;
    const stageName = text(args.stage) ?? api.stages[0]?.name ?? DEFAULT_STAGE;
    const result = exportAsApiGateway(api, {
      type: args.type === 'swagger' ? 'swagger' : 'oas30',
      extensions,
      stageName,
      ...placeOf(args, api),
      deployedAt: new Date(),
      resourceId: (path) => stableId(`resource ${api.id} ${path}`, 6),
    });
    if (result.kind === 'refused') {
      return reportRefusal({ error: result.error, diagnostics: [] }, output, args.json === true);
    }
    const { document } = result;
    if (args.accept === 'application/yaml') io.stdout.write(printYaml(document));
    else io.stdout.write(`${JSON.stringify(document, null, args.json === true ? undefined : 2)}\n`);
    return EXIT.ok;
  },
};

/** The stage that a document's API gets. */
const DEFAULT_STAGE = 'dev';

function readExtensions(given: unknown): readonly ExportExtension[] {
  const words = (Array.isArray(given) ? given : []).flatMap((item) => String(item).split(','));
  return words.map((word) => {
    const extension = EXPORT_EXTENSIONS.find((known) => known === word.trim());
    if (extension !== undefined) return extension;
    const why = word.trim() === 'postman' ? 'Postman extensions are not imitated' : 'API Gateway has none of this name';
    throw new SluiceError('usage-invalid', `--extensions ${word} is not supported: ${why}`, {
      hint: `Available extensions: ${EXPORT_EXTENSIONS.join(', ')}`,
    });
  });
}
