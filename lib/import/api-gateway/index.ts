/** The import of OpenAPI documents exactly as API Gateway does it. */
export { importAsApiGateway } from './import-rest-api.js';
export {
  INVALID_INPUT,
  refused,
  type ImportedApi,
  type ImportError,
  type ImportOptions,
  type ImportResult,
  type RefusedImport,
} from './import-result.js';
export { putAsApiGateway, type PutOptions } from './put-rest-api.js';
