import { splitName } from '../names/credential-name.ts'
import { classifyValue } from './classify.ts'
import { hasTemplate } from './templates.ts'

/** Common setting values, which are not credentials under any name. */
const WORDS = new Set(
  'null nil undefined production prod development dev staging stage stg test testing qa uat sandbox local preview demo live trace debug verbose info notice warn warning error fatal critical silent json text plain logfmt pretty console stdout stderr syslog http https tcp udp grpc tls utf8 utf-8 ascii utc en de fr es it ja strict lax primary secondary leader follower worker web api server client scheduler cron batch read write readonly rw ro internal external public private docker ecs fargate aws linux windows amd64 arm64 x86_64 postgres postgresql mysql mongodb redis sqlite sqs sns s3 kafka rabbitmq nginx node python java'.split(
    ' '
  )
)

/** Words at the end of a name whose value states which, where, or how much: a plain word under it is no credential. */
const PLAIN_TAILS = new Set(
  'env environment stage mode level format type kind name names host hosts hostname port region zone cluster service services app application component role tenant team owner project namespace group topic queue stream bucket table database db schema index user username driver engine backend provider strategy policy algorithm protocol scheme locale language timezone tz encoding profile feature flag dialect adapter domain realm prefix suffix title label labels tags path dir directory file folder'.split(
    ' '
  )
)

/** Words at the end of a name whose value is a commit, a digest, or a version. */
const DIGEST_TAIL = /^(?:sha|commit|revision|rev|version|digest|tag|build|release|hash|ref)$/

const VERSION =
  /^v?\d{1,6}(?:\.\d{1,6}){1,3}(?:-(?:alpha|beta|rc|snapshot|pre|dev|alpine|slim)(?:[.-]?\d{1,6}){0,2})?$/i
const REGION = /^[a-z]{2}(?:-[a-z]{2,5})?-(?:north|south|east|west|central){1,2}-\d[a-z]?$/
const ADDRESS =
  /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?::\d{1,5})?$|^\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\]?(?:\/\d{1,3})?$/i
const HOST =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}[a-z]{2,24}(?::\d{1,5})?$|^localhost(?::\d{1,5})?$|^[a-z][a-z-]{0,30}:\d{1,5}$/i
const ARN = /^arn:aws[a-z-]{0,20}:[a-z0-9-]{1,40}:[a-z0-9-]{0,30}:(?:\d{12}|aws)?:[\w+=,.@:/*-]{1,512}$/
const IMAGE =
  /^((?:[a-z0-9.-]{1,200}(?::\d{1,5})?\/)?[a-z0-9._/-]{1,200})(?::([\w.-]{1,128}))?(?:@sha256:[0-9a-f]{64})?$/
/** The parts of an image's tag: short ones, commits, digests, words with a number, numbers with a unit, times. */
const TAG_PART = /^(?:\w{0,7}|[0-9a-f]{0,64}|[A-Za-z]{0,20}\d{0,12}|\d{1,12}[A-Za-z]{1,4}|\d{8}T\d{4,6}Z?)$/
const URL_TEXT =
  /^[a-z][a-z0-9+.-]{1,31}:\/\/(?:\[[0-9a-f:]{2,45}\]|[\w.-]{1,253})(?::\d{1,5})?(?:\/[^\s?#@]{0,512})?$/i
const WORD = /^[A-Za-z]+(?:[ _.:/-][A-Za-z]+){0,6}$/
const WHOLE_TEMPLATE =
  /^(?:\$\{\{[^{}]{1,512}\}\}|\$\{[A-Za-z_]\w{0,127}\}|\$[A-Za-z_]\w{0,127}|\{\{[^{}]{1,512}\}\})$/

/**
 * isHarmless returns whether a value cannot be a credential by its form alone: a number, a switch, a duration, a
 * Region, a host, a URL without login and query, an ARN, a path, a version, a well-known word; under a suitable name,
 * also a plain word or a digest. Comma-separated lists of these are harmless too. Everything else is not, however
 * likely it is.
 */
export function isHarmless(name: string, value: string): boolean {
  const text = value.trim()
  if (text.length > 1024) return false
  const tail = splitName(name).findLast(word => !/^\d+$/.test(word)) ?? ''
  const items = text.split(/\s{0,4}[,;]\s{0,4}/)
  return items.length <= 64 && items.every(item => isHarmlessItem(item, tail))
}

function isHarmlessItem(text: string, tail: string): boolean {
  if (text === '' || WORDS.has(text.toLowerCase())) return true
  if ([VERSION, REGION, ADDRESS, ARN].some(pattern => pattern.test(text))) return true
  if (HOST.test(text)) return !text.split(/[.:-]/).some(looksDrawn)
  if (hasTemplate(text)) return WHOLE_TEMPLATE.test(text)
  const kind = classifyValue(text, '')
  if (kind === 'switch' || kind === 'number') return true
  if (kind === 'url') return URL_TEXT.test(text) && isQuiet(text.replace(/:\d{1,5}(?=\/|$)/, ''))
  if (/^(?:~|\.{1,2})?\//.test(text)) return kind === 'path' && isQuiet(text)
  // Forms that a password can have too; they count only under a suitable name.
  if (DIGEST_TAIL.test(tail)) return /^(?:sha256:)?[0-9a-f]{7,64}$/.test(text) || WORD.test(text)
  if (tail === 'image') {
    const [, repository, tag = ''] = IMAGE.exec(text) ?? []
    return (
      repository !== undefined && isQuiet(repository) && tag.split(/[._-]/).every(part => TAG_PART.test(part))
    )
  }
  const isName =
    WORD.test(text) || (/^[A-Za-z][A-Za-z0-9]*(?:[ _.:/-][A-Za-z0-9]+){0,10}$/.test(text) && isQuiet(text))
  return PLAIN_TAILS.has(tail) && text.length <= 128 && isName
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
