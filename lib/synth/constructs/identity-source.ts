import { printIdentitySource, type IdentitySource, type Protocol } from '../../model/index.js';
import { call, textOf, type Expression } from './expression.js';
import type { ValueWriter } from './value-writer.js';

/** The part of a request that identifies its caller: `IdentitySource.header('Authorization')`. */
export function writeIdentitySource(source: IdentitySource, protocol: Protocol, writer: ValueWriter): Expression {
  if (source.kind === 'deploy-time' || source.kind === 'invalid') {
    return writer.value(printIdentitySource(source, protocol));
  }
  const name = source.kind === 'context' ? source.path : source.name;
  return call(`${writer.imports.use('IdentitySource')}.${FACTORIES[source.kind]}`, textOf(name));
}

const FACTORIES = {
  header: 'header',
  querystring: 'queryString',
  context: 'context',
  'stage-variable': 'stageVariable',
} as const;
