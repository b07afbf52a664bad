// jest's `testSequencer`: starts with the suites that take longest, so that no worker has a long one left at the end.
// jest knows how long each took the last time; on a fresh checkout, it would use the file size, and the suites that run
// many seeds are short files.
import Sequencer from '@jest/test-sequencer'

/** Suites that take seconds, the longest first; the order need not be exact. */
const LONGEST = [
  'browser/site',
  'browser/report-file.whole',
  'conformance/migration',
  'act/aws-workflows',
  'shell/live/tmux',
  'canaries/check',
  'canaries/modes',
  'worlds/even',
  'worlds/odd',
  'migration/run/',
  'codedeploy/deploy',
  'worlds/',
  'configuration/changed',
  'verify/verify',
  'services/over-http',
  'workspace/git',
  'bundle/workflows-to-copy',
  'bundle/fork',
  'bundle/migration',
  'bundle/killed',
  'bundle/verdicts',
  'bundle/place',
  'bundle/moved-image',
  'bundle/deploy',
  'bundle/from-aws-actions',
  'bundle/package',
  'bundle/bench-peer',
  'bundle/faults',
  'conformance/',
  'repository/troubleshooting-printed',
  'sandbox/cli'
]

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    const isKnown = sorted.every(({ duration }) => duration !== undefined)
    return isKnown ? sorted : sorted.toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}

function placeOf({ path }) {
  const [, suite = ''] = path.replaceAll('\\', '/').split('/__tests__/')
  const place = LONGEST.findIndex(start => suite.startsWith(start))
  return place === -1 ? LONGEST.length : place
}
