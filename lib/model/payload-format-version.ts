/** The form of what a Lambda function of an HTTP API gets and returns. */
export type PayloadFormatVersion = '1.0' | '2.0';

/** How a definition writes a version: YAML reads an unquoted `1.0` as the number 1. */
export const PAYLOAD_FORMAT_VERSION_SPELLINGS = ['1.0', '2.0', '1', '2'] as const;

export function parsePayloadFormatVersion(
  spelling: (typeof PAYLOAD_FORMAT_VERSION_SPELLINGS)[number],
): PayloadFormatVersion {
  return spelling.startsWith('1') ? '1.0' : '2.0';
}
