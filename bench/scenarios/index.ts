import { coldStart } from './cold-start.js';
import { fetchInProcess } from './fetch-in-process.js';
import { synthLargeApi } from './synth-large-api.js';

/** What is no load of requests: each says its figures as lines. */
export const SCENARIOS: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  'cold-start': coldStart,
  'fetch-in-process': fetchInProcess,
  'synth-large-api': synthLargeApi,
};
