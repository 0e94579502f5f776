import { isDocumentObject, type Diagnostic, type Document, type HttpApi, type RestApi } from '../../model/index.js';
import { SluiceError } from '../../support/sluice-error.js';
import { member, rootCursor, type Cursor } from './cursor.js';
import { readHttpApi } from './http-api.js';
import { detectProtocol } from './protocol.js';
import { Reading, type ReadOptions } from './reading.js';
import { readRestApi } from './rest-api.js';
import { section } from './section.js';

export type { ReadOptions } from './reading.js';

/**
 * Reads an OpenAPI 3.0 or 3.1 or a Swagger 2.0 document, with API Gateway's extensions, as completely as the model has
 * room: what API Gateway itself would lose in an import stays. Whatever is not read is reported with its place.
 *
 * Values that only deployment knows may stand anywhere in the document; where the model needs to know one, it is
 * reported.
 *
 * @throws {SluiceError} `openapi-version` when the document is of no version that is read, or no such document at all
 */
export function readOpenApi(
  document: Document,
  options: ReadOptions,
): { readonly api: RestApi | HttpApi; readonly diagnostics: readonly Diagnostic[] } {
  const root = rootCursor(document);
  const version = readVersion(root, options);
  const reading = new Reading(root, version, options);
  if (version === '3.1') {
    reading.report(
      'not-read',
      member(root, 'openapi') ?? root,
      'API Gateway imports OpenAPI 3.0 and Swagger 2.0: members and schema keywords that 3.1 adds have no effect',
      'info',
    );
  }
  const protocol = options.protocol ?? findProtocol(reading);
  const api = protocol === 'HTTP' ? readHttpApi(reading, options) : readRestApi(reading, options);
  return { api, diagnostics: reading.diagnostics };
}

function findProtocol(reading: Reading): 'REST' | 'HTTP' {
  const schemes = section(reading, 'securitySchemes', 'securityDefinitions');
  const { protocol, because, although } = detectProtocol(reading.root, schemes);
  if (although.length > 0) {
    const [kind, other, flag] =
      protocol === 'REST' ? ['a REST API', 'an HTTP API', 'http'] : ['an HTTP API', 'a REST API', 'rest'];
    reading.report(
      'not-read',
      reading.root,
      `Reads the document as the definition of ${kind}, because of ${because.join(', ')}; ` +
        `${although.join(', ')} would be ${other}'s: --protocol ${flag} reads it as one`,
    );
  }
  return protocol;
}

/** Versions are written as text and, by mistake, as numbers. */
function readVersion(root: Cursor, options: ReadOptions): '2.0' | '3.0' | '3.1' {
  const name = options.file ?? options.id;
  const place = options.file === undefined ? {} : { place: options.file };
  if (!isDocumentObject(root.value))
    throw new SluiceError('openapi-version', `Cannot read ${name}: it is no object`, place);
  const written = member(root, 'openapi')?.value ?? member(root, 'swagger')?.value;
  const version = typeof written === 'number' ? written.toFixed(1) : written;
  if (typeof version === 'string') {
    const [, known] = /^(2\.0|3\.0|3\.1)(?:\.|$)/.exec(version) ?? [];
    const wanted = member(root, 'openapi') === undefined ? ['2.0'] : ['3.0', '3.1'];
    if (known !== undefined && wanted.includes(known)) return known as '2.0' | '3.0' | '3.1';
    throw new SluiceError(
      'openapi-version',
      `Cannot read ${name}: it is of version ${version}, and OpenAPI 3.0, 3.1 and Swagger 2.0 are read`,
      place,
    );
  }
  throw new SluiceError('openapi-version', `Cannot read ${name}: it is no OpenAPI document`, {
    ...place,
    hint: 'Such a document has the member "openapi" or "swagger" with its version',
  });
}
