import type { Releases } from '../runtime/releases.js';
import type { RunAdminOperation } from '../runtime/server/admin.js';
import { SluiceError } from '../support/sluice-error.js';

/** What a running `serve` does when `sluice server` asks for it; every answer says what its stages serve then. */
export function adminOperations(releases: Releases, reload: () => Promise<void>): RunAdminOperation {
  const state = (): unknown => ({ stages: releases.list() });
  return (operation, query) => {
    switch (operation) {
      case 'reload':
        return reload().then(state);
      case 'promote':
      case 'abort':
      case 'rollback':
        releases[operation]({ api: query.get('api') ?? undefined, stage: query.get('stage') ?? undefined });
        return state();
      case 'flush':
        throw notSimulated('Cannot flush the cache: caching is not simulated yet');
      case 'usage':
        throw notSimulated('Cannot tell the usage: usage plans are not simulated yet');
      case 'metrics':
        throw notSimulated('Cannot tell the metrics: metrics are not simulated yet');
    }
  };
}

function notSimulated(sentence: string): SluiceError {
  return new SluiceError('refused-not-simulated', sentence);
}
