/**
 * The few forms of ASN.1's Distinguished Encoding Rules that a certificate needs. Each function returns a whole value: tag,
 * length, content.
 *
 * Documented: https://www.itu.int/rec/T-REC-X.690
 */
export function derSequence(...members: readonly Buffer[]): Buffer {
  return derValue(0x30, ...members);
}

export function derSet(...members: readonly Buffer[]): Buffer {
  return derValue(0x31, ...members);
}

/** A number that is not negative, most significant byte first. */
export function derInteger(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const digits = bytes.subarray(start);
  // A first bit of 1 would be a sign.
  return (digits[0] ?? 0) > 0x7f ? derValue(0x02, Buffer.of(0), digits) : derValue(0x02, digits);
}

export function derBoolean(value: boolean): Buffer {
  return derValue(0x01, Buffer.of(value ? 0xff : 0));
}

/** `1.2.840.10045.4.3.2`. */
export function derObjectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return derValue(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

export function derUtf8String(text: string): Buffer {
  return derValue(0x0c, Buffer.from(text, 'utf8'));
}

export function derOctetString(content: Buffer): Buffer {
  return derValue(0x04, content);
}

/** @param unusedBits how many bits at the end of the last byte do not count */
export function derBitString(content: Buffer, unusedBits = 0): Buffer {
  return derValue(0x03, Buffer.of(unusedBits), content);
}

/** Before 2050, as a certificate wants it. */
export function derUtcTime(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '');
  return derValue(0x17, Buffer.from(digits.slice(2), 'latin1'));
}

/** A context-specific tag around whole values. */
export function derExplicit(tag: number, ...members: readonly Buffer[]): Buffer {
  return derValue(0xa0 + tag, ...members);
}

/** A context-specific tag in place of a primitive type's own. */
export function derImplicit(tag: number, content: Buffer): Buffer {
  return derValue(0x80 + tag, content);
}

function derValue(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), derLength(content.length), content]);
}

function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) bytes.unshift(rest % 0x100);
  return Buffer.from([0x80 + bytes.length, ...bytes]);
}

function base128(number: number): readonly number[] {
  const digits = [number % 0x80];
  for (let rest = Math.floor(number / 0x80); rest > 0; rest = Math.floor(rest / 0x80)) {
    digits.unshift(0x80 + (rest % 0x80));
  }
  return digits;
}
