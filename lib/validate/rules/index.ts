import type { Rule } from '../validate.js';

export const RULES: readonly Rule[] = [];
