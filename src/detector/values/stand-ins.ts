import { judgeName } from '../names/credential-name.ts'

/** `pleaseEnter`, `please_change_me`: a request. */
const REQUEST =
  /^please[-_ ]?(?:enter|change|set|replace|fill|insert|provide|add|update|define|specify|input|edit|override)(?:[-_ ]?(?:me|this|it|here|your|an?|the|own|real|strong|secure|secret|password|passwd|pass|pwd|token|key|api|value|credentials?|db|database|user|name|before|in|to|with|use|production|prod|deploy|deploying|now)){0,6}$/i

/** `a-placeholder-secret-for-rails`: words and dashes that call themselves a placeholder. */
const CALLED = /^(?:[a-z]{1,24}[-_ ]){0,8}placeholder(?:[-_ ][a-z]{1,24}){0,8}$/i

/** `Should be edited in the console`: a remark about what to do with it. */
const TO_BE_DONE =
  /^(?:should|must|can|will|has to|have to|needs? to) be [a-z]{2,20}(?: [\w./()-]{1,40}){0,12}\.?$/i

/** Two metasyntactic words or more: `foobar`, `hogefuga`. Under a password's name they are one that works. */
const METASYNTACTIC = /^(?:(?:foo|bar|baz|qux|hoge|fuga|piyo)[-_]?){2,4}$/i

/** `...password...`: what belongs there, between ellipses. */
const ELIDED = /^(?:\.{3}|…)\p{L}[\p{L} _-]{0,62}(?:\.{3}|…)$/u

/** `No secret`, `not configured yet`: a message that there is none. `no more monkeys jumping` is a passphrase. */
const ABSENT =
  /^(?:(?:no|missing)(?: [a-z]{2,20}){0,2} (?:secret|password|token|key|credential|value)s?|not(?: [a-z]{2,20})? (?:set|used|needed|required|configured|defined|available|provided|given|found|specified))(?: (?:here|yet|set|used|needed|required|configured|defined|available|provided|given|found|specified)){0,2}[.!]?$/i

/** `YourStrongPassword`, `yourDbPassword`, `yourchattoken`: yours in one word, without a digit or a sign. */
const YOURS_JOINED = /^[Yy]our(?:(?:[A-Z][a-z]{1,15}){1,5}|[a-z]{2,32}(?:token|(?:api|access|secret)key))$/

/** `not-a-real-password`, `this is not a real key`, `not-real`: a text that says that it is none. */
const DENIED =
  /^(?:(?:this|that|it)[-_ ]?is[-_ ]?)?(?:not[-_ ]?(?:an?|the|my|your|any)?[-_ ]?(?:real|actual|genuine)|fake[-_ ]not[-_ ]real)(?:[-_ ]?(?:api|db|database|jwt|auth|access|client|prod|production|django|app|user|value|password|passwd|pass|pwd|secret|token|key|credential|one)s?){0,5}[.!]?$/i

/** `replacelogtoken`, `replacewithactualkey`, `changethispassword`, `putyoursecrethere`: a request in one word. */
const ASKED =
  /^(?:replace[a-z]{1,24}|(?:change|insert|enter|put|fill|type|paste)(?:in|with|this|that|your|my|the|our|actual|real){1,4}[a-z]{0,16})(?:password|passwd|pass|pwd|secret|token|key|credential|value)s?(?:here|later|please|now)?$/

/** `value_one`, `some-value-2`: a value, and nothing about it. */
const VALUE =
  /^(?:(?:some|any|my|the|your|an?)[-_ ])?values?[-_ ]?(?:\d{1,2}|one|two|three|four|five|[a-d])$|^(?:some|any|the)[-_ ]values?$/i

/** `sk-여기에키를넣으세요`: a provider's prefix and words in another script, of which no provider makes keys. */
const IN_OTHER_SCRIPT =
  /^(?:sk|pk|rk|ghp|gho|github_pat|glpat|hf|gsk|xai|re|xox[abpr]|AIza|SG|npm|key|api|token)(?:[-_.](?:proj|ant|or|live|test|api))?[-_.](?=\P{ASCII})[\p{L}\p{M}\s_.!…-]{2,128}$/u

/** `managed-outside-terraform`, `manually-updated`, `use-iam-role-instead`: where the value comes from. */
const MANAGED =
  /^(?:(?:managed|created|configured|maintained|set|updated|filled|populated|replaced|defined|rotated)[-_ ](?:outside|elsewhere|manually|externally|later|by[-_ ]hand)(?:[-_ ](?:of|terraform|cloudformation|tf|cdk|pulumi|iac|git|aws|in|the|console)){0,4}|(?:manually|externally)[-_ ](?:managed|set|updated|configured|populated|created|rotated)|use[-_ ](?:(?:the|an?|aws|ecs)[-_ ]){0,2}(?:iam|task|instance|execution)(?:[-_ ](?:role|profile|auth|authentication|instead|credentials)){1,3})$/i

/** `no-key-required`, `no api key needed`: a program asks for one and does not use it. */
const UNUSED =
  /^(?:no|any)[-_ ]?(?:api[-_ ]?)?(?:key|token|password|secret|auth)(?:[-_ ]?(?:is|needed|required|used|necessary|here)){1,2}$/i

/** `base64:`: how something is encoded that follows. */
const ENCODING = /^(?:base(?:32|64|64url)|hex|raw|plain|bcrypt|sha-?\d{1,3}|aes|kms|enc):$/i

/** A name that says nothing else: a member of a map may have it for what it is about. */
const BARE = /^(?:secret|token|credential|password|key)s?$/i

const ASCII = /^\p{ASCII}*$/u

/** standsIn returns whether a text says that it stands for a credential, or that it is none. */
export function standsIn(text: string, name: string): boolean {
  if (text.length > 128) return false
  // key-… in another script may be a password that somebody chose.
  if (!ASCII.test(text))
    return (
      IN_OTHER_SCRIPT.test(text) && !/[A-Za-z]/.test(text.slice(12)) && judgeName(name).kind !== 'password'
    )
  if (text.endsWith(':')) return ENCODING.test(text)
  const plain = text.replace(/^(?:sk|pk|rk|ghp|glpat|xox[abpr])[-_]/, '')
  if (/real|actual|genuine/i.test(plain) && DENIED.test(plain)) return true
  if (/^(?:replace|change|insert|enter|put|fill|type|paste)/i.test(plain) && ASKED.test(plain.toLowerCase()))
    return true
  if (MANAGED.test(plain) || UNUSED.test(plain) || /^(?:live|test)_x{3,5}$/.test(plain)) return true
  return (/value/i.test(plain) && VALUE.test(plain)) || (BARE.test(name) && describes(text, name))
}

/**
 * `secrets = "Secrets Manager encryption"`: a sentence with the word for what its name says. For a password it says
 * `of` or `the` too: three words are a passphrase.
 */
function describes(text: string, name: string): boolean {
  if (/^password/i.test(name) && !/ (?:of|for|the|in|to|from|with|by) /.test(text)) return false
  return /^(?=.{0,200}\b(?:[Ss]ecret|[Tt]oken|[Cc]redential|[Pp]assword|[Kk]ey)s?\b)[A-Z][A-Za-z'-]{1,32}(?: [A-Za-z'(&/),-]{1,32}){1,11}\.?$/.test(
    text
  )
}

/**
 * `changeme123`, `ChangeMe_2026!`, `replace_me_21_02_20`: a request that had to fit the rules of passwords. It works as
 * it stands.
 */
export function isMadeToFit(text: string): boolean {
  return /^(?:change|replace)[-_]?(?:me|it|this|now)(?:[-_.@]?\d{1,4}){1,3}[!@#$%.*?]{0,2}$/i.test(text)
}

/** standsForNothing returns whether a text has one of the forms that a glance at the text rules out for most values.
 */
export function standsForNothing(text: string, name: string): boolean {
  if (text.includes(' ') && (ABSENT.test(text) || TO_BE_DONE.test(text))) return true
  if (text.startsWith('.') || text.startsWith('…')) return ELIDED.test(text)
  if (text.startsWith('our', 1)) return YOURS_JOINED.test(text)
  if (text.startsWith('lease', 1)) return REQUEST.test(text)
  if (METASYNTACTIC.test(text)) return judgeName(name).kind !== 'password'
  return /placeholder/i.test(text) && CALLED.test(text)
}
