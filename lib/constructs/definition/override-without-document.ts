import { SluiceError } from '../../support/sluice-error.js';

/** The error of an override where no document is written. */
export function overrideWithoutDocument(api: string): SluiceError {
  return new SluiceError(
    'override-without-document',
    `Cannot override the document of ${api}: its definition is resources of their own`,
    { hint: "Change the resources by an aspect, or leave out definition: 'resources'" },
  );
}
