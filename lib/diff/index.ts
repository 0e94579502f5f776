/** What changed between two definitions, in API terms. */
export { diffApi } from './api.js';
export { CHANGE_KINDS, type Breaking, type Change, type ChangeDescription, type ChangeKind } from './change.js';
export { diffCollections } from './collection.js';
