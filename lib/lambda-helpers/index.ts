/** What a function answers with; imports nothing, so that a bundle takes only this. */
export { corsHeaders, type CorsSettings, type RequestWithHeaders } from './cors-headers.js';
