import type { Problem } from '../errors.ts'
import { COMMAND_LINE_INPUTS, factOf, type InputName } from '../inputs/tables/specification.ts'
import { present } from '../present.ts'
import type { Environment } from '../run/github-context.ts'

/**
 * The hint for a problem code at a command line, where it differs from a workflow step; `input` limits it to problems
 * of one input.
 */
type Advice = { readonly code: string; readonly input?: string; readonly hint: string }

const IN_FOLDER = 'Paths are relative to the folder that you are in.'

const ADVICE: readonly Advice[] = [
  {
    code: 'missing-input',
    input: 'aws-region',
    hint: 'Add --aws-region, set AWS_REGION, or give the AWS profile a region (aws configure set region NAME).'
  },
  {
    code: 'missing-input',
    input: 'task-definition',
    hint: "Name a file, a glob or a pattern, for example 'deploy/{service}.json'."
  },
  { code: 'file-not-found', hint: IN_FOLDER },
  { code: 'pattern-without-match', hint: 'Patterns are relative to the folder that you are in.' },
  {
    code: 'outside-workspace',
    hint: 'Only files below the folder that you are in are read: run it from the root of the repository.'
  },
  {
    code: 'not-a-git-repository',
    input: 'task-definition',
    hint: 'Run it inside a git repository, or name the files.'
  },
  {
    code: 'git-not-owned',
    hint: 'Run git config --global --add safe.directory with the path of the repository.'
  },
  {
    code: 'git-failed',
    input: 'task-definition',
    hint: 'Name the files, or make git work in this folder.'
  },
  {
    code: 'aws-unreachable',
    hint: 'Check the Region, AWS_ENDPOINT_URL, DNS, and behind a proxy HTTPS_PROXY and NO_PROXY; then run again.'
  },
  {
    code: 'missing-input',
    input: 'github-token',
    hint: 'Set --github-token to a token that may write contents and pull requests of the repository.'
  },
  {
    code: 'bad-input',
    input: 'variables',
    hint: 'Pass one JSON object, lines NAME=value, or --variables @FILE.'
  }
]

/** Their hints name inputs, never keys of the configuration file. */
const ABOUT_INPUTS: ReadonlySet<string> = new Set(['bad-input', 'missing-input', 'environment-not-named'])

/** A hint for a workflow writes inputs as `name: value`; on a command line they are flags. */
const AS_KEY = new RegExp(
  String.raw`(?<![-\w"/])(${[...COMMAND_LINE_INPUTS].sort((a, b) => b.length - a.length).join('|')}): (?=[\w{'"./*-])`,
  'g'
)

/**
 * atTerminal adapts problems to the command line: with flags instead of inputs, and without what only a workflow has. A
 * command in a step of a workflow keeps them.
 */
export function atTerminal(problems: readonly Problem[], environment: Environment): readonly Problem[] {
  if (environment['GITHUB_ACTIONS'] === 'true') return problems
  return problems.map(problem => ({
    ...problem,
    message: problem.message.replace(INPUTS, found =>
      found.replace(/inputs? /i, '').replace(/"([\w-]+)"/g, '--$1')
    ),
    ...present({ hint: hintFor(problem, environment) })
  }))
}

/** `Input "cluster"`, `Inputs "atomic" (true) and "on-error" (continue)`. */
const INPUTS = /\binputs? "[\w-]+"(?:(?: \([\w-]+\))? and "[\w-]+")?/gi

function hintFor(problem: Problem, environment: Environment): string | undefined {
  const { code, hint, about } = problem
  const { input, word } = about !== undefined && 'input' in about ? about : {}
  if (code === 'file-not-found' && word !== undefined)
    return `${IN_FOLDER} If ${word} is a service: did you mean --service ${word}?`
  if (code === 'aws-expired') return credentialsHint(environment)
  const advice = ADVICE.find(one => one.code === code && (one.input ?? input) === input)
  if (advice !== undefined) return advice.hint
  if (hint === undefined) return undefined
  const said = asFlags(hint.replace(' set fetch-depth: 0 at actions/checkout, or', ''))
  return ABOUT_INPUTS.has(code) ? said.replace(AS_KEY, '--$1 ') : said
}

function credentialsHint({ AWS_PROFILE, AWS_ACCESS_KEY_ID }: Environment): string {
  const profile = AWS_PROFILE ? ` --profile ${AWS_PROFILE}` : ''
  const both = AWS_PROFILE && AWS_ACCESS_KEY_ID ? ' AWS_PROFILE counts, and AWS_ACCESS_KEY_ID does not.' : ''
  return `Check the credentials with aws sts get-caller-identity${profile}, and renew them: aws sso login${profile}, or new values in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.${both}`
}

/** The values of an input that can be recognized in a sentence: those of switches and of inputs with a few words. */
function knownValues(name: InputName): readonly string[] {
  const fact = factOf(name)
  if (fact.isFlag || name === 'mode') return []
  return fact.kind === 'switch' ? ['true', 'false'] : fact.kind === 'word' ? fact.words : []
}

const KNOWN = COMMAND_LINE_INPUTS.flatMap(name => {
  const values = knownValues(name)
  return values.length === 0 ? [] : [`${name}: (?:${values.join('|')})`]
})

/**
 * `name: value` as advice for a workflow step writes it; longer names come first, or `source` would end `data-source`.
 */
const AS_INPUT = new RegExp(String.raw`(?<![-\w"'/{])(?:${KNOWN.join('|')})(?![-\w])`, 'g')
const NAMED = new RegExp(String.raw`\bthe input "(${COMMAND_LINE_INPUTS.join('|')})"`, 'g')

/** Lines this far to the right quote something: what a container wrote, and commands. Explanations have an arrow. */
const QUOTED = /^ {6,}(?!→)/

/**
 * asFlags rewrites a sentence for a command line: `purge: true` becomes `--purge`, and `the input "config"` becomes
 * `--config`. Keys of the configuration file, which have free values, remain as they are.
 */
export function asFlags(line: string): string {
  if (QUOTED.test(line)) return line
  return line.replace(NAMED, '--$1').replace(AS_INPUT, found => {
    const [name = '', value = ''] = found.split(': ')
    return flagFor(name as InputName, value)
  })
}

/** flagFor returns the flag that sets an input. A switch that is on needs no value. */
function flagFor(name: InputName, value: string): string {
  if (factOf(name).kind !== 'switch') return `--${name} ${value}`
  return value === 'true' ? `--${name}` : `--${name}=${value}`
}
