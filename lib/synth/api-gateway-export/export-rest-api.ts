import { isDocumentObject, type RestApi } from '../../model/index.js';
import { deploymentError } from './deployment-error.js';
import type { ExportOptions, ExportResult } from './export-options.js';
import { withText } from './members.js';
import { renderOas30 } from './oas30.js';
import { renderSwagger } from './swagger.js';

/**
 * Writes an API as GetExport does for a stage to which it is deployed: what API Gateway's own export loses is lost.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html
 * Observed: docs/aws/rest-model.md section 5.
 */
export function exportAsApiGateway(api: RestApi, options: ExportOptions): ExportResult {
  const message = deploymentError(api) ?? nonJsonModel(api);
  if (message !== undefined) return { kind: 'refused', error: { status: 400, code: 'BadRequestException', message } };
  const version = api.version ?? printDate(options.deployedAt);
  const dated = { ...api, version };
  const document = withText(options.type === 'swagger' ? renderSwagger(dated, options) : renderOas30(dated, options));
  return {
    kind: 'exported',
    document: isDocumentObject(document) ? document : {},
    fileName: `${options.type}_${version}.json`,
  };
}

/** Observed: the version of an API without one is a time, to the second. */
function printDate(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html ("Only found non-JSON
 * body models for …")
 * Assumed: what stands at the end is the method.
 */
function nonJsonModel({ resources }: RestApi): string | undefined {
  for (const { path, methods } of resources) {
    for (const { httpMethod, requestModels, responses = [] } of methods) {
      const bodies = [requestModels, ...responses.map(({ responseModels }) => responseModels)];
      const types = bodies.flatMap((models) => Object.keys(models ?? {}));
      if (types.length > 0 && !types.includes('application/json')) {
        return `Only found non-JSON body models for ${httpMethod} ${path}`;
      }
    }
  }
  return undefined;
}
