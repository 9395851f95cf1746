import fc from 'fast-check'

/**
 * Every property test draws the same documents in each run of `npm test`, so that a red run is red again; `GALLEY_SEED=8 npm run unit` draws others,
 * and the long runs (`npm run fidelity`, `npm run test:long`) draw new ones each time.
 */
fc.configureGlobal({ seed: Number(process.env.GALLEY_SEED ?? 1) })
