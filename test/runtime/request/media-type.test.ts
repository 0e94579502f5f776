import { describe, expect, test } from 'vitest';
import {
  acceptsBinary,
  firstAccepted,
  isBinaryMediaType,
  mediaTypeOf,
  sendsBinary,
} from '../../../lib/runtime/request/media-type.js';

describe('mediaTypeOf()', () => {
  test.each([
    ['application/json', 'application/json'],
    ['Application/JSON; charset=UTF-8', 'application/json'],
    [' text/plain ;x', 'text/plain'],
    ['', ''],
  ])('%j is %j', (contentType, mediaType) => {
    expect(mediaTypeOf(contentType)).toBe(mediaType);
  });
});

describe('firstAccepted()', () => {
  test.each<[accept: string | undefined, first: string | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['image/png', 'image/png'],
    ['Image/PNG;q=0.1, text/html', 'image/png'],
    ['*/*', '*/*'],
    [', text/html', undefined],
  ])('%j is %j', (accept, first) => {
    expect(firstAccepted(accept)).toBe(first);
  });
});

describe('isBinaryMediaType()', () => {
  test.each<[listed: readonly string[], mediaType: string | undefined, binary: boolean]>([
    [[], 'image/png', false],
    [['image/png'], 'image/png', true],
    [['image/png'], 'IMAGE/PNG; x=1', true],
    [['image/*'], 'image/png', true],
    [['image/*'], 'imagery/png', false],
    [['*/*'], 'text/plain', true],
    [['*/*'], undefined, false],
    [['image/png'], '*/*', false],
    [['*/png'], 'image/png', false],
    [['text/plain', 'image/png'], 'image/png', true],
  ])('%j, %j: %s', (listed, mediaType, binary) => {
    expect(isBinaryMediaType(listed, mediaType)).toBe(binary);
  });
});

describe('sendsBinary()', () => {
  test.each<[listed: readonly string[], contentType: string | undefined, binary: boolean]>([
    [['*/*'], undefined, true],
    [['image/png'], undefined, false],
    [['application/json'], undefined, false],
    [['image/png'], 'image/png', true],
    [['image/png'], 'text/plain', false],
  ])('%j, %j: %s', (listed, contentType, binary) => {
    expect(sendsBinary(listed, contentType)).toBe(binary);
  });
});

describe('acceptsBinary()', () => {
  test.each<[listed: readonly string[], accept: string | undefined, binary: boolean]>([
    [['*/*'], undefined, true],
    [['image/png', '*/*'], undefined, true],
    [['image/*'], undefined, false],
    [[], undefined, false],
    [['image/png'], 'image/png, text/html', true],
    [['image/png'], 'text/html, image/png', false],
    [['image/png'], '*/*', false],
    [['*/*'], '*/*', true],
  ])('%j, %j: %s', (listed, accept, binary) => {
    expect(acceptsBinary(listed, accept)).toBe(binary);
  });
});
