import { SluiceError } from '../../../support/sluice-error.js';
import { MappingTemplate } from '../templates/mapping-template.js';
import { singleQuoted } from '../templates/velocity-reference.js';
import type { TemplateValue } from '../templates/template-expression.js';
import type { CustomIntegrationProps, IntegrationResponseProps } from './integration.js';

/** A response of a mock that callers select by name. */
export interface MockExample {
  /**
   * The status.
   *
   * @default 200
   */
  readonly statusCode?: number;

  /**
   * The body: JSON, in which expressions may echo the request, or a template for anything else.
   *
   * @default - none
   */
  readonly body?: TemplateValue | MappingTemplate;

  /**
   * Headers by name.
   *
   * @default - none
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Settings of a mock with examples. */
export interface MockExamplesProps {
  /**
   * The parameter that names the example: of the query string, or a header, whose name has to be spelled as it is sent.
   *
   * @default example
   */
  readonly parameter?: string;

  /**
   * The content type of the bodies.
   *
   * @default application/json
   */
  readonly contentType?: string;
}

interface NamedExample extends MockExample {
  readonly name: string;
  readonly statusCode: number;
}

/**
 * The templates and responses of a mock with examples: one response a status, and in its template the bodies of that
 * status. A request that names no example, or an unknown one, gets the first.
 *
 * @throws {SluiceError} `mock-example-invalid` without examples, and for a name that is not of letters, digits, `_` and `-`
 */
export function bindExamples(
  examples: Readonly<Record<string, MockExample>>,
  { parameter = 'example', contentType = 'application/json' }: MockExamplesProps,
): Pick<CustomIntegrationProps, 'requestTemplates' | 'responses'> {
  const named = Object.entries(examples).map(([name, example]) => ({ statusCode: 200, ...example, name }));
  check(named);
  const chosen = `$input.params(${singleQuoted(parameter)})`;
  const statuses = [...new Set(named.map(({ statusCode }) => statusCode))];
  const status = choose(named, chosen, ({ statusCode }) => String(statusCode));
  return {
    requestTemplates: { 'application/json': `{"statusCode":${status}}` },
    responses: statuses.map((statusCode, index): IntegrationResponseProps => {
      const group = named.filter((example) => example.statusCode === statusCode);
      return {
        statusCode,
        ...(index > 0 && { selectionPattern: String(statusCode) }),
        responseTemplates: { [contentType]: choose(group, chosen, printExample) },
      };
    }),
  };
}

/** VTL that prints the requested example with `print`, or the first one. */
function choose(
  [first, ...others]: readonly NamedExample[],
  chosen: string,
  print: (example: NamedExample) => string,
): string {
  const other = first === undefined ? '' : print(first);
  if (others.length === 0) return other;
  const branches = others.map(
    (example, index) => `#${index === 0 ? 'if' : 'elseif'}(${chosen} == '${example.name}')${print(example)}`,
  );
  return `${branches.join('')}#{else}${other}#{end}`;
}

function printExample({ body, headers = {} }: NamedExample): string {
  const set = Object.entries(headers).map(
    ([name, value]) => `#set($context.responseOverride.header['${name}'] = ${singleQuoted(value)})`,
  );
  const text =
    body instanceof MappingTemplate ? body.source : body === undefined ? '' : MappingTemplate.json(body).source;
  return set.join('') + text;
}

function check(examples: readonly NamedExample[]): void {
  if (examples.length === 0) {
    throw new SluiceError('mock-example-invalid', 'A mock with examples has none', {
      hint: "Give it one: MockIntegration.examples({ found: { body: { id: '1' } } })",
    });
  }
  const invalid = examples.find(({ name }) => !/^[\w-]+$/.test(name));
  if (invalid === undefined) return;
  throw new SluiceError(
    'mock-example-invalid',
    `The name of the example "${invalid.name}" has to consist of letters, digits, _ and -`,
  );
}
