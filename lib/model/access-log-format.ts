import { lateText, type LateText } from './late-text.js';
import { isDeployTime, type Value } from './value.js';

/**
 * The line that an access log has for each request, parsed once: text with context variables in it. JSON, CLF, XML and
 * CSV are all such text.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export type AccessLogFormat =
  { readonly kind: 'format'; readonly parts: readonly AccessLogPart[] } | LateText<'access-log-format'>;

export type AccessLogPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `$context.identity.sourceIp`: its path is `identity.sourceIp`. */
  | { readonly kind: 'context'; readonly path: string };

/**
 * Documented: names hold letters, digits and underscores; every other character, such as the dot that ends a sentence,
 * is text.
 */
const REFERENCE = /\$context\.(\w+(?:\.\w+)*)/g;

export function parseAccessLogFormat(text: Value<string>): AccessLogFormat {
  if (isDeployTime(text)) return lateText('access-log-format', text);
  // Every second piece is a path.
  const pieces = text.split(REFERENCE);
  const parts = pieces.map((piece, index): AccessLogPart =>
    index % 2 === 0 ? { kind: 'text', text: piece } : { kind: 'context', path: piece },
  );
  return { kind: 'format', parts: parts.filter((part) => part.kind === 'context' || part.text !== '') };
}

export function printAccessLogFormat(format: AccessLogFormat): Value<string> {
  if (format.kind === 'deploy-time') return format.value;
  return format.parts.map((part) => (part.kind === 'text' ? part.text : `$context.${part.path}`)).join('');
}
