// Property tests as a mutation run needs them: the same examples for every mutant, so that its score is the same tomorrow,
// and no search for the smallest example, which nobody reads.

import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_122, endOnFailure: true });
