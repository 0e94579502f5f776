import { diagnostic, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Binary media types that match no Content-Type or Accept header. API Gateway compares them with the media type of a
 * header, without its parameters; a wildcard stands for all subtypes of a type, or for everything.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
 * Observed: a wildcard on the left alone covers nothing (docs/aws/rest-runtime.md section 7).
 */
export const binaryTypeUnmatched = defineRule({
  codes: ['binary-type-unmatched'],
  protocols: ['REST'],
  summary: 'A binary media type matches no request or response',
  fix: 'Write one media type without parameters, as image/png, image/* or */*',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html',
  check: ({ binaryMediaTypes = [] }) =>
    binaryMediaTypes.flatMap((type): readonly Diagnostic[] => {
      if (typeof type !== 'string' || canMatch(type)) return [];
      const message = `The binary media type ${JSON.stringify(type)} matches no media type`;
      return [diagnostic('binary-type-unmatched', { property: 'binaryMediaTypes' }, message)];
    }),
});

/** Documented: https://datatracker.ietf.org/doc/html/rfc9110#section-8.3.1 (the characters of a type and a subtype) */
function canMatch(type: string): boolean {
  return type === '*/*' || /^[\w!#$%&'+.^`|~-]+\/(?:\*|[\w!#$%&'+.^`|~-]+)$/.test(type);
}
