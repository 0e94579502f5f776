import { DEFAULT_INFO_VERSION } from '../../formats/openapi.js';
import type { ApiDocumentation, Value } from '../../model/index.js';
import { asMembers, members, withOther, type Members } from './members.js';

/** `title` and `version` are required; what else is known of an API's purpose and owner stands with them. */
export function renderInfo(api: {
  readonly name: Value<string>;
  readonly description?: Value<string>;
  readonly version?: Value<string>;
  readonly documentation?: ApiDocumentation;
}): Members {
  const { termsOfService, contact, license, other } = api.documentation ?? {};
  return withOther(
    members({
      title: api.name,
      description: api.description,
      termsOfService,
      contact,
      license,
      version: api.version ?? DEFAULT_INFO_VERSION,
    }),
    asMembers(other?.info),
  );
}
