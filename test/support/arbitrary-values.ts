import fc from 'fast-check';
import {
  intrinsic,
  isDeployTime,
  joinValues,
  reference,
  type DeployTimeValue,
  type Document,
  type Value,
} from '../../lib/model/index.js';

/** Objects of plain prototype with some of their members, as the model has them. */
export function record<T, K extends keyof T>(
  members: { [P in keyof T]: fc.Arbitrary<T[P]> },
  required: readonly K[],
): fc.Arbitrary<Pick<T, K> & Partial<T>> {
  return fc.record(members, { requiredKeys: [...required], noNullPrototype: true }) as fc.Arbitrary<
    Pick<T, K> & Partial<T>
  >;
}

/** Maps with these keys. */
export function mapOf<T>(keys: fc.Arbitrary<string>, values: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc
    .uniqueArray(fc.tuple(keys, values), { maxLength: 2, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries));
}

export const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,6}$/);
export const headerName = fc.constantFrom('X-Id', 'x-trace', 'Authorization', 'Content-Type', 'constructor');

/** Texts that formats have been seen to trip over. */
export const text = fc.oneof(
  word,
  fc.constantFrom(
    'it\'s "quoted"',
    'two\nlines\twith \\ and /',
    '${stageVariables.name}',
    'Grüße 🐢',
    ' blank ',
    'true',
    '12',
    '#set($a = $input.path("$.a"))$a',
    'x: y # z',
    '~1/~0',
  ),
);

/** Values that only deployment knows, in the canonical form. */
export const deployTime: fc.Arbitrary<DeployTimeValue> = fc
  .oneof(
    fc.constantFrom<Value<string>>(
      reference('Orders', 'Arn'),
      reference('Table'),
      reference('AWS::Region'),
      intrinsic('Fn::ImportValue', 'shared-function'),
      intrinsic('Fn::ImportValue', joinValues(['shared-', reference('AWS::StackName')])),
      intrinsic('Fn::Select', [0, intrinsic('Fn::GetAZs', '')]),
    ),
    fc
      .tuple(text, fc.constantFrom('Orders', 'Pets'), text)
      .map(([before, name, after]) => joinValues([before, reference(name, 'Arn'), after])),
  )
  .filter(isDeployTime);

export function valueOf<T>(known: fc.Arbitrary<T>): fc.Arbitrary<Value<T>> {
  return fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: deployTime });
}

export const textValue: fc.Arbitrary<Value<string>> = valueOf(text);
export const booleanValue = valueOf(fc.boolean());

/** Data of a document; never a text alone where an object is meant. */
export const data: fc.Arbitrary<Document> = fc.letrec<{ data: Document }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.oneof(text, fc.integer(), fc.boolean(), deployTime),
    fc.array(tie('data'), { maxLength: 2 }),
    mapOf(text, tie('data')),
  ),
})).data;

export const dataObject: fc.Arbitrary<Readonly<Record<string, Document>>> = mapOf(word, data).filter(
  (members) => Object.keys(members).length > 0,
);
export const tags = mapOf(word, textValue);
export const contentType = fc.constantFrom('application/json', 'text/plain', 'application/xml', '$default', 'image/*');
