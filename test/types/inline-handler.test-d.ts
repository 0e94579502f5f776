import type { InlineHandler, LocalGatewayOptions, RuntimeLog } from '../../lib/testing/index.js';

interface PetEvent {
  readonly pathParameters: { readonly id: string };
}

const log: RuntimeLog = { warn: () => undefined, functionOutput: () => undefined };

// A handler without types of its own reads its event; one with them is taken as it is.
export const options: LocalGatewayOptions = {
  log,
  functions: {
    plain: (event) => ({ statusCode: 200, body: JSON.stringify(event) }),
    typed: ({ pathParameters }: PetEvent) => ({ statusCode: 200, body: pathParameters.id }),
  },
};

export const handler: InlineHandler = (event: PetEvent) => event.pathParameters.id;
