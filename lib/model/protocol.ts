/** The three kinds of API. */
export type Protocol = 'REST' | 'HTTP' | 'WEBSOCKET';
