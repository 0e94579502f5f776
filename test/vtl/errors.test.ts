import { describe, expect, test } from 'vitest';
import { VtlRenderError, VtlSyntaxError, compileTemplate } from '../../lib/vtl/index.js';

function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('compileTemplate()', () => {
  test.each<[template: string, place: string, message: string]>([
    [
      'a\n#if($x)\nb',
      '2:1',
      'Cannot parse mapping template: reached the end of the template while looking for the #end of this #if',
    ],
    [
      '#if($x = 1)a#end',
      '1:8',
      'Cannot parse mapping template: found "="; expected an operator or the closing parenthesis of this condition',
    ],
    [
      'x\n  #set($a = [1,2)',
      '2:17',
      'Cannot parse mapping template: found ")"; expected a comma or the closing ] of this list',
    ],
    ['a#end', '1:2', 'Cannot parse mapping template: found #end without a directive that it could belong to'],
    ['cost: $', '1:7', 'Cannot parse mapping template: the template ends in "$"; expected a name or text behind the $'],
    [
      "$x.y('a",
      '1:6',
      "Cannot parse mapping template: reached the end of the template inside of this string; expected a closing '",
    ],
    [
      '${a',
      '1:1',
      'Cannot parse mapping template: reached the end of the template while looking for the closing } of this reference',
    ],
    [
      '#macro(m x)b#end',
      '1:10',
      'Cannot parse mapping template: found the bare word x among the arguments of #macro; expected a parameter such as $name',
    ],
    [
      '#evaluate()',
      '1:1',
      'Cannot parse mapping template: found #evaluate with nothing to evaluate; expected one string or reference in its parentheses',
    ],
    [
      '#[[ a',
      '1:1',
      'Cannot parse mapping template: reached the end of the template inside of this #[[; expected a closing ]]#',
    ],
    [
      'ab\n#set($s = "x #if($y) z")',
      '2:14',
      'Cannot parse mapping template: reached the end of the template while looking for the #end of this #if',
    ],
    [
      '#set($a = 1 -2)',
      '1:13',
      'Cannot parse mapping template: found "-2"; expected an operator or the closing parenthesis of this #set',
    ],
  ])('%j is refused at %s', (template, place, message) => {
    const error = errorOf(() => compileTemplate(template));
    expect(error).toBeInstanceOf(VtlSyntaxError);
    const { line, column, message: actual } = error as VtlSyntaxError;
    expect([`${line}:${column}`, actual]).toEqual([place, message]);
  });

  test('the excerpt shows the line with a caret', () => {
    const error = errorOf(() => compileTemplate('{\n\t#if(1 = 1)x#end\n}')) as VtlSyntaxError;
    expect(error.excerpt).toBe('2 | \t#if(1 = 1)x#end\n  | \t      ^');
  });
});

describe('CompiledTemplate.render()', () => {
  test.each<[template: string, place: string, javaClass: string, message: string]>([
    ['a\n $s.substring(9)', '2:5', 'StringIndexOutOfBoundsException', 'begin 9, end 1, length 1'],
    ['#set($l = [1])$l[3]', '1:17', 'IndexOutOfBoundsException', 'Index 3 out of bounds for length 1'],
    ["$s.replaceAll('[', '')", '1:4', 'PatternSyntaxException', 'Unclosed character class'],
    ["#parse('x')", '1:1', 'ResourceNotFoundException', '#parse has nothing that it could load'],
    ['x#foreach', '1:2', 'VelocityException', '#foreach has no parentheses'],
    ['#foreach($x in $l)$l.add(1)#end', '1:1', 'ConcurrentModificationException', 'changed while it was looped over'],
  ])('%j fails at %s with %s', (template, place, javaClass, message) => {
    const error = errorOf(() => compileTemplate(`#set($l = [1, 2])${template}`).render({ s: 'a' }));
    expect(error).toBeInstanceOf(VtlRenderError);
    const { line, column, reason, message: actual } = error as VtlRenderError;
    const shifted = line === 1 ? column - '#set($l = [1, 2])'.length : column;
    expect([`${line}:${shifted}`, reason.javaClass]).toEqual([place, javaClass]);
    expect(actual).toContain(`Cannot render mapping template: ${javaClass}: `);
    expect(actual).toContain(message);
  });

  test('a text that #evaluate cannot parse is a syntax error at the directive', () => {
    const error = errorOf(() => compileTemplate("a\n#evaluate('#if(')").render({}));
    expect(error).toBeInstanceOf(VtlSyntaxError);
    expect(error).toMatchObject({ line: 2, column: 1 });
  });
});
