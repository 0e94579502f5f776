import type { VpcLinkConnection } from '../../model/integration.js';
import { knownText, printValue } from '../../model/value.js';
import { own } from '../../support/own.js';
import type { CompileOptions } from '../compile-options.js';
import { GatewayFault } from '../fault.js';
import type { NotSimulated } from '../not-simulated.js';
import { compileUri, expandUri } from '../routing/uri-template.js';
import type { LambdaTargetContext } from './lambda-target.js';

/** Inputs of a link's address: what the operator gives, and where to note a missing address. */
export type VpcLinkContext = Pick<CompileOptions, 'vpcLinks'> & Pick<LambdaTargetContext, 'refuse' | 'refuseOn'>;

/**
 * Compiles the address that the operator gives for a VPC link, `host:port`; a stage variable may name the link.
 *
 * @returns what throws a GatewayFault (not-simulated) for a link without an address
 */
export function compileVpcLinkAddress(
  link: VpcLinkConnection,
  { vpcLinks, refuse, refuseOn }: VpcLinkContext,
): (invocation: { readonly stage: { readonly variables: Readonly<Record<string, string>> } }) => string {
  const id = knownText(link.id);
  if (id === undefined) {
    const remedy = 'give the value of the link in sluice.json ("values"), and its address: --vpc-link';
    const refusal = { ...missing(printValue(link.id)), remedy };
    refuse(refusal);
    return () => {
      throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
    };
  }
  const template = compileUri(id);
  const idOn = (variables: Readonly<Record<string, string>>): string => expandUri(template, variables, {});
  const findingsOn = (variables: Readonly<Record<string, string>>): readonly NotSimulated[] =>
    own(vpcLinks, idOn(variables)) === undefined ? [missing(idOn(variables))] : [];
  if (template.parts.every((part) => typeof part === 'string')) findingsOn({}).forEach(refuse);
  else refuseOn(findingsOn);
  return ({ stage }) => {
    const named = idOn(stage.variables);
    const address = own(vpcLinks, named);
    if (address === undefined) throw new GatewayFault({ kind: 'not-simulated', finding: missing(named) });
    return address;
  };
}

function missing(id: string): NotSimulated {
  const detail = `the VPC link ${id}, whose address only its operator knows`;
  return { feature: 'vpc-link', detail, optional: false };
}
