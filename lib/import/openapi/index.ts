/** OpenAPI and Swagger documents, read into the model. */
export { readOpenApi, type ReadOptions } from './document.js';
