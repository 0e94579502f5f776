import type { Reference } from './ast.js';

interface ReferenceForm {
  readonly form: Pick<Reference, 'name' | 'quiet' | 'prefix' | 'escaped' | 'source' | 'form' | 'assigned'>;
  /** What is left of the first token where the reference's own text is printed. */
  readonly image: string;
}

/**
 * Reads what stands before a reference's name: backslashes, `$`, `$!`, `${`, and further `$` or `#` that belong to the
 * text.
 *
 * Observed: test/conformance/vtl/escape.jsonl. An odd number of backslashes prints the reference's own text, each pair
 * prints one; `$$x` prints `$` and the value.
 *
 * @param image the first token: `$!` and the name, or all up to the brace
 * @param braced the name behind the brace, if there is one
 * @param rest the text of the tokens behind the first
 */
export function readReferenceForm(image: string, braced: string | undefined, rest: string): ReferenceForm {
  const bang = image.indexOf('\\!');
  if (bang >= 0) {
    // `$\!a` loses one backslash and is no variable.
    const slashes = image.indexOf('\\', image.indexOf('$'));
    const text = image.slice(0, slashes) + image.slice(slashes + 1);
    return {
      form: {
        name: text,
        quiet: false,
        prefix: '',
        escaped: undefined,
        source: text,
        form: 'uncomputable',
        assigned: image.slice(1),
      },
      image,
    };
  }
  const backslashes = /^\\*/.exec(image)?.[0].length ?? 0;
  const isEscaped = backslashes % 2 === 1;
  const halved = '\\'.repeat(Math.floor(backslashes / 2));
  const unescaped = image.slice(backslashes);
  const dollar = Math.max(unescaped.lastIndexOf('$'), 0);
  const start = unescaped.slice(dollar);
  const quiet = start.startsWith('$!');
  const source = start + rest;
  const isBare = !start.startsWith('$');
  return {
    form: {
      name: isBare ? start : (braced ?? start.slice(quiet ? 2 : 1)),
      quiet,
      prefix: isEscaped ? halved : halved + unescaped.slice(0, dollar),
      escaped: isEscaped && !isBare ? source : undefined,
      source: quiet ? '' : source,
      form: isBare ? 'bare' : 'variable',
      assigned: start.slice(1),
    },
    image: start,
  };
}
