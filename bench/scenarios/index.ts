import { coldStart } from './cold-start.js';
import { fetchInProcess } from './fetch-in-process.js';
import { reloadFunction } from './reload-function.js';
import { importLargeOpenApi } from './import-large-openapi.js';
import { renderTemplate } from './render-template.js';
import { synthLargeApi } from './synth-large-api.js';

/** What is no load of requests: each says its figures as lines. */
export const SCENARIOS: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  'cold-start': coldStart,
  'fetch-in-process': fetchInProcess,
  'reload-function': reloadFunction,
  'import-large-openapi': importLargeOpenApi,
  'render-template': renderTemplate,
  'synth-large-api': synthLargeApi,
};
