import { type Candidate, isReferenceLocation, type Location } from './candidate.ts'
import { judgeName } from './names/credential-name.ts'
import { splitName } from './names/split.ts'
import { fieldOf, plaintextHint, sizeOf, subject } from './phrases.ts'
import type { Rule } from './rule.ts'
import { hasTemplate } from './values/templates.ts'

/** Locations with a name and a value. Commands have a separate grammar and are left to `secret/command`. */
const JUDGED: ReadonlySet<Location> = new Set([
  'environment',
  'label',
  'log-option',
  'firelens-option',
  'driver-option',
  'proxy-property',
  'system-control',
  'tag'
])

/**
 * referencesOnly returns the policy references-only as a rule: every value is an error unless its form proves that it
 * is not a credential (see `isHarmless`) or its name is in `allowed` (exact names of variables, options, and labels).
 */
export function referencesOnly(allowed: readonly string[] = []): Rule {
  const names = new Set(allowed)
  return {
    id: 'policy/references-only',
    level: 'error',
    category: 'policy',
    confidence: 'low',
    summary: 'A value is not provably harmless, and its name is not listed.',
    docs: 'docs/rules/references-only.md',
    controls: ['Security Hub ECS.8', 'AWS Config ecs-no-environment-secrets', 'PCI DSS 8.6.2'],
    examine: (candidate, context) => {
      if (!JUDGED.has(candidate.location) || names.has(candidate.name) || isAllowed(candidate))
        return undefined
      return {
        message: `${subject(candidate)} has a value in "${fieldOf(candidate.location)}" that is not provably harmless (${sizeOf(candidate)}). The policy references-only lets such values pass only by name.`,
        hint: `If it is no credential, add its name to the allowed names. If it is one: ${plaintextHint(candidate, context)}`
      }
    }
  }
}

/** strictRules returns the rules for `detect` under the policy references-only: all of `rules`, then the policy. */
export function strictRules(allowed: readonly string[], rules: readonly Rule[]): readonly Rule[] {
  return [...rules, referencesOnly(allowed)]
}

function isAllowed({ location, name, value, length }: Candidate): boolean {
  if (isReferenceLocation(location)) return true
  if (value.length < length) return false
  if (value.trim() === '') return true
  // Under the name of a credential, only a switch or an empty value is allowed: {"name": "DB_PASSWORD", "value":
  // "true"}.
  if (judgeName(name).strength === 'strong') return /^(?:true|false)$/i.test(value.trim())
  return isHarmless(name, value)
}

/** Common setting values, which are not credentials under any name. */
const WORDS: ReadonlySet<string> = new Set(
  'true false yes no on off none null nil undefined enabled disabled enable disable required optional auto default always never production prod development dev staging stage stg test testing qa uat sandbox local preview demo live trace debug verbose info notice warn warning error fatal critical panic silent json text plain logfmt pretty console stdout stderr syslog file http https tcp udp grpc tls ssl unix utf8 utf-8 ascii utc gmt en de fr es it pt ja ko zh strict lax same-origin primary secondary leader follower worker web api server client scheduler cron batch master slave replica read write readonly readwrite rw ro internal external public private native docker ecs fargate ec2 aws linux windows amd64 arm64 x86_64 postgres postgresql mysql mariadb mongodb redis memcached sqlite sqs sns s3 kafka rabbitmq nginx node python java ruby php go'.split(
    ' '
  )
)

/**
 * Words at the end of a name whose value says which, where, or how much: a plain word under such a name is not a
 * credential.
 */
const PLAIN_TAILS: ReadonlySet<string> = new Set(
  'env environment stage mode level format type kind name names host hosts hostname port region zone cluster service services app application component role tenant team owner project namespace group topic queue stream bucket table database db schema index collection user username driver engine backend provider strategy policy algorithm protocol scheme locale language lang timezone tz encoding charset profile profiles feature features flag flags dialect adapter domain realm prefix suffix title label labels tags path dir directory file folder'.split(
    ' '
  )
)

/** Words at the end of a name whose value is a commit, a digest, or a version. */
const DIGEST_TAILS: ReadonlySet<string> = new Set(
  'sha commit revision rev version digest tag build release hash ref'.split(' ')
)

const NUMBER =
  /^[+-]?\d{1,18}(?:[.,]\d{1,9})?\s?(?:%|ms|us|ns|s|m|h|d|w|y|sec|secs|seconds?|min|mins|minutes?|hours?|days?|weeks?|[kmgt]i?b?|bytes?|vcpu)?$/i
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const VERSION =
  /^v?\d{1,6}(?:\.\d{1,6}){1,3}(?:-(?:alpha|beta|rc|snapshot|pre|dev|alpine|slim|bookworm|bullseye)(?:[.-]?\d{1,6}){0,2})?$/i
const REGION =
  /^[a-z]{2}(?:-[a-z]{2,5}){0,1}-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d[a-z]?$/
const ADDRESS =
  /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?::\d{1,5})?$|^\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\]?(?:\/\d{1,3})?$/i
const HOST =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}[a-z]{2,24}(?::\d{1,5})?$|^localhost(?::\d{1,5})?$|^[a-z][a-z-]{0,30}:\d{1,5}$/i
const ARN = /^arn:aws[a-z-]{0,20}:[a-z0-9-]{1,40}:[a-z0-9-]{0,30}:(?:\d{12}|aws)?:[\w+=,.@:/*-]{1,512}$/
const IMAGE =
  /^(?:[a-z0-9.-]{1,200}(?::\d{1,5})?\/)?[a-z0-9._/-]{1,200}(?::[\w.-]{1,64})?(?:@sha256:[0-9a-f]{64})?$/
const URL_TEXT =
  /^[a-z][a-z0-9+.-]{1,31}:\/\/(\[[0-9a-f:]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::\d{1,5})?(\/[^\s?#@]{0,512})?$/i
const PATH = /^(?:~|\.{1,2})?(?:\/[\w.@:+ -]{0,128}){1,32}$/
const WORD = /^[A-Za-z]+(?:[ _.:/-][A-Za-z]+){0,6}$/

/**
 * isHarmless returns whether a value cannot be a credential by its form alone: a number, a switch, a duration, a
 * Region, a host, a URL without login and query, an ARN, a path, a version, a well-known word; under a suitable name,
 * also a plain word or a digest. Comma-separated lists of these are harmless too. Everything else is not, however
 * likely it is.
 */
export function isHarmless(name: string, value: string): boolean {
  const text = value.trim()
  if (text === '') return true
  if (text.length > 1024) return false
  const last = lastWord(name)
  const items = text.split(/\s{0,4}[,;]\s{0,4}/)
  return items.length <= 64 && items.every(item => isHarmlessItem(item, last))
}

function lastWord(name: string): string {
  return splitName(name).findLast(word => !/^\d+$/.test(word)) ?? ''
}

function isHarmlessItem(text: string, tail: string): boolean {
  if (text === '' || WORDS.has(text.toLowerCase())) return true
  if ([NUMBER, DATE, VERSION, REGION, ADDRESS, ARN].some(pattern => pattern.test(text))) return true
  if (HOST.test(text)) return !text.split(/[.:-]/).some(looksDrawn)
  const url = URL_TEXT.exec(text)
  if (url) return isQuiet(`${url[1]}${url[2] ?? ''}`)
  if (PATH.test(text)) return isQuiet(text)
  if (hasTemplate(text)) return isWholeTemplate(text)
  return isNamedForm(text, tail)
}

/** Forms that a password can have too; they count only under a suitable name. */
function isNamedForm(text: string, tail: string): boolean {
  if (DIGEST_TAILS.has(tail)) return /^(?:sha256:)?[0-9a-f]{7,64}$/.test(text) || WORD.test(text)
  if (tail === 'image') return IMAGE.test(text) && isQuiet(text.replace(/@sha256:.*/, ''))
  return PLAIN_TAILS.has(tail) && text.length <= 128 && isPlainName(text)
}

/** `ops_pipeline`, `signal-engine-1m`, `orders.v2`: words and short numbers with separators. */
function isPlainName(text: string): boolean {
  return (
    WORD.test(text) || (/^[A-Za-z][A-Za-z0-9]*(?:[ _.:/-][A-Za-z0-9]+){0,10}$/.test(text) && isQuiet(text))
  )
}

/** A template is not a credential in this file. Under the name of a credential, the rules for names report it. */
function isWholeTemplate(text: string): boolean {
  return /^(?:\$\{\{[^{}]{1,512}\}\}|\$\{[A-Za-z_]\w{0,127}\}|\$[A-Za-z_]\w{0,127}|\{\{[^{}]{1,512}\}\})$/.test(
    text
  )
}

/** Whether no part looks random: webhooks contain their secret in the path. */
function isQuiet(text: string): boolean {
  return !text.split(/[^A-Za-z0-9]+/).some(looksDrawn)
}

/** Letters and digits mixed in eight characters or more, or a run too long for a word. */
function looksDrawn(part: string): boolean {
  if (part.length > 32) return true
  return part.length >= 8 && /\d/.test(part) && /[A-Za-z]/.test(part) && !/^[A-Za-z]+\d{1,4}$/.test(part)
}
