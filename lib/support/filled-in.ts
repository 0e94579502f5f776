/** `T` with the members `K` there and not undefined. */
export type FilledIn<T, K extends keyof T> = Omit<T, K> & Filled<T, K>;

/** The members `K` of `T`, there and not undefined. */
export type Filled<T, K extends keyof T> = { readonly [P in K]-?: Exclude<T[P], undefined> };
