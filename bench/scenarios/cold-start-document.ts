import { join } from 'node:path';
import { firstResponse, serve } from '../commands.js';
import { documentOf, MOCK, write } from '../documents.js';
import type { Scenario } from '../scenario.js';

// One start is only a few of the ticks in which CPU time is counted.
const STARTS = 5;

export const coldStartDocument: Scenario = {
  name: 'cold-start-document',
  sentence: 'First response of a document, against a bare node:http process',
  subject: (settings) =>
    firstResponse(serve(settings.folder, write(settings, documentOf({ operation: MOCK }))), '/pets/7', STARTS),
  floor: ({ folder }) => firstResponse({ args: [join(__dirname, '..', 'raw-server.js')], cwd: folder }, '/', STARTS),
  goal: 3.5,
  limit: 5,
};
