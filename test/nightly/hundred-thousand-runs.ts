/** Imported before a property test, makes it run 100,000 times; `SLUICE_RUNS` says another number. */
process.env.SLUICE_RUNS ??= '100000';
