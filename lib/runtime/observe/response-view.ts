import { keptBytes, printBody, type Body } from '../byte-stream.js';
import type { PhaseView } from './trace.js';

/** How a trace shows a response, of an integration or of the gateway. */
export const RESPONSE_VIEW: PhaseView<{ readonly body: Body }> = {
  print: (response) => ({ ...response, body: printBody(response.body) }),
  bodyBytes: ({ body }) => keptBytes(body),
};
