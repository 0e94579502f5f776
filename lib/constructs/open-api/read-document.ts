import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readShortForm } from '../../intrinsics/index.js';
import { readOpenApi } from '../../import/openapi/index.js';
import { parseJsonOrYaml, printTextPath, type ParsedText } from '../../import/text/index.js';
import { isDocumentObject, type Diagnostic, type Document, type RestApi } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { SluiceError } from '../../support/sluice-error.js';
import type { DocumentedApi } from '../definition/api-definition.js';
import { withAuthorizerSchemes } from './scheme-authorizers.js';
import { DocumentTokens } from './document-tokens.js';

/** A document as an API, with tokens as constructs have them, and what reading it found. */
export interface ReadDocument<A extends DocumentedApi = RestApi> {
  readonly model: A;
  readonly diagnostics: readonly Diagnostic[];
  /** The methods or routes, `GET /pets`, whose operations say that anybody may call: `security: []`. */
  readonly open: ReadonlySet<string>;
}

/** Where a document is, and the names of its security schemes that authorizers are given for. */
export interface DocumentSource {
  readonly document?: unknown;
  readonly file?: string;
  readonly authorizers?: Readonly<Record<string, unknown>>;
}

/** Reads the document of an API of a protocol. `place` is the construct path, for messages. */
export function readDocument<A extends DocumentedApi = RestApi>(
  place: string,
  props: DocumentSource,
  protocol: A['protocol'] & DocumentedApi['protocol'],
): ReadDocument<A> {
  const { parsed, value, folder } = load(place, props);
  const others = new Map<string, ParsedText>();
  const tokens = new DocumentTokens();
  const document = tokens.replace(withAuthorizerSchemes(value, Object.keys(props.authorizers ?? {}), place, protocol));
  const { api, diagnostics } = readOpenApi(document, {
    id: place,
    protocol,
    ...(props.file !== undefined && { file: basename(props.file) }),
    ...(folder !== undefined && {
      files: (path) => {
        const other = readText(join(folder, path), place);
        others.set(path, other);
        return tokens.replace(other.value);
      },
    }),
    places: (path, file) =>
      (file === undefined ? parsed : others.get(file))?.locate(path) ?? { property: printTextPath(path) },
  });
  return {
    model: tokens.restore(api as A),
    diagnostics: [...(parsed?.diagnostics ?? []), ...diagnostics],
    open: openOperations(document),
  };
}

function openOperations(document: Document): ReadonlySet<string> {
  const paths = isDocumentObject(document) && isDocumentObject(document.paths) ? document.paths : {};
  const open = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(isDocumentObject(item) ? item : {}).flatMap(([verb, operation]) =>
      isDocumentObject(operation) && isOpen(operation.security) ? [`${methodOf(verb)} ${path}`] : [],
    ),
  );
  return new Set(open);
}

function methodOf(verb: string): string {
  return verb === 'x-amazon-apigateway-any-method' ? 'ANY' : verb.toUpperCase();
}

/** No requirement, or one that asks for nothing. */
function isOpen(security: Document | undefined): boolean {
  return (
    isList(security) &&
    (security.length === 0 || security.some((one) => isDocumentObject(one) && Object.keys(one).length === 0))
  );
}

interface Loaded {
  readonly value: unknown;
  readonly parsed?: ParsedText;
  /** Where relative references lead. */
  readonly folder?: string;
}

function load(place: string, { document, file }: DocumentSource): Loaded {
  if ((document === undefined) === (file === undefined)) {
    throw new SluiceError(
      'openapi-source',
      `${place} has ${file === undefined ? 'no OpenAPI document' : 'two OpenAPI documents'}`,
      { hint: 'Give either document, an object or a text, or file, a path' },
    );
  }
  if (file !== undefined) {
    const parsed = readText(file, place);
    return { value: parsed.value, parsed, folder: dirname(file) };
  }
  if (typeof document !== 'string') return { value: document };
  const parsed = parseJsonOrYaml(document, undefined, { customTags: readShortForm });
  return { value: parsed.value, parsed };
}

function readText(file: string, place: string): ParsedText {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SluiceError('source-not-found', `Cannot read the OpenAPI document ${file}: ${(error as Error).message}`, {
      place,
    });
  }
  return parseJsonOrYaml(text, basename(file), { customTags: readShortForm });
}
