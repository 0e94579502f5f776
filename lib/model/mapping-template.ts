import type { Value } from './value.js';

/** Mapping templates by content type. */
export type Templates = Readonly<Record<string, Value<string>>>;

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html */
export type PassthroughBehavior = 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html */
export type ContentHandling = 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
