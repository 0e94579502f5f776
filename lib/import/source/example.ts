import type { Json } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { own } from '../../support/own.js';
import { member } from './source-files.js';

/** An answer that a document shows, or that its schema describes. */
export interface ExampleAnswer {
  readonly statusCode: string;
  readonly contentType: string;
  /** Absent: an answer without a body. */
  readonly body?: Json;
}

/**
 * The answer to an operation in its own document: the first success, with its example, or with one made from its schema.
 *
 * Documented: https://spec.openapis.org/oas/v3.0.3#media-type-object and, for 2.0,
 * https://swagger.io/specification/v2/#example-object
 */
export function exampleAnswer(document: Json, operation: Json): ExampleAnswer {
  const responses = member(operation, 'responses');
  const statuses = Object.keys(isObject(responses) ? responses : {});
  const status = statuses.find((code) => /^2(?:\d\d|XX)$/i.test(code)) ?? statuses.find((code) => /^3\d\d$/.test(code));
  const statusCode = status === undefined ? '200' : status.toUpperCase().replace('XX', '00');
  const response = follow(document, member(responses, status ?? 'default'));
  const example = contentExample(document, response) ?? swaggerExample(document, response, operation);
  return {
    statusCode,
    contentType: example?.contentType ?? 'application/json',
    ...(example && { body: example.body }),
  };
}

interface Example {
  readonly contentType: string;
  readonly body: Json;
}

function contentExample(document: Json, response: Json | undefined): Example | undefined {
  const content = member(response, 'content');
  const types = Object.keys(isObject(content) ? content : {});
  const contentType = types.find((type) => type.includes('json')) ?? types[0];
  if (contentType === undefined) return undefined;
  const media = member(content, contentType);
  const examples = member(media, 'examples');
  const [first] = Object.values(isObject(examples) ? examples : {});
  const written = member(media, 'example') ?? member(follow(document, first), 'value');
  const schema = member(media, 'schema');
  if (written === undefined && schema === undefined) return undefined;
  return { contentType, body: written ?? sampleOf(document, schema, 0) };
}

function swaggerExample(document: Json, response: Json | undefined, operation: Json): Example | undefined {
  const [written] = Object.entries(recordOf(member(response, 'examples')));
  if (written !== undefined) return { contentType: written[0], body: written[1] };
  const schema = member(response, 'schema');
  const produced = member(operation, 'produces') ?? member(document, 'produces');
  const first = isList(produced) ? produced[0] : undefined;
  if (schema === undefined) return undefined;
  return { contentType: typeof first === 'string' ? first : 'application/json', body: sampleOf(document, schema, 0) };
}

/** A schema may hold itself; deeper than this nobody looks. */
const DEEPEST_SAMPLE = 6;

const SAMPLE_TEXTS: Readonly<Record<string, string>> = {
  date: '2020-01-31',
  'date-time': '2020-01-31T12:00:00Z',
  email: 'someone@example.com',
  uri: 'https://example.com',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** A value that a schema allows, the simplest that shows its shape. */
function sampleOf(document: Json, written: Json | undefined, depth: number): Json {
  const schema = follow(document, written);
  if (!isObject(schema) || depth > DEEPEST_SAMPLE) return null;
  const shown = schema.example ?? schema.default ?? firstOf(schema.enum);
  if (shown !== undefined) return shown;
  const parts = schema.allOf;
  if (isList(parts)) {
    const samples = parts.map((part) => recordOf(sampleOf(document, part, depth + 1)));
    return Object.fromEntries(samples.flatMap((sample) => Object.entries(sample)));
  }
  const choice = firstOf(schema.oneOf) ?? firstOf(schema.anyOf);
  if (choice !== undefined) return sampleOf(document, choice, depth + 1);
  switch (typeName(schema)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(recordOf(schema.properties)).map(([name, property]) => [
          name,
          sampleOf(document, property, depth + 1),
        ]),
      );
    case 'array':
      return schema.items === undefined || depth === DEEPEST_SAMPLE
        ? []
        : [sampleOf(document, schema.items, depth + 1)];
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 0;
    case 'boolean':
      return true;
    default: {
      const { format } = schema;
      return (typeof format === 'string' ? own(SAMPLE_TEXTS, format) : undefined) ?? 'text';
    }
  }
}

function typeName(schema: Readonly<Record<string, Json>>): string {
  if (typeof schema.type === 'string') return schema.type.toLowerCase();
  return schema.properties === undefined ? 'string' : 'object';
}

/** Most references that may lead from one to the next. */
const LONGEST_CHAIN = 16;

/** What a value is once its references within the document are followed. */
export function follow(document: Json, value: Json | undefined): Json | undefined {
  let found = value;
  for (let steps = 0; steps < LONGEST_CHAIN; steps++) {
    const ref = member(found, '$ref');
    if (typeof ref !== 'string' || !ref.startsWith('#/')) return found;
    found = ref
      .slice(2)
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<Json | undefined>((target, step) => member(target, step), document);
  }
  return undefined;
}

function recordOf(value: Json | undefined): Readonly<Record<string, Json>> {
  return isObject(value) ? value : {};
}

function firstOf(value: Json | undefined): Json | undefined {
  return isList(value) ? value[0] : undefined;
}
