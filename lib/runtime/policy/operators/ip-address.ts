import { parseAddress, parseAddressRange, isInRange } from '../address-range.js';
import { withNegation, type ConditionOperator } from './condition-operator.js';

/** Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
export const IP_ADDRESS_OPERATORS: readonly ConditionOperator[] = [
  ...withNegation('IpAddress', 'NotIpAddress', (value, place, reading) => {
    const range = parseAddressRange(value);
    if (range === undefined) {
      reading.report(
        place,
        `"${value}" is no IP address or range; expected one such as 203.0.113.0/24 or 2001:db8::/32`,
      );
      return undefined;
    }
    return (text) => {
      const address = parseAddress(text);
      return address !== undefined && isInRange(address, range);
    };
  }),
];
