/** OpenAPI and Swagger documents, read into the model. */
export { isOpenApi, readOpenApi, type ReadOptions } from './document.js';
