import { literal } from '../json-text.js';
import { attributeValue, presence, type DynamoDbAttributes } from './attribute-value.js';
import type { ExpressionNames } from './expression-names.js';
import { printMember, printParts } from './optional-parts.js';

/** Changes of an item as props have them. */
export interface AttributeChanges {
  readonly set?: DynamoDbAttributes;
  readonly add?: DynamoDbAttributes;
  readonly remove?: readonly string[];
}

interface Change {
  readonly clause: 'SET' | 'ADD' | 'REMOVE';
  readonly placeholder: string;
  readonly name: string;
  /** The text of the change in its clause. */
  readonly text: string;
  /** The value's placeholder with the value, printed. */
  readonly value?: string;
  readonly presence: string | undefined;
}

/**
 * The members of a request that change attributes. Which of them the caller's request has a value for is known only when
 * it comes, and DynamoDB refuses placeholders that nothing uses: names and values come and go together with the clauses.
 */
export class UpdateExpression {
  private readonly changes: readonly Change[];

  constructor(
    { set, add, remove = [] }: AttributeChanges,
    private readonly names: ExpressionNames,
  ) {
    const removals = remove.map((name): Omit<Change, 'placeholder'> => {
      return { clause: 'REMOVE', name, text: '', presence: undefined };
    });
    this.changes = [...assignments('SET', set), ...removals, ...assignments('ADD', add)].map((change, index) => {
      const placeholder = `#u_${index}`;
      const operator = { SET: ` = :u_${index}`, ADD: ` :u_${index}`, REMOVE: '' }[change.clause];
      return {
        ...change,
        placeholder,
        text: `${placeholder}${operator}`,
        ...(change.value !== undefined && { value: `":u_${index}":${change.value}` }),
      };
    });
  }

  /** `"UpdateExpression":"SET #u_0 = :u_0"`; empty without changes. */
  member(): string {
    if (this.changes.length === 0) return '';
    const clauses = (['SET', 'REMOVE', 'ADD'] as const).map((clause) => {
      const parts = this.changes
        .filter((change) => change.clause === clause)
        .map(({ text, presence }) => ({ printed: literal(text).slice(1, -1), presence }));
      // Velocity drops a space between two directives, so the space is printed as a value.
      return parts.length === 0 ? '' : printParts(` ${clause} `, parts, ', ');
    });
    return `"UpdateExpression":"${clauses.join('')}"`;
  }

  /** The names and values of the expression and of the request's condition. */
  placeholderMembers(conditionValues: DynamoDbAttributes = {}): string {
    const always = (printed: string): { printed: string; presence: undefined } => ({ printed, presence: undefined });
    const names = this.changes.map(({ placeholder, name, presence }) => {
      return { printed: `${literal(placeholder)}:${literal(name)}`, presence };
    });
    const values = this.changes.flatMap(({ value, presence }) => {
      return value === undefined ? [] : [{ printed: value, presence }];
    });
    const given = Object.entries(conditionValues).map(([name, value]) => `${literal(name)}:${attributeValue(value)}`);
    return [
      printMember('ExpressionAttributeNames', [...this.names.entries().map(always), ...names]),
      printMember('ExpressionAttributeValues', [...given.map(always), ...values]),
    ].join('');
  }
}

function assignments(
  clause: 'SET' | 'ADD',
  attributes: DynamoDbAttributes = {},
): readonly Omit<Change, 'placeholder'>[] {
  return Object.entries(attributes).map(([name, value]) => {
    return { clause, name, text: '', value: attributeValue(value), presence: presence(value) };
  });
}
