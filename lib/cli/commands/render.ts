import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { TemplateContext } from '../../runtime/mapping/context-variables.js';
import { compileMappingTemplate, type MappingInput } from '../../runtime/mapping/render-template.js';
import { JavaMap, type JavaValue } from '../../support/java/collections.js';
import { JavaJsonSyntaxError, parseJson, printJson } from '../../support/java/json.js';
import { printJava } from '../../support/java/text.js';
import { SluiceError } from '../../support/sluice-error.js';
import { excerptAt, positionAt } from '../../support/source-text.js';
import { VtlRenderError, VtlSyntaxError, type TraceEvent } from '../../vtl/index.js';
import { EXIT, type Command, type CommandIo } from '../command.js';
import { Output } from '../output.js';
import { whyUnreadable } from '../../support/unreadable.js';

export const render: Command = {
  name: 'render [template]',
  describe: 'Render a mapping template as API Gateway does',
  positional: { name: 'template', describe: 'File of the template; not with --jsonl' },
  options: {
    event: {
      type: 'string',
      describe: 'JSON file: { body, params: { path, querystring, header }, context, stageVariables }',
    },
    trace: { type: 'boolean', default: false, describe: 'Show what each directive and reference does' },
    jsonl: {
      type: 'boolean',
      default: false,
      describe: 'Read lines { template, input }, write lines { output, overrides } or { error }',
    },
    json: { type: 'boolean', default: false, describe: 'Print one JSON document' },
  },
  examples: [
    ['render request.vm --event event.json', 'the text that the backend would get'],
    ['render request.vm --event event.json --trace', 'and how it came about'],
    ['render --jsonl < cases.jsonl', 'many templates at once'],
  ],
  async run(args, io) {
    if (args.jsonl === true) return renderLines(io);
    const { template, event } = args;
    if (typeof template !== 'string') {
      throw new SluiceError('usage-template', 'Cannot render: no template is named', {
        hint: 'Name a file as in "sluice render request.vm --event event.json", or pass --jsonl and lines on standard input',
      });
    }
    return renderFile(template, typeof event === 'string' ? event : undefined, args, io);
  },
};

async function renderFile(
  template: string,
  event: string | undefined,
  args: Readonly<Record<string, unknown>>,
  io: CommandIo,
): Promise<number> {
  const output = new Output(io, args.json === true);
  const source = await readText(template, io.cwd);
  const input = event === undefined ? new JavaMap() : readEvent(await readText(event, io.cwd), event);
  const bindings = toMappingInput(input);
  const trace = args.trace === true ? (traced: TraceEvent) => output.log(printEvent(source, traced)) : undefined;
  try {
    const mapping = compileMappingTemplate(source);
    const rendered = mapping.render(bindings, trace === undefined ? {} : { trace });
    if (args.json === true)
      output.document(JSON.parse(printJson(resultOf(rendered.output, bindings.context), 'compact')));
    else {
      io.stdout.write(rendered.output);
      const overrides = overridesOf(bindings.context);
      if (overrides.entries.size > 0) output.log(`overrides ${printJson(overrides, 'compact')}`);
    }
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof VtlSyntaxError) && !(error instanceof VtlRenderError)) throw error;
    throw new SluiceError(
      error instanceof VtlSyntaxError ? 'finding-template-syntax' : 'finding-template-render',
      error.message,
      {
        place: `${template}:${error.line}:${error.column}`,
        excerpt: error.excerpt,
        cause: error,
      },
    );
  }
}

/** One line in, one line out; a template that fails is an answer, not the end. A line that is no JSON is the end. */
async function renderLines(io: CommandIo): Promise<number> {
  let number = 0;
  for await (const line of createInterface({ input: io.stdin, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    io.stdout.write(`${printJson(renderLine(line, `line ${number} of standard input`), 'compact')}\n`);
  }
  return EXIT.ok;
}

function renderLine(line: string, place: string): JavaMap {
  const request = readEvent(line, place);
  const template = member(request, 'template');
  const input = member(request, 'input');
  try {
    const mapping = compileMappingTemplate(template === null ? '' : printJava(template));
    const bindings = toMappingInput(input instanceof JavaMap ? input : new JavaMap());
    return resultOf(mapping.render(bindings).output, bindings.context);
  } catch (error) {
    if (!(error instanceof VtlSyntaxError) && !(error instanceof VtlRenderError)) throw error;
    const { message, line: lineNumber, column } = error;
    const kind = error instanceof VtlSyntaxError ? 'parse' : 'render';
    return JavaMap.of({ error: JavaMap.of({ kind, message, line: lineNumber, column }) });
  }
}

function resultOf(output: string, context: TemplateContext): JavaMap {
  const overrides = overridesOf(context);
  return JavaMap.of(overrides.entries.size === 0 ? { output } : { output, overrides });
}

/** The overrides as templates left them, without what is empty. */
function overridesOf({ requestOverride, responseOverride }: TemplateContext): JavaMap {
  const overrides = new JavaMap();
  for (const [name, value] of Object.entries({ requestOverride, responseOverride })) {
    const set = value instanceof JavaMap ? withoutEmptyMaps(value) : value;
    if (set !== null && !isEmptyMap(set)) overrides.entries.set(name, set);
  }
  return overrides;
}

function withoutEmptyMaps(map: JavaMap): JavaMap {
  return new JavaMap(new Map([...map.entries].filter(([, value]) => !isEmptyMap(value))));
}

function isEmptyMap(value: JavaValue): boolean {
  return value instanceof JavaMap && value.entries.size === 0;
}

function toMappingInput(input: JavaMap): MappingInput {
  const params = member(input, 'params');
  const context = member(input, 'context');
  const body = member(input, 'body');
  return {
    body: body === null ? undefined : body instanceof JavaMap ? printJson(body, 'compact') : printJava(body),
    params: {
      path: textsOf(member(params, 'path')),
      querystring: textsOf(member(params, 'querystring')),
      header: textsOf(member(params, 'header')),
    },
    context: TemplateContext.complete(context instanceof JavaMap ? context : new JavaMap(), 'given'),
    stageVariables: textsOf(member(input, 'stageVariables')),
  };
}

function textsOf(value: JavaValue): ReadonlyMap<string, string> {
  if (!(value instanceof JavaMap)) return new Map();
  return new Map([...value.entries].map(([name, text]) => [printJava(name), text === null ? '' : printJava(text)]));
}

function member(value: JavaValue, name: string): JavaValue {
  return value instanceof JavaMap ? (value.entries.get(name) ?? null) : null;
}

function readEvent(text: string, file: string): JavaMap {
  let value: JavaValue;
  try {
    value = parseJson(text);
  } catch (error) {
    if (!(error instanceof JavaJsonSyntaxError)) throw error;
    const { line, column } = positionAt(text, error.position);
    throw new SluiceError('event-invalid', error.message, {
      place: `${file}:${line}:${column}`,
      excerpt: excerptAt(text, error.position),
      cause: error,
    });
  }
  if (value instanceof JavaMap) return value;
  throw new SluiceError('event-invalid', 'Cannot read the event: expected a JSON object', {
    place: file,
    hint: 'Write { "body": "…", "params": { "path": {}, "querystring": {}, "header": {} }, "context": {}, "stageVariables": {} }',
  });
}

async function readText(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new SluiceError('file-unreadable', `Cannot read ${JSON.stringify(file)}: ${whyUnreadable(error)}`, {
      place: file,
      cause: error,
    });
  }
}

/** `3:5  #if($x == 1)  true` */
function printEvent(source: string, { node, effect }: TraceEvent): string {
  const { line, column } = positionAt(source, node.start);
  const [written = ''] = source
    .slice(node.start, node.end)
    .trim()
    .split(/[\r\n]/, 1);
  return `${line}:${column}  ${written.length > 60 ? `${written.slice(0, 59)}…` : written}  → ${effect()}`;
}
