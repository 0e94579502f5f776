import { elsewhere, list, members, present, value, type Compare } from './compare.js';

/** A parameter of a method or of a WebSocket API's route. */
interface Parameter {
  readonly location: string;
  readonly name: string;
  readonly required: boolean;
  readonly documentation?: unknown;
}

/** The request parameters of a route of any kind of API. */
export const compareRequestParameters: Compare<readonly Parameter[]> = list(
  ({ location, name }) => `${location}.${name}`,
  present<Parameter>(
    {
      added: ({ required }) => (required ? 'request-parameter-required' : 'request-parameter-added'),
      removed: 'request-parameter-removed',
    },
    members<Parameter>({
      location: elsewhere,
      name: elsewhere,
      required: value((_before, after) => (after ? 'request-parameter-required' : 'request-parameter-optional')),
      documentation: value('documentation-changed'),
    }),
  ),
);

/** The models of requests, by content type or key. */
export const requestModel: Compare<string | undefined> = value((before, after) =>
  before === undefined
    ? 'request-model-added'
    : after === undefined
      ? 'request-model-removed'
      : 'request-model-changed',
);

/** Whether a route requires an API key. */
export const apiKeyRequired: Compare<boolean> = value((_before, after) =>
  after ? 'api-key-required' : 'api-key-not-required',
);
