import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import type { Document } from '../../model/index.js';
import { asMembers, members, unlessEmpty, withOther, type Members } from './members.js';

/**
 * The reusable parts of a document: its schemas, security schemes and integrations, and what the model carries along. A scheme of the
 * model keeps what was written beside it for people.
 */
export function renderComponents(own: {
  readonly schemas?: Members;
  readonly securitySchemes: Members;
  readonly integrations?: Members;
  readonly other: Document | undefined;
}): Document | undefined {
  const { securitySchemes: others, ...other } = asMembers(own.other);
  const otherSchemes = asMembers(others);
  const securitySchemes = {
    ...otherSchemes,
    ...Object.fromEntries(
      Object.entries(own.securitySchemes).map(([name, scheme]) => [
        name,
        withOther(asMembers(scheme), Object.hasOwn(otherSchemes, name) ? asMembers(otherSchemes[name]) : undefined),
      ]),
    ),
  };
  return unlessEmpty(
    withOther(
      members({
        schemas: unlessEmpty(own.schemas),
        securitySchemes: unlessEmpty(securitySchemes),
        [EXTENSION.integrations]: unlessEmpty(own.integrations),
      }),
      other,
    ),
  );
}

/** Names of schemes that are taken besides those of the authorizers. */
export function otherSchemeNames(components: Document | undefined): readonly string[] {
  return Object.keys(asMembers(asMembers(components).securitySchemes));
}
