import { isList } from '../../../support/is-list.js';
import type { ImportPass } from './pass.js';

/**
 * Servers beside the first one.
 *
 * Observed: the response of an import of a document with two servers, as users report it. The base path of any server
 * counts, so the servers stay in the document.
 */
export const ignoredServers: ImportPass = (document, { version }) => {
  const { servers } = document;
  const ignored = version === '3.0' && isList(servers) && servers.length > 1;
  return {
    document,
    warnings: ignored
      ? ['More than one server provided. Ignoring all but the first for defining endpoint configuration']
      : [],
  };
};
