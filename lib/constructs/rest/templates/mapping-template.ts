import { readFileSync } from 'node:fs';
import { Token } from 'aws-cdk-lib';
import {
  compileMappingTemplate,
  VtlRenderError,
  VtlSyntaxError,
  type MappingOutput,
} from '../../../runtime/mapping/render-template.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { whyUnreadable } from '../../../support/unreadable.js';
import { toMappingInput, type TemplateEvent } from './template-event.js';
import { printJsonTemplate } from './json-template.js';
import type { TemplateValue } from './template-expression.js';
import { rememberTemplateFile } from './template-files.js';

/** The output of a template for one event. */
export type RenderedTemplate = MappingOutput;

/**
 * A mapping template: Velocity, as API Gateway runs it. It is parsed when the API is synthesized, and rendered in unit
 * tests by `render`.
 *
 * @example
 * const template = MappingTemplate.fromFile('templates/create-order.vm');
 * api.post('/orders', new LambdaIntegration(createOrder, {
 *   proxy: false,
 *   requestTemplates: { 'application/json': template },
 * }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export class MappingTemplate {
  /** A template that is written in place. */
  static inline(source: string): MappingTemplate {
    return new MappingTemplate(source);
  }

  /**
   * A template in a file. Findings about it name the file and the line.
   *
   * @param file relative to the working directory
   * @throws {SluiceError} `file-unreadable`
   */
  static fromFile(file: string): MappingTemplate {
    const source = readTemplate(file);
    rememberTemplateFile(source, file);
    return new MappingTemplate(source, file);
  }

  /**
   * A template that prints JSON: the value, whose expressions take values from the request or the response. Strings
   * are escaped, so that callers cannot add members.
   *
   * @example
   * MappingTemplate.json({
   *   id: input.pathParameter('petId'),
   *   name: input.path('$.name'),
   *   tags: input.each('$.tags', (tag) => ({ label: tag.path('$.label') })),
   *   source: text`api ${context('requestId')}`,
   * })
   */
  static json(value: TemplateValue): MappingTemplate {
    return new MappingTemplate(printJsonTemplate(value));
  }

  private constructor(
    /** The text of the template. */
    readonly source: string,
    private readonly file?: string,
  ) {}

  /**
   * Renders the template as API Gateway does, for unit tests.
   *
   * @example
   * const { output } = template.render({ body: { id: 1 }, params: { path: { petId: '7' } } });
   * expect(JSON.parse(output)).toEqual({ id: 1, pet: '7' });
   *
   * @returns the text, and the overrides that the template sets in `$context`
   * @throws {SluiceError} `template-syntax`, `template-render`, or `template-unresolved` for a template with tokens
   */
  render(event: TemplateEvent = {}): RenderedTemplate {
    if (Token.isUnresolved(this.source)) {
      throw new SluiceError('template-unresolved', 'Cannot render a template that contains unresolved tokens', {
        hint: 'Render it with the values as strings: MappingTemplate.inline(text)',
      });
    }
    try {
      return compileMappingTemplate(this.source).render(toMappingInput(event));
    } catch (error) {
      if (!(error instanceof VtlSyntaxError) && !(error instanceof VtlRenderError)) throw error;
      const { message, line, column, excerpt } = error;
      const place = `${this.file ?? 'template'}:${line}:${column}`;
      const code = error instanceof VtlSyntaxError ? 'template-syntax' : 'template-render';
      throw new SluiceError(code, `${place}: ${message}\n${excerpt}`, { place, excerpt, cause: error });
    }
  }
}

/** Mapping templates by content type. */
export type MappingTemplates = Readonly<Record<string, string | MappingTemplate>>;

/** The texts of mapping templates by content type, as the model has them. */
export function templateSources(templates: MappingTemplates): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(templates).map(([contentType, template]) => [
      contentType,
      typeof template === 'string' ? template : template.source,
    ]),
  );
}

function readTemplate(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SluiceError('file-unreadable', `Cannot read the mapping template "${file}": ${whyUnreadable(error)}`, {
      place: file,
      cause: error,
    });
  }
}
