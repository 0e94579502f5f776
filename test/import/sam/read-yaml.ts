import { parseDocument, type CollectionTag, type ScalarTag } from 'yaml';

import type { Json } from '../../../lib/model/json.js';

const FUNCTIONS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'Transform',
];

const plain =
  (name: string): ((value: string) => Json) =>
  (value) => ({ [name]: value });

/** `!Ref`, `!Condition` and `!GetAtt` as CloudFormation's short forms, every other tag as `Fn::Name`. */
const scalars: ScalarTag[] = [
  { tag: '!Ref', resolve: plain('Ref') },
  { tag: '!Condition', resolve: plain('Condition') },
  {
    tag: '!GetAtt',
    resolve: (value) => {
      const [id = '', ...attribute] = value.split('.');
      return { 'Fn::GetAtt': [id, attribute.join('.')] };
    },
  },
  ...FUNCTIONS.map((name) => ({ tag: `!${name}`, resolve: plain(`Fn::${name}`) })),
];

const collections: CollectionTag[] = ['GetAtt', ...FUNCTIONS].flatMap((name) =>
  (['seq', 'map'] as const).map((collection) => ({
    tag: `!${name}`,
    collection,
    resolve: (node: { toJSON: () => unknown }) => ({ [`Fn::${name}`]: node.toJSON() }),
  })),
);

/** A template with CloudFormation's short forms written out, as the text parser hands it on. */
export function readYaml(text: string): Readonly<Record<string, Json>> {
  const document = parseDocument(text, {
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
    customTags: [...scalars, ...collections],
  });
  return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: -1 }))) as Record<string, Json>;
}
