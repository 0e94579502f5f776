// The properties of every run of the gate, a hundred thousand times.
import './hundred-thousand-runs.js';
import '../vtl/totality.test.js';
