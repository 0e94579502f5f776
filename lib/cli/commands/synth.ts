import { join, resolve } from 'node:path';
import type { Api } from '../../model/api.js';
import { diagnostic, type Diagnostic } from '../../model/diagnostic.js';
import { renderTemplate } from '../../synth/cloudformation/index.js';
import { printOpenApi, renderOpenApi } from '../../synth/openapi/document.js';
import { renderSwagger } from '../../synth/openapi/swagger.js';
import { SluiceError } from '../../support/sluice-error.js';
import { EXIT, type Command } from '../command.js';
import { checkSource } from '../lint/check-source.js';
import { Output } from '../output.js';
import { text } from '../argument-values.js';
import { openSource, SOURCE_OPTIONS, SOURCE_POSITIONAL } from '../source-options.js';
import { writeFiles } from '../write-files.js';

export const synth: Command = {
  name: 'synth [source]',
  describe: 'Write a source as a CloudFormation template or as our complete OpenAPI or Swagger document',
  positional: SOURCE_POSITIONAL,
  options: {
    ...SOURCE_OPTIONS,
    out: { type: 'string', describe: 'Folder to write to; default: standard output' },
    format: {
      choices: ['cloudformation', 'openapi', 'swagger'] as const,
      default: 'cloudformation',
      describe: 'What to write',
    },
    definition: {
      choices: ['body', 'resources'] as const,
      describe:
        "In a template: the definition of an API in its Body, or in resources for each path, method and so on; default: 'body'. A WebSocket API always has resources",
    },
  },
  examples: [
    ['synth openapi.yaml', 'a document as a template'],
    ['synth openapi.yaml --definition resources', 'a document as a template with a resource for each method'],
    ['synth --format openapi --out api', 'the CDK app of this folder as documents, one an API'],
    ['synth --format swagger --api Pets', 'one REST API of it as a Swagger 2.0 document'],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const opened = await openSource(args, io);
    // As it was written: what is resolved is for this machine.
    const written = opened.source.collection;
    const asked = new Set(opened.collection.apis.map(({ id }) => id));
    const collection = { ...written, apis: written.apis.filter(({ id }) => asked.has(id)) };
    const format = args.format === 'openapi' || args.format === 'swagger' ? args.format : undefined;
    if (format !== undefined && args.definition !== undefined) {
      throw new SluiceError('usage-invalid', '--definition applies to templates only');
    }
    const { files, diagnostics } =
      format !== undefined
        ? documentFiles(collection.apis, format)
        : templateFile(collection, args.definition === 'resources' ? 'resources' : 'body');
    const checked = checkSource(opened).findings.map(({ finding }) => finding);
    const findings = [...checked.filter(({ severity }) => severity !== 'info'), ...diagnostics];
    const out = text(args.out);
    if (out !== undefined) {
      writeFiles(
        resolve(io.cwd, out),
        files.map(({ name, document }) => ({ name, text: `${JSON.stringify(document, null, 2)}\n` })),
      );
      output.diagnostics(findings);
      output.line(`Wrote ${files.map(({ name }) => join(out, name)).join(', ')}`);
      if (args.json === true) output.document({ files: files.map(({ name }) => join(out, name)) });
      return EXIT.ok;
    }
    const [only, ...others] = files;
    if (only === undefined || others.length > 0) {
      throw new SluiceError('usage-invalid', `The source has ${files.length} documents; standard output takes one`, {
        hint: 'Give --out folder, or choose one API with --api',
      });
    }
    output.diagnostics(findings);
    io.stdout.write(`${JSON.stringify(only.document, null, args.json === true ? undefined : 2)}\n`);
    return EXIT.ok;
  },
};

interface WrittenFiles {
  readonly files: readonly { readonly name: string; readonly document: unknown }[];
  readonly diagnostics: readonly Diagnostic[];
}

function templateFile(
  collection: Parameters<typeof renderTemplate>[0],
  definition: 'body' | 'resources',
): WrittenFiles {
  const { template, diagnostics } = renderTemplate(collection, { definition });
  return { files: [{ name: 'template.json', document: template }], diagnostics };
}

/** @throws {SluiceError} usage-invalid where no API has a document of the format */
function documentFiles(apis: readonly Api[], format: 'openapi' | 'swagger'): WrittenFiles {
  const written = apis.flatMap((api) => {
    const rendered = renderDocument(api, format);
    if (rendered === undefined) return [];
    const printed = printOpenApi(rendered.document);
    return [
      {
        name: `${fileName(api.id)}.${format}.json`,
        document: printed.document,
        diagnostics: [...rendered.diagnostics, ...printed.diagnostics],
      },
    ];
  });
  const left = apis.flatMap(({ id, protocol }) => {
    const reason = noDocument(protocol, format);
    return reason === undefined ? [] : [diagnostic('not-representable', { element: id }, reason)];
  });
  const [refused] = left;
  if (written.length === 0 && refused !== undefined) {
    throw new SluiceError('usage-invalid', `${refused.place.element ?? ''}: ${refused.message}`, {
      hint: 'Leave --format out to write a template',
    });
  }
  return { files: written, diagnostics: [...left, ...written.flatMap(({ diagnostics }) => diagnostics)] };
}

function renderDocument(api: Api, format: 'openapi' | 'swagger'): ReturnType<typeof renderOpenApi> | undefined {
  if (api.protocol === 'REST' && format === 'swagger') return renderSwagger(api);
  if (api.protocol === 'WEBSOCKET' || format === 'swagger') return undefined;
  return renderOpenApi(api);
}

/**
 * Why an API has no document of a format; undefined where it has one.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html (`Body`)
 */
function noDocument(protocol: Api['protocol'], format: 'openapi' | 'swagger'): string | undefined {
  if (protocol === 'WEBSOCKET') {
    return 'A WebSocket API has no OpenAPI document: API Gateway imports and exports definitions of REST and HTTP APIs only';
  }
  if (protocol === 'HTTP' && format === 'swagger') {
    return 'An HTTP API has no Swagger 2.0 document: API Gateway imports OpenAPI 3.0 for HTTP APIs; --format openapi writes it';
  }
  return undefined;
}

function fileName(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]+/g, '-');
}
