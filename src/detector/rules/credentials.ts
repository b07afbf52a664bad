import { plaintextHint, plaintextMessage, sizeOf, subject } from '../advice.ts'
import { type Candidate, isCommandLocation, isReferenceLocation, type Location } from '../candidate.ts'
import { headerCredential } from '../commands.ts'
import { embeddedCredential, looksLikeJson } from '../embedded.ts'
import { findLogin, findUrlLogin, type Login, loginCertainty, loginWhat } from '../logins.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { matchShape, type ShapeMatch } from '../shapes/match.ts'
import { CERTAINTIES, credentialByName, type Hit } from '../values/credential.ts'
import { looksRandom } from '../values/describe.ts'
import { defaultValues } from '../values/templates.ts'

/** What a rule about a literal credential states of itself; all else is the same for all of them. */
type Row = {
  readonly id: string
  readonly summary: string
  readonly controls: readonly string[]
  readonly takesWhole?: true
  /** The credentials in a text; the first one is reported, and all are masked. */
  readonly hitsIn: (candidate: Candidate, context: RuleContext) => readonly Hit[]
  /** What the advice begins with. */
  readonly advice?: string
}

const PLAINTEXT = ['Security Hub ECS.8', 'PCI DSS 8.6.2', 'CWE-798', 'CWE-312']

/** The rules about literal credentials, by importance: a text gets one finding, from the first rule with evidence. */
const ROWS: readonly Row[] = [
  {
    id: 'secret/token-shape',
    summary: 'A text has the shape of a known provider’s token or of a private key.',
    controls: PLAINTEXT,
    hitsIn: candidate => {
      const match = shapeIn(candidate)
      if (!match) return []
      const { what, prefix } = match.shape
      const named = prefix === undefined ? what : `${what} (${prefix}…)`
      return [
        { what: named, certainty: match.verification === 'unsure' ? 'likely' : 'sure', secret: match.token }
      ]
    }
  },
  {
    id: 'secret/url-userinfo',
    summary: 'A URL or connection string holds a password or key.',
    controls: PLAINTEXT,
    hitsIn: candidate => {
      const login = loginIn(candidate)
      if (!login) return []
      const hit = { what: loginWhat(login), certainty: loginCertainty(login) }
      return [login.raw, login.password].map(secret => ({ ...hit, secret }))
    },
    advice: 'Put the whole text into the secret, or only the password and let the application join them. '
  },
  {
    id: 'secret/by-name',
    summary: 'A variable, option or label whose name looks like a credential has a literal value.',
    controls: PLAINTEXT,
    hitsIn: candidate => listOf(byName(candidate))
  },
  {
    id: 'secret/command',
    summary: 'A command, entry point or health check holds a credential.',
    controls: ['PCI DSS 8.6.2', 'CWE-798', 'CWE-214'],
    takesWhole: true,
    hitsIn: ({ location, command }, context) =>
      command && isCommandLocation(location) ? context.credentialsInWord(command) : []
  },
  {
    id: 'secret/embedded',
    summary: 'A text such as JSON, base64 or a list of settings holds a credential inside.',
    controls: PLAINTEXT,
    takesWhole: true,
    hitsIn: candidate => listOf(embedded(candidate)),
    advice:
      'Put the whole text into the secret, or take the credential out of it and let the application read it from a separate variable. '
  },
  {
    id: 'secret/default-value',
    summary: 'A template has a literal credential as its default value.',
    controls: [...PLAINTEXT, 'CWE-1392'],
    hitsIn: candidate => listOf(asDefault(candidate)),
    advice: 'Leave the default out, so that a missing value is an error. '
  }
]

/** The rules about literal credentials, in the order of their importance. */
export const CREDENTIAL_RULES: readonly Rule[] = ROWS.map(({ hitsIn, advice = '', ...row }) => ({
  ...row,
  level: 'error',
  category: 'credential',
  confidence: 'high',
  docs: `docs/rules/${row.id.slice(7)}.md`,
  examine: (candidate, context) => {
    const [hit] = hitsIn(candidate, context)
    return (
      hit && {
        message: messageOf(candidate, hit),
        hint: `${advice}${plaintextHint(candidate, context)}`,
        ...CERTAINTIES[hit.certainty]
      }
    )
  },
  credentialsIn: (candidate, context) => hitsIn(candidate, context).map(({ secret }) => secret)
}))

function messageOf(candidate: Candidate, { what }: Hit): string {
  return isReferenceLocation(candidate.location)
    ? `${subject(candidate)} holds ${what} where ECS expects a reference (${sizeOf(candidate)}). Everyone who can read this file can read it.`
    : plaintextMessage(candidate, what)
}

function listOf(hit: Hit | undefined): readonly Hit[] {
  return hit ? [hit] : []
}

/** Names inside an ARN can look like tokens, so only a match that begins with a token prefix counts there. */
function shapeIn({ name, value }: Candidate): ShapeMatch | undefined {
  const match = matchShape(value, name)
  if (!match || !/^arn:[a-z0-9-]{1,32}:/.test(value)) return match
  // sk_live_… of Stripe has the needle k_live_
  const isPrefixed = match.shape.needles.some(
    needle =>
      /^[A-Za-z]\w{1,10}[_.-]$/.test(needle) && match.token.slice(0, needle.length + 2).includes(needle)
  )
  return isPrefixed ? match : undefined
}

function loginIn({ location, value }: Candidate): Login | undefined {
  // A reference contains no login, except one like `secretsmanager:postgres://user:…@host`.
  if (isReferenceLocation(location)) return value.includes('://') ? findUrlLogin(value) : undefined
  return isCommandLocation(location) ? findUrlLogin(value) : findLogin(value)
}

/** Labels and tags often describe secrets (`secret-name: app`), so a plain word under such a name proves nothing. */
const NOTES: ReadonlySet<Location> = new Set(['label', 'tag'])

/** `app1`, `orders-2`: a tag `token` or `secret` is what the thing is for. */
const NAME_OF_THING = /^[a-z]{2,24}(?:[-_./][a-z]{2,24}){0,4}[-_.]?\d?$/

function byName({ location, name, value }: Candidate): Hit | undefined {
  if (isReferenceLocation(location) || isCommandLocation(location) || location === 'environment-file')
    return undefined
  // FireLens and Fluent Bit: "Header": "Authorization Bearer …"
  if (location !== 'environment' && /^headers?$/i.test(name))
    return headerCredential(value.replace(/^([\w-]{1,64})\s/, '$1: '))
  // JSON is judged by the names inside it: {"user": "app", "password": "${PASSWORD}"} contains no credential.
  if (looksLikeJson(value) && /["':,]/.test(value)) return undefined
  const hit = credentialByName(name, value)
  if (!hit || !NOTES.has(location) || /^a (?:user name and a )?password$/.test(hit.what)) return hit
  if (location === 'tag' && NAME_OF_THING.test(value)) return undefined
  return looksRandom(value.trim()) ? hit : { ...hit, certainty: 'unsure' }
}

function embedded({ location, name, value }: Candidate): Hit | undefined {
  if (location === 'environment-file') {
    if (value.startsWith('arn:')) return undefined
    // DB_PASSWORD=x in the place of a file's address
    const named = credentialByName(name, value)
    if (named) return named
  }
  // A document or a setting in the place of a reference is none: the secret itself was pasted there.
  const isPasted = looksLikeJson(value) || /^[A-Za-z_][\w.-]{0,127}=/.test(value)
  return isReferenceLocation(location) && !isPasted ? undefined : embeddedCredential(value, name)
}

function asDefault({ location, name, value }: Candidate): Hit | undefined {
  if (isReferenceLocation(location)) return undefined
  for (const { variable, value: text } of defaultValues(value)) {
    // MINIO_ROOT_USER=${ACCESS_KEY:-admin}: the name of a user, whatever the variable is called.
    const isUser = /(?:^|[_.-])user(?:_?name)?$/i.test(name) && /^[A-Za-z]+$/.test(text)
    const hit =
      (isUser ? undefined : credentialByName(asking(variable, text), text)) ??
      credentialByName(asking(name, text), text)
    if (hit)
      return {
        ...hit,
        what: `${hit.what.replace(/ \(matched by name\)$/, '')} as the default value of a template`
      }
  }
  return undefined
}

/**
 * The name to judge a default by. `db_password` for DB_PASSWORD is a placeholder elsewhere, where something replaces
 * it; a default is what the variable has if nothing does.
 */
function asking(name: string, text: string): string {
  const words = (of: string) => of.toLowerCase().replace(/[.-]/g, '_')
  const isRepeated = text === text.toLowerCase() && words(text) === words(name)
  return isRepeated ? name.slice(name.search(/[^_.-]*$/)) : name
}
