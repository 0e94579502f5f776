import {
  isDocumentObject,
  type Diagnostic,
  type Document,
  type DocumentObject,
  type RestApi,
} from '../../model/index.js';
import { rootCursor } from '../openapi/cursor.js';
import { readOpenApi } from '../openapi/document.js';
import { Reading } from '../openapi/reading.js';
import { pathPrefix, readServers } from '../openapi/servers.js';
import { findErrors } from './checks/index.js';
import { functionFindings } from './function-findings.js';
import { INVALID_INPUT, refusalMessage, refused, type ImportOptions, type ImportResult } from './import-result.js';
import { inlineReferences } from './inline-references.js';
import { keptMembers } from './kept-members.js';
import { operationsOf } from './operations.js';
import { ignoreUnsupported } from './passes/index.js';

/**
 * Imports an OpenAPI 3.0 or Swagger 2.0 document as ImportRestApi does: what API Gateway does not keep is not in the API,
 * what it warns of is a warning in its words, and what it refuses is its exception.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_ImportRestApi.html
 *
 * @example importAsApiGateway(document, { id: 'pets', basepath: 'prepend' }).kind // 'imported'
 */
export function importAsApiGateway(document: Document, options: ImportOptions): ImportResult {
  const version = versionOf(document);
  if (version === undefined || !isDocumentObject(document)) return refused(INVALID_INPUT);
  const inlined = inlineReferences(document);
  const prefix = prefixOf(inlined, version, options);
  const { document: kept, warnings } = ignoreUnsupported(inlined, { version, prefix });
  const { api, diagnostics } = readRest(kept, options);
  const findings = [...functionFindings(document, options), ...diagnostics];
  const imported = withEndpoint(keptMembers(api, options.ignoreDocumentation === true), options);
  const errors = findErrors({ document: kept, operations: operationsOf(kept, prefix), api: imported });
  if (errors.length > 0 || (options.failOnWarnings === true && warnings.length > 0)) {
    return refused(refusalMessage(errors, warnings), findings);
  }
  return { kind: 'imported', api: imported, warnings, diagnostics: findings };
}

/** Assumed: a document of OpenAPI 3.1, which API Gateway does not import, is none that can be read. */
function versionOf(document: Document): '2.0' | '3.0' | undefined {
  if (!isDocumentObject(document)) return undefined;
  const { openapi, swagger } = document;
  const written = openapi ?? swagger;
  const text = typeof written === 'number' ? written.toFixed(1) : written;
  if (typeof text !== 'string') return undefined;
  if (openapi !== undefined) return /^3\.0(?:\.|$)/.test(text) ? '3.0' : undefined;
  return text === '2.0' ? '2.0' : undefined;
}

function prefixOf(document: DocumentObject, version: '2.0' | '3.0', options: ImportOptions): string {
  const reading = new Reading(rootCursor(document), version, options);
  return pathPrefix(readServers(reading).basePath, options.basepath ?? 'ignore');
}

function readRest(
  document: DocumentObject,
  { id, file, places, basepath = 'ignore' }: ImportOptions,
): { readonly api: RestApi; readonly diagnostics: readonly Diagnostic[] } {
  const { api, diagnostics } = readOpenApi(document, {
    id,
    ...(file !== undefined && { file }),
    ...(places !== undefined && { places }),
    basepath,
    protocol: 'REST',
  });
  if (api.protocol !== 'REST') throw new Error('a document that is read as a REST API became another one');
  return { api, diagnostics };
}

/**
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html
 * (the document does not have the type of the endpoint: the parameter has)
 */
function withEndpoint(api: RestApi, { endpointConfigurationTypes: type = 'EDGE' }: ImportOptions): RestApi {
  return { ...api, endpoint: { ...api.endpoint, type } };
}
