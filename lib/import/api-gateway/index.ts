/** The import of OpenAPI documents exactly as API Gateway does it. */
export { importAsApiGateway } from './import-rest-api.js';
export type { ImportedApi, ImportError, ImportOptions, ImportResult, RefusedImport } from './import-result.js';
export { putAsApiGateway, type PutOptions } from './put-rest-api.js';
