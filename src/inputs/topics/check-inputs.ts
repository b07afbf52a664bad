import { present } from '../../present.ts'
import type { CheckConfiguration, CommonConfiguration, ConfigFile } from '../configuration.ts'
import { describeText } from '../problems/describe-text.ts'
import type { InputReader } from '../reader.ts'

/** The default path of the configuration file. */
export const USUAL_CONFIG_FILE = '.github/ecs-sealed-deploy.yml'

/** All default paths, the preferred one first. */
export const CONFIG_FILES: readonly [string, ...string[]] = [
  USUAL_CONFIG_FILE,
  '.github/ecs-sealed-deploy.yaml'
]

/** What `check` has in addition to the common part. */
type CheckOnly = Omit<CheckConfiguration, keyof CommonConfiguration | 'mode'>

/** readCheck reads the inputs that only `check` uses. */
export function readCheck(reader: InputReader): CheckOnly {
  return {
    ...present({
      output: reader.text('output'),
      sarifFile: reader.text('sarif-file'),
      changedSince: readRevision(reader),
      stdinName: reader.text('stdin-name')
    }),
    failOn: reader.word('fail-on'),
    format: reader.word('format'),
    writeBaseline: reader.boolean('write-baseline'),
    quiet: reader.boolean('quiet')
  }
}

/** readConfigFile returns the configuration file and whether an input named it, because only then it must exist. */
export function readConfigFile(reader: InputReader): ConfigFile {
  const file = reader.text('config')
  return file === undefined ? { file: USUAL_CONFIG_FILE, named: false } : { file, named: true }
}

/**
 * A revision as defined by git-check-ref-format and gitrevisions: a branch, tag, commit, `HEAD~1`. Ranges are not
 * allowed, nor is anything that git would read as an option.
 */
function readRevision(reader: InputReader): string | undefined {
  const revision = reader.text('changed-since')
  if (revision === undefined) return undefined
  if (/^[A-Za-z0-9_@][A-Za-z0-9_./@{}^~+#-]{0,254}$/.test(revision) && !revision.includes('..'))
    return revision
  return reader.reportBad(
    'changed-since',
    `${describeText(revision)} is not a git revision.`,
    'Name one branch, tag or commit, for example changed-since: origin/main.'
  )
}
