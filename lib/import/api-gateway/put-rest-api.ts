import type { Document, Resource, RestApi } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { resourceErrors } from './checks/resources.js';
import { importAsApiGateway } from './import-rest-api.js';
import { refusalMessage, refused, type ImportOptions, type ImportResult } from './import-result.js';
import { mergeParts } from './kept-members.js';

/** The parameters of PutRestApi. The endpoint type of an API does not change. */
export interface PutOptions extends Omit<ImportOptions, 'id' | 'endpointConfigurationTypes'> {
  /** Default `merge`. */
  readonly mode?: 'merge' | 'overwrite';
}

/**
 * Imports a document onto an API as PutRestApi does.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-update.html (a merge
 * replaces whole methods and leaves what the document does not mention; an overwrite leaves the id, the type of the
 * endpoint, stages and tags)
 */
export function putAsApiGateway(existing: RestApi, document: Document, options: PutOptions = {}): ImportResult {
  const { mode = 'merge', ...parameters } = options;
  const result = importAsApiGateway(document, { ...parameters, id: existing.id });
  if (result.kind === 'refused') return result;
  const api = mode === 'merge' ? merge(existing, result.api) : overwrite(existing, result.api);
  const errors = resourceErrors(api);
  if (errors.length > 0) return refused(refusalMessage(errors, result.warnings), result.diagnostics);
  return { ...result, api };
}

function overwrite(existing: RestApi, imported: RestApi): RestApi {
  return {
    ...imported,
    id: existing.id,
    endpoint: { ...imported.endpoint, ...endpointType(existing) },
    stages: existing.stages,
    ...defined({ tags: existing.tags }),
  };
}

/** Observed: binary media types are added behind those of the API; name and version are those of the document. */
function merge(existing: RestApi, imported: RestApi): RestApi {
  const parts = mergeParts(existing.documentation?.parts, imported.documentation?.parts);
  return {
    ...existing,
    ...imported,
    id: existing.id,
    endpoint: { ...existing.endpoint, ...imported.endpoint, ...endpointType(existing) },
    stages: existing.stages,
    resources: mergeResources(existing.resources, imported.resources),
    ...defined({
      documentation: parts === undefined ? undefined : { parts },
      binaryMediaTypes: mergeBy(existing.binaryMediaTypes, imported.binaryMediaTypes, (type) => type),
      models: mergeBy(existing.models, imported.models, ({ name }) => name),
      requestValidators: mergeBy(existing.requestValidators, imported.requestValidators, ({ name }) => name),
      authorizers: mergeBy(existing.authorizers, imported.authorizers, ({ name }) => name),
      gatewayResponses: mergeBy(existing.gatewayResponses, imported.gatewayResponses, (one) => one.responseType),
    }),
  };
}

function endpointType({ endpoint }: RestApi): Pick<NonNullable<RestApi['endpoint']>, 'type' | 'ipAddressType'> {
  return { type: endpoint?.type ?? 'EDGE', ...defined({ ipAddressType: endpoint?.ipAddressType }) };
}

function mergeResources(existing: readonly Resource[], imported: readonly Resource[]): readonly Resource[] {
  const paths = new Set([...existing, ...imported].map(({ path }) => path));
  const methodsAt = (resources: readonly Resource[], path: string): Resource['methods'] =>
    resources.flatMap((resource) => (resource.path === path ? resource.methods : []));
  return [...paths].map((path) => ({
    path,
    methods: mergeBy(methodsAt(existing, path), methodsAt(imported, path), ({ httpMethod }) => httpMethod) ?? [],
  }));
}

/** Both lists, of items with one key the later one in the place of the earlier. */
function mergeBy<T>(
  earlier: readonly T[] | undefined,
  later: readonly T[] | undefined,
  key: (item: T) => string,
): readonly T[] | undefined {
  if (earlier === undefined || later === undefined) return later ?? earlier;
  return [...new Map([...earlier, ...later].map((item) => [key(item), item])).values()];
}
