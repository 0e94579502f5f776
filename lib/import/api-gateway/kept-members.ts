import { isDocumentObject, type Document, type Method, type MethodResponse, type RestApi } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { keptSchema } from './kept-schema.js';

/**
 * An API without what a document says to people: API Gateway keeps the description of the API and those of its models, and
 * documentation parts unless they are ignored.
 *
 * Observed: tags, summaries, and descriptions of methods, parameters and responses do not come back; parameters keep
 * their name, place and whether they are required.
 */
export function keptMembers({ documentation, ...api }: RestApi, ignoreDocumentation: boolean): RestApi {
  const parts = ignoreDocumentation ? undefined : documentation?.parts;
  return {
    ...api,
    ...(parts !== undefined && { documentation: { parts } }),
    ...defined({ models: api.models?.map((model) => ({ ...model, schema: keptSchema(model.schema) })) }),
    resources: api.resources.map(({ path, methods }) => ({ path, methods: methods.map(keptMethod) })),
  };
}

function keptMethod({ documentation: _ignored, requestParameters, responses, ...method }: Method): Method {
  return {
    ...method,
    ...defined({
      requestParameters: requestParameters?.map(({ location, name, required }) => ({ location, name, required })),
      responses: responses?.map(keptResponse),
    }),
  };
}

function keptResponse({ statusCode, responseModels, responseHeaders }: MethodResponse): MethodResponse {
  return {
    statusCode,
    ...defined({
      responseModels,
      responseHeaders: responseHeaders?.map(({ name, required }) => ({ name, required })),
    }),
  };
}

/** The parts that two documents have together; of two parts with one location, the later one. */
export function mergeParts(earlier: Document | undefined, later: Document | undefined): Document | undefined {
  if (earlier === undefined || later === undefined) return later ?? earlier;
  const byLocation = new Map<string, Document>();
  for (const part of [...partsOf(earlier), ...partsOf(later)]) {
    byLocation.set(JSON.stringify(isDocumentObject(part) ? part.location : part), part);
  }
  return { ...(isDocumentObject(later) ? later : {}), documentationParts: [...byLocation.values()] };
}

function partsOf(parts: Document): readonly Document[] {
  const list = isDocumentObject(parts) ? parts.documentationParts : undefined;
  return Array.isArray(list) ? (list as readonly Document[]) : [];
}
