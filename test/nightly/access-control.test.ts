// The properties of every run of the gate, a hundred thousand times.
import './hundred-thousand-runs.js';
import '../property/access-control.test.js';
