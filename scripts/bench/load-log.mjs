// Preloaded with --import: notes every file of dist/ that is loaded, one line each, in the file named by BENCH_LOAD_LOG.
import { register } from 'node:module'

register('./load-hooks.mjs', import.meta.url)
