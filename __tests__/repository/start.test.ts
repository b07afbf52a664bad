import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import { importsOf, withoutComments } from './imports.ts'

const { LATE } = (await import(resolve('scripts/build/late.mjs'))) as { LATE: readonly string[] }

/**
 * What every run reads before it knows what it is for: the modules that src/index.ts reaches by static imports. A
 * module that a clean check of a JSON file does not need has no place here; whoever needs it imports it late, with
 * `import()`, or it is among the late modules of the bundle (scripts/build/late.mjs).
 */
const START = `
arn clock errors index json list log pattern present modes/check
checking/{contexts render-sources} checking/decisions/{apply-decisions project-rules}
checking/examine/examine checking/find/{check-files find-check-files} checking/load/{check-source load-for-check}
configuration/{layout no-placement project-file resolved}
detector/{halves machine-code rule-choice names/hint quiet/document quiet/text}
document/{json-origin load-json loaded place pointer read-strict-json tree}
formats/{checked-file read-for-check}
gate/late-gate
inputs/{fields read reader variables} inputs/tables/specification inputs/topics/{check-inputs services}
report/check/clean-check report/{report text} rollout/stages
shell/{cancellation github-context last-words run-mode run-ports version} shell/command-line/{arguments cli-shell}
shell/progress/{counting waiting} shell/terminal/{print stream-log}
template/{conform container-structure ecs-schema.generated prepare render schema structure}
template/expressions/text template/overrides/overrides
workspace/read workspace/find/{config-file find select service-pattern sparse}
`

/**
 * What a deploy reads besides, before it asks AWS anything: the modules that it imports late until then, with what they
 * reach. Reports, plans, rules and the gate are not among them: a definition that is not quiet loads the rules, and the
 * rest is read while the first answer is waited for.
 */
const DEPLOY = `
aws/{connect error lazy} configuration/placement document/load modes/deploy pace
checking/decisions/project-rules-file checking/layout/rendered-before checking/load/load-sources
deploying/{connections target} deploying/plan/plan-run
deploying/prepare/{load-definitions prepare render-all when-needed}
detector/rule-ids github/check inputs/topics/{aws-inputs rollout-inputs}
shell/command-line/cli-inputs shell/progress/{doze heartbeat open-calls}
template/expressions/names-used
`
const BEFORE_AWS = [
  'shell/command-line/cli-inputs.ts',
  'shell/progress/heartbeat.ts',
  'inputs/topics/aws-inputs.ts',
  'github/check.ts',
  'modes/deploy.ts',
  'checking/decisions/project-rules-file.ts',
  'aws/connect.ts'
]

/** `a/{b c}` is `a/b` and `a/c`. */
function listed(text: string): readonly string[] {
  const whole = text.replace(/(\S*)\{([^}]*)\}/g, (_, folder: string, names: string) =>
    names.replace(/\S+/g, name => `${folder}${name}`)
  )
  return whole.trim().split(/\s+/)
}

/** Names and default values of `import()` begin in the middle of a line, so that only statements are followed. */
function reached(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file) || LATE.some(late => file === `${late}.ts`)) return seen
  seen.add(file)
  const text = withoutComments(readFileSync(`src/${file}`, 'utf8')).replace(/\bimport\([^)]*\)/g, '')
  for (const { target, typeOnly, own } of importsOf(file, text)) if (own && !typeOnly) reached(target, seen)
  return seen
}

test('what every run reads at its start is what a clean check needs', () => {
  const names = [...reached('index.ts')].map(file => file.replace(/\.ts$/, ''))
  expect(differencesTo(names, START)).toEqual({ more: [], fewer: [] })
})

test('what a deploy reads besides before it asks AWS is what it needs until then', () => {
  const start = reached('index.ts')
  const names = BEFORE_AWS.flatMap(file => [...reached(file)]).filter(file => !start.has(file))
  expect(
    differencesTo(
      [...new Set(names)].map(file => file.replace(/\.ts$/, '')),
      DEPLOY
    )
  ).toEqual({ more: [], fewer: [] })
})

function differencesTo(names: readonly string[], list: string) {
  const known = listed(list)
  return {
    more: names.filter(name => !known.includes(name)),
    fewer: known.filter(name => !names.includes(name))
  }
}
