/** The documents that GetExport of API Gateway returns. */
export { exportAsApiGateway } from './export-rest-api.js';
export { EXPORT_EXTENSIONS, type ExportExtension, type ExportOptions, type ExportResult } from './export-options.js';
export { printYaml } from './print-yaml.js';
