import type { HeaderLine } from './http-message.js';

/** Signs calls of AWS services. */
export interface RequestSigner {
  /** @returns all headers of the request, with those of the signature */
  sign(request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HeaderLine[];
    readonly body: Buffer;
    readonly service: string;
    readonly region: string;
  }): readonly HeaderLine[];
}
