import { keptBytes, printBody } from '../byte-stream.js';
import type { PhaseView } from '../observe/trace.js';
import type { IntegrationRequest, IntegrationResult } from './invoke-integration.js';

/** How a trace shows what went to a backend and what came back. */
export const EXCHANGE_VIEW: PhaseView<IntegrationRequest | IntegrationResult> = {
  print(exchanged) {
    switch (exchanged.kind) {
      case 'http':
      case 'answer':
      case 'http-stream':
      case 'lambda-stream':
        return { ...exchanged, body: printBody(exchanged.body) };
      case 'lambda':
        return { ...exchanged, payload: exchanged.payload.text() };
      case 'mock':
      case 'accepted':
        return exchanged;
    }
  },
  secretsIn: (exchanged) => (exchanged.kind === 'http' || exchanged.kind === 'answer' ? exchanged.headers : []),
  bodyBytes(exchanged) {
    switch (exchanged.kind) {
      case 'http':
      case 'answer':
      case 'http-stream':
      case 'lambda-stream':
        return keptBytes(exchanged.body);
      case 'lambda':
        return exchanged.payload.keptBytes;
      case 'mock':
      case 'accepted':
        return 0;
    }
  },
};
