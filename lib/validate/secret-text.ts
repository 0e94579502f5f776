/** Ends of names that mean a secret itself; `secretArn` and `tokenUrl` mean where it is. */
const SECRET_NAME =
  /(?:password|passwd|passphrase|apikey|secretkey|privatekey|accesskey|signingkey|secret|token|credentials?)$/;
/** Those that a reference to a secret does not have. */
const SECRET_VALUE_NAME = /(?:password|passwd|passphrase|apikey|secretkey|privatekey)$/;

/** Forms of keys and tokens that their issuers document, and URLs with a password. */
const SECRET_FORMS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bgh[pousr]_[A-Za-z0-9]{36}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10}/,
  /\b[rs]k_live_[A-Za-z0-9]{16}/,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\./,
  /:\/\/[^/:@\s]+:[^/@\s]+@/,
];

/** Whether a name means a secret; `isKnown` says whether its value is there to be looked at. */
export function namesSecret(name: string, isKnown: boolean): boolean {
  return (isKnown ? SECRET_NAME : SECRET_VALUE_NAME).test(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

/** Whether a value looks like a secret, whatever its name. */
export function looksSecret(value: string): boolean {
  return SECRET_FORMS.some((form) => form.test(value)) || isRandom(value);
}

/** Whether a value can be a secret at all: an ARN, a URL, a number and a switch are none. */
export function maySecret(value: string): boolean {
  return value.length >= 8 && !/^(?:arn:|https?:\/\/|\d+$)/.test(value);
}

/**
 * Letters of both cases and digits in turns, as random bytes are written. Names of resources have them in runs, hashes
 * have one case.
 */
function isRandom(value: string): boolean {
  if (!/^[A-Za-z0-9+/_=-]{32,}$/.test(value)) return false;
  const classes = Array.from(value, (char) => (/[a-z]/.test(char) ? 'lower' : /[A-Z]/.test(char) ? 'upper' : 'other'));
  const turns = classes.filter((kind, index) => index > 0 && kind !== classes[index - 1]).length;
  return new Set(classes).size === 3 && turns >= 0.4 * value.length && new Set(value).size >= 16;
}
