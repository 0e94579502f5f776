/** `application/json; charset=utf-8` → `application/json`, in lower case. */
export function mediaTypeOf(contentType: string): string {
  const semicolon = contentType.indexOf(';');
  return (semicolon === -1 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase();
}

/** The first media type of an Accept header: the only one that API Gateway looks at. */
export function firstAccepted(accept: string | undefined): string | undefined {
  if (accept === undefined || accept === '*/*') return accept;
  const comma = accept.indexOf(',');
  const first = mediaTypeOf(comma === -1 ? accept : accept.slice(0, comma));
  return first === '' ? undefined : first;
}

/** Chooses by what a client accepts first; else what there is for JSON, else the first. */
export function chooseByAccept<T>(
  byMediaType: ReadonlyMap<string, T>,
  accepted: string | undefined,
): readonly [mediaType: string, chosen: T] | undefined {
  for (const mediaType of [accepted, 'application/json']) {
    const chosen = mediaType === undefined ? undefined : byMediaType.get(mediaType);
    if (mediaType !== undefined && chosen !== undefined) return [mediaType, chosen];
  }
  return byMediaType.entries().next().value;
}

/**
 * Whether `binaryMediaTypes` covers a media type.
 *
 * Observed: exactly, or by `type/*` in the list, or `*`/`*`; a wildcard on the left alone covers nothing, and a wildcard
 * in what the client sends is matched only by the same text in the list.
 */
export function isBinaryMediaType(binaryMediaTypes: readonly string[], mediaType: string | undefined): boolean {
  if (mediaType === undefined || binaryMediaTypes.length === 0) return false;
  const type = mediaTypeOf(mediaType);
  return binaryMediaTypes.some((listed) => {
    const pattern = listed.toLowerCase();
    if (pattern === '*/*') return true;
    if (pattern.startsWith('*')) return false;
    return pattern === type || (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1)));
  });
}

/**
 * Whether a request's body is bytes, by its Content-Type header.
 *
 * Observed: with `*`/`*` in the list a request without Content-Type is binary too, even without a body: the log of a preflight
 * says `[Binary Data]` (SAM issue 553, aws-simple issue 167).
 * Assumed: for proxy integrations as for a MOCK.
 */
export function sendsBinary(binaryMediaTypes: readonly string[], contentType: string | undefined): boolean {
  return contentType === undefined
    ? binaryMediaTypes.includes('*/*')
    : isBinaryMediaType(binaryMediaTypes, contentType);
}

/**
 * Whether a client asks for bytes, by its Accept header.
 *
 * Observed: the first media type counts; with `*`/`*` in the list a request without Accept asks for bytes too.
 */
export function acceptsBinary(binaryMediaTypes: readonly string[], accept: string | undefined): boolean {
  const first = firstAccepted(accept);
  return first === undefined ? binaryMediaTypes.includes('*/*') : isBinaryMediaType(binaryMediaTypes, first);
}
