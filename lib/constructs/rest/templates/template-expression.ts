/** A value of `MappingTemplate.json`: JSON whose values may be expressions. Undefined members are omitted. */
export type TemplateValue =
  | null
  | boolean
  | number
  | string
  | TemplateExpression
  | readonly TemplateValue[]
  | { readonly [name: string]: TemplateValue | undefined };

/** The template that an expression is printed into. */
export interface TemplateScope {
  /** A name for a variable of Velocity that occurs once in the template. */
  variable(): string;
  /** A value as Velocity that prints JSON. */
  json(value: TemplateValue): string;
  /** A value as Velocity that prints the inside of a JSON string. */
  string(value: TemplateValue): string;
}

/** How an expression is written in Velocity. */
export interface ExpressionForms {
  /** A JSON value. */
  readonly json: (scope: TemplateScope) => string;
  /** The inside of a JSON string. */
  readonly string: (scope: TemplateScope) => string;
  /** The reference of the value; undefined where there is always a value. */
  readonly reference?: string;
}

/** A value that a mapping template takes from the request, the response, `$context` or a stage variable. */
export class TemplateExpression {
  /**
   * Velocity source that prints a JSON value, where no other expression is suitable. It must escape its output.
   *
   * @example
   * MappingTemplate.json({ count: TemplateExpression.velocity("$input.path('$.pets').size()") })
   */
  static velocity(source: string): TemplateExpression {
    return new TemplateExpression({ json: () => source, string: () => source });
  }

  /** @internal */
  constructor(
    private readonly forms: ExpressionForms,
    private readonly isOptional = false,
  ) {}

  /**
   * Another value where this one is absent, null or an empty string.
   *
   * @example
   * MappingTemplate.json({ kind: input.path('$.kind').or('dog') })
   */
  or(fallback: TemplateValue): TemplateExpression {
    const { json, string, reference } = this.forms;
    if (reference === undefined) return this;
    const choose = (there: string, absent: string): string => `#if(${reference} == "")${absent}#{else}${there}#{end}`;
    return new TemplateExpression({
      json: (scope) => choose(json(scope), scope.json(fallback)),
      string: (scope) => choose(string(scope), scope.string(fallback)),
    });
  }

  /** Omits the member or item where the value is absent, null or an empty string. */
  optional(): TemplateExpression {
    return new TemplateExpression(this.forms, true);
  }

  /** The value as a JSON string, whatever it is. */
  asString(): TemplateExpression {
    const { string } = this.forms;
    return new TemplateExpression({ ...this.forms, json: (scope) => `"${string(scope)}"` });
  }

  /** The value as a JSON number; null where it is not one, so that a caller cannot write anything else. */
  asNumber(): TemplateExpression {
    const { reference = '' } = this.forms;
    const number = (scope: TemplateScope): string => {
      const [value, text] = [scope.variable(), scope.variable()];
      return `#set($${value} = ${reference})#set($${text} = "$!${value}")#if($${text}.matches('${NUMBER}'))$${text}#{else}null#{end}`;
    };
    return new TemplateExpression({ json: number, string: number, reference });
  }

  /** @internal */
  printJson(scope: TemplateScope): string {
    return this.forms.json(scope);
  }

  /** @internal */
  printInString(scope: TemplateScope): string {
    return this.forms.string(scope);
  }

  /** @internal The condition that a member with this value is there; undefined where it always is. */
  get condition(): string | undefined {
    const { reference } = this.forms;
    return this.isOptional && reference !== undefined ? `${reference} != ""` : undefined;
  }
}

const NUMBER = '-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?';
