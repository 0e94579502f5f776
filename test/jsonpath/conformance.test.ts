import { describe, expect, test } from 'vitest';
import { compileJsonPath, JsonPathEvaluationError, JsonPathSyntaxError } from '../../lib/jsonpath/index.js';
import { JavaDouble, JavaBigDecimal, JavaLong } from '../../lib/support/java/numbers.js';
import { JavaList, JavaMap, type JavaValue } from '../../lib/support/java/collections.js';
import { JavaJsonSyntaxError, parseJson } from '../../lib/support/java/json.js';
import { expectedOf, readCases, type Case } from './cases.js';

const cases = readCases();

describe('compileJsonPath() answers as release 2.0.0', () => {
  test.each(cases.map((kase) => [kase.id, kase.path, kase] as const))('%s %j', (_id, _path, kase) => {
    const { result, error, definite } = expectedOf(kase);
    expect(answerTo(kase)).toEqual({
      ...(error === undefined ? { result } : { error: error.class }),
      ...(definite === undefined ? {} : { definite }),
    });
  });
});

function answerTo({ path: source, document }: Case): unknown {
  let definite: boolean | undefined;
  try {
    const path = compileJsonPath(source);
    definite = path.definite;
    return { result: plain(path.read(parseJson(document))), definite };
  } catch (error) {
    const seen = definite === undefined ? {} : { definite };
    if (error instanceof JavaJsonSyntaxError) return { error: 'InvalidJsonException', ...seen };
    if (error instanceof JsonPathSyntaxError || error instanceof JsonPathEvaluationError) {
      return { error: error.javaClass, ...seen };
    }
    throw error;
  }
}

/** As the cases write values: numbers as doubles, and as strings where JSON has none. */
function plain(value: JavaValue): unknown {
  if (value instanceof JavaMap) {
    return Object.fromEntries([...value.entries].map(([key, item]) => [plain(key), plain(item)] as const));
  }
  if (value instanceof JavaList) return value.items.map(plain);
  if (value instanceof JavaDouble) return Number.isFinite(value.value) ? value.value + 0 : String(value.value);
  if (value instanceof JavaLong) return Number(value.value);
  if (value instanceof JavaBigDecimal) return Number(`${value.unscaled}e${-value.scale}`);
  return typeof value === 'bigint' ? Number(value) : value;
}
