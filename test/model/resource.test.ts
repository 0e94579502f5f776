import { describe, expect, test } from 'vitest';
import { parsePath, pathParameterNames, printPath, type PathPart } from '../../lib/model/index.js';

describe('parsePath()', () => {
  test.each<[path: string, parts: readonly PathPart[], names: readonly string[]]>([
    ['/', [], []],
    ['/pets', [{ kind: 'literal', text: 'pets' }], []],
    [
      '/pets/{petId}',
      [
        { kind: 'literal', text: 'pets' },
        { kind: 'parameter', name: 'petId' },
      ],
      ['petId'],
    ],
    [
      '/{a}/{rest+}',
      [
        { kind: 'parameter', name: 'a' },
        { kind: 'greedy', name: 'rest' },
      ],
      ['a', 'rest'],
    ],
    ['/a{b}', [{ kind: 'literal', text: 'a{b}' }], []],
    ['/{}', [{ kind: 'literal', text: '{}' }], []],
    ['/{+}', [{ kind: 'parameter', name: '+' }], ['+']],
  ])('%s, and prints it again', (path, parts, names) => {
    expect(parsePath(path)).toEqual(parts);
    expect(printPath(parts)).toBe(path);
    expect(pathParameterNames(path)).toEqual(names);
  });

  test.each([['pets/'], ['//pets//']])('%s has slashes too many', (path) => {
    expect(printPath(parsePath(path))).toBe('/pets');
  });
});
