import {
  input,
  MappingTemplate,
  type InlineSchema,
  type TemplateExpression,
  type TemplateValue,
} from '../../lib/index.js';

/** A method that callers name in the body: `{"method":"tasks.get","params":{"taskId":"1"}}`. */
export interface RpcMethod {
  /** The schema of `params`. */
  readonly schema: InlineSchema;
  /** The request to the integration. */
  readonly request: TemplateValue;
}

/**
 * A method with its parameters, all of them required. The request can use declared parameters only: the compiler checks
 * their names.
 */
export function rpcMethod<Name extends string>(
  properties: Readonly<Record<Name, InlineSchema>>,
  request: (params: Readonly<Record<Name, TemplateExpression>>) => TemplateValue,
): RpcMethod {
  const names = Object.keys(properties) as Name[];
  const params = names.map((name) => [name, input.path(`$.params.${name}`)] as const);
  return {
    schema: { type: 'object', required: names, properties, additionalProperties: false },
    request: request(Object.fromEntries(params) as Record<Name, TemplateExpression>),
  };
}

/** The schema of a body that calls one of the methods. */
export function rpcSchema(methods: Readonly<Record<string, RpcMethod>>): InlineSchema {
  return {
    type: 'object',
    required: ['method', 'params'],
    properties: { method: { enum: Object.keys(methods) } },
    oneOf: Object.entries(methods).map(([name, { schema }]) => ({
      properties: { method: { enum: [name] }, params: schema },
    })),
  };
}

/** A template that prints the request of the method that the body names. */
export function rpcTemplate(methods: Readonly<Record<string, RpcMethod>>): MappingTemplate {
  const branches = Object.entries(methods).map(([name, { request }], index) => {
    const condition = `$input.path('$.method') == '${name}'`;
    return `${index === 0 ? '#if' : '#elseif'}(${condition})${MappingTemplate.json(request).source}`;
  });
  return MappingTemplate.inline(`${branches.join('')}#end`);
}
