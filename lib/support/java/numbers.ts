/** `java.lang.Long`: 64 bits, signed. */
export class JavaLong {
  constructor(readonly value: bigint) {}
}

/** `java.lang.Double`. */
export class JavaDouble {
  constructor(readonly value: number) {}
}

/** `java.math.BigDecimal`: `unscaled * 10 ** -scale`. */
export class JavaBigDecimal {
  constructor(
    readonly unscaled: bigint,
    readonly scale: number,
  ) {}
}
