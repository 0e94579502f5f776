import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, VtlRenderError, VtlSyntaxError, compileTemplate, type VtlLimit } from '../../lib/vtl/index.js';

describe('limits', () => {
  test.each<[limit: VtlLimit, value: number, fits: string, passes: string]>([
    ['templateCharacters', 10, '1234567890', '12345678901'],
    ['nesting', 3, '#set($a = [[1]])', '#set($a = [[[[1]]]])'],
    ['macroDepth', 2, '#macro(a)#b()#end#macro(b)x#end#a()', '#macro(a)#b()#end#macro(b)#c()#end#macro(c)x#end#a()'],
    ['evaluateDepth', 1, "#evaluate('x')", `#evaluate("#set($q = '#evaluate(''x'')')#evaluate($q)")`],
    ['steps', 50, '#foreach($i in [1..5])x#end', '#foreach($i in [1..60])x#end'],
    ['outputCharacters', 5, '12345', '123456'],
  ])('%s %i holds between two templates', (limit, value, fits, passes) => {
    const options = { limits: { [limit]: value } };
    expect(() => compileTemplate(fits, options).render({})).not.toThrow();
    let thrown: unknown;
    try {
      compileTemplate(passes, options).render({});
    } catch (error) {
      thrown = error;
    }
    if (thrown instanceof VtlSyntaxError) expect(thrown.limit).toBe(limit);
    else {
      expect(thrown).toBeInstanceOf(VtlRenderError);
      expect((thrown as VtlRenderError).reason.limit).toBe(limit);
    }
  });

  test('a loop ends after loopRounds rounds, without an error', () => {
    const loop = compileTemplate('#foreach($i in [1..2000])#set($last = $i)#end$last');
    expect(loop.render({})).toBe(String(DEFAULT_LIMITS.loopRounds));
    const short = compileTemplate('#foreach($i in [1..9])$i#end', { limits: { loopRounds: 3 } });
    expect(short.render({})).toBe('123');
  });
});
