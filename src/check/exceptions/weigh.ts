import type { Finding } from '../../detector/rule.ts'
import { groupBy, grouped } from '../../list.ts'
import { present } from '../../present.ts'
import { entryKey, type LocatedDocument, readComments } from './comments.ts'
import {
  type AllowComment,
  type BaseDoubt,
  dayAfter,
  type Excepted,
  type Exception,
  isForAll,
  isGlob,
  isWholeRepository,
  lastMoment,
  matchesPath
} from './exception.ts'
import {
  BROAD,
  commentFinding,
  ENDING,
  EXPIRED,
  exceptionFinding,
  pendingFinding,
  UNUSED
} from './findings.ts'

/** Everything that decides which exceptions apply. */
export type Weights = {
  readonly exceptions: readonly Exception[]
  /** Files that were read completely: only for those can an exception be called unused. */
  readonly scanned: readonly string[]
  /** Rules that were not applied in this run; exceptions for them cannot be called unused. */
  readonly idleRules: readonly string[]
  /** The IDs that a comment can name. */
  readonly rules: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
  /** Every file that a run without a selection would read: an exception that matches all of them is too broad. */
  readonly all?: readonly string[]
  /** Exceptions of a pull request that do not count until it is merged. */
  readonly pending?: readonly Exception[]
  /** Why the exceptions of the base are unknown; absent if they are known. */
  readonly doubt?: BaseDoubt
  /** On a pull request: each file with comments as it is on the base. One that does not exist there is absent. */
  readonly base?: ReadonlyMap<string, LocatedDocument | BaseDoubt>
}

/** The findings that still count, including those about exceptions, and the excepted ones. */
export type Applied = { readonly findings: readonly Finding[]; readonly excepted: readonly Excepted[] }

/** From how many days before its end on each run states that an exception ends. */
const DAYS_BEFORE = 14

/**
 * weighFindings removes the findings that an exception or a comment of the files covers, and adds findings about
 * exceptions that are expired, ending, unused, too broad or pending. The findings keep their order; added ones come
 * last.
 */
export function weighFindings(
  findings: readonly Finding[],
  files: readonly LocatedDocument[],
  given: Weights
): Applied {
  const { exceptions, pending: brought = [], doubt, base, rules, now, idleRules } = given
  const isBroad = broadIn(given.all ?? [])
  const narrow = exceptions.filter(one => !isBroad(one))
  const waiting = new Set(brought.filter(one => !isBroad(one)))
  const coveringOf = indexOf([...narrow, ...waiting])
  const comments = files.flatMap(file => readComments(file, rules))
  const allowedBy = commentsFor(comments.filter(({ rule, hasReason }) => rule !== undefined && hasReason))
  const approval = base && approvalBy(base, rules)
  const isOver = isOverAt(now)
  const used = new Set<Exception | AllowComment>()
  const missed = new Set<Exception>()
  const unapproved = new Map<AllowComment, BaseDoubt | undefined>()
  const kept: Finding[] = []
  const excepted: Excepted[] = []
  for (const finding of findings) {
    const covering = coveringOf(finding)
    const own = covering.filter(one => !waiting.has(one))
    const valid = own.find(one => !isOver(one))
    const allowed = allowedBy(finding)
    for (const one of [...own, ...allowed]) used.add(one)
    const [comment] = allowed
    const answer = comment && (approval?.(comment, finding) ?? 'counts')
    if (valid) excepted.push(exceptedBy(finding, valid))
    else if (comment && answer === 'counts') excepted.push({ finding, by: 'comment', place: comment.place })
    else {
      kept.push(finding)
      for (const one of covering) missed.add(one)
      if (comment && answer !== 'counts') unapproved.set(comment, answer === 'pending' ? undefined : answer)
    }
  }
  return { excepted, findings: [...kept, ...aboutExceptions()] }

  function aboutExceptions(): readonly Finding[] {
    const own = narrow.filter(isSaid)
    const isIdle = (one: Exception) => !used.has(one) && couldMatch(one, given)
    const ending = own.filter(
      one => used.has(one) && !isOver(one) && one.expires <= dayAfter(now, DAYS_BEFORE)
    )
    return [
      ...[...exceptions.filter(isSaid), ...brought]
        .filter(isBroad)
        .map(one => exceptionFinding(BROAD, [one])),
      // if the base is not known, only those that would cover a finding
      ...[...waiting]
        .filter(one => doubt === undefined || missed.has(one))
        .map(one => pendingFinding(one, doubt)),
      ...[...unapproved].map(([comment, why]) => pendingFinding(comment, why)),
      ...own.filter(one => isOver(one) && missed.has(one)).map(one => exceptionFinding(EXPIRED, [one])),
      ...groupBy(ending, ({ expires }) => expires).map(same => exceptionFinding(ENDING, same)),
      ...own.filter(isIdle).map(one => exceptionFinding(UNUSED, [one])),
      ...comments.filter(one => !used.has(one) && !idleRules.includes(one.rule ?? '')).map(commentFinding)
    ]
  }
}

/** Whether an exception has ended. */
const isOverAt = (now: number) => (exception: Exception) => (lastMoment(exception.expires) ?? 0) < now

function exceptedBy(finding: Finding, { place, expires, isBaseline }: Exception): Excepted {
  return { finding, by: 'configuration', place, until: expires, ...present({ isBaseline }) }
}

/** Exceptions that a pull request removes, and generated ones, are not reported. */
function isSaid({ isOnBaseOnly, isDerived }: Exception): boolean {
  return !isOnBaseOnly && !isDerived
}

/** A baseline has one exception per finding, which can be thousands: they are grouped by variable and rule. */
function indexOf(exceptions: readonly Exception[]): (finding: Finding) => readonly Exception[] {
  const groups = grouped(exceptions, ({ variable = '', rule }) => `${rule} ${variable}`)
  return ({ name, rule, container, file }) =>
    (groups.get(`${rule} ${name}`) ?? []).filter(
      one => (one.container === undefined || one.container === container) && matchesPath(one.file, file)
    )
}

/** The comments that refer to the place of a finding, or stand at its line; a file can hold thousands. */
function commentsFor(comments: readonly AllowComment[]): (finding: Finding) => readonly AllowComment[] {
  const key = (...parts: readonly unknown[]) => JSON.stringify(parts)
  const byLine = grouped(comments, ({ rule, file, line }) => key(rule, file, line))
  // comments of a line refer to the same entries
  const entries = [...byLine.values()].flatMap(([first]) =>
    first === undefined ? [] : Array.from(first.entries.keys(), entry => ({ ...first, entry }))
  )
  const byEntry = grouped(entries, ({ rule, file, entry }) => key(rule, file, entry))
  return ({ rule, file, pointer, place }) => {
    const own = byEntry.get(key(rule, file, entryKey(pointer, place?.line))) ?? []
    const lines = own.map(({ line }) => line)
    return [...new Set([...lines, place?.line])].flatMap(line => byLine.get(key(rule, file, line)) ?? [])
  }
}

/** Returns whether an exception is too broad, by its form or by what it matches. */
function broadIn(all: readonly string[]): (exception: Exception) => boolean {
  const known = new Map<string, boolean>()
  return ({ file, variable }) => {
    if (variable === undefined || variable === '*') return true
    const found = known.get(file) ?? (isWholeRepository(file) || isForAll(file, all))
    known.set(file, found)
    return found
  }
}

function couldMatch({ file, rule }: Exception, { scanned, idleRules }: Weights): boolean {
  if (idleRules.includes(rule)) return false
  return isGlob(file) ? scanned.some(path => matchesPath(file, path)) : scanned.includes(file)
}

/** A comment counts if the base has one for the same rule at the same entry. */
function approvalBy(
  base: ReadonlyMap<string, LocatedDocument | BaseDoubt>,
  rules: readonly string[]
): (comment: AllowComment, finding: Finding) => 'counts' | 'pending' | BaseDoubt {
  const approved = new Map(
    [...base].flatMap(([file, before]) =>
      'why' in before ? [] : [[file, approvedEntries(readComments(before, rules))] as const]
    )
  )
  return ({ file, rule = '', entries }, { pointer, place }) => {
    const before = base.get(file)
    if (before !== undefined && 'why' in before) return before
    const name = entries.get(entryKey(pointer, place?.line))
    return name !== undefined && approved.get(file)?.has(`${rule} ${name}`) ? 'counts' : 'pending'
  }
}

/** approvedEntries lists what comments allow, as `<rule> <entry>`, whether there is a finding or not. */
export function approvedEntries(comments: readonly AllowComment[]): ReadonlySet<string> {
  return new Set(
    comments.flatMap(({ rule, hasReason, entries }) =>
      rule !== undefined && hasReason ? [...entries.values()].map(name => `${rule} ${name}`) : []
    )
  )
}

/** Exceptions of a pull request's file, by whether they count. */
export type Standing = { readonly counted: readonly Exception[]; readonly pending: readonly Exception[] }

/**
 * standingOnBase decides which exceptions count on a pull request: those of its base, with the base's expiration day.
 * What the pull request adds, widens or renews is pending. What it removes counts until it is merged, and is not
 * reported.
 */
export function standingOnBase(
  head: readonly Exception[],
  base: readonly Exception[],
  now: number
): Standing {
  const approved = new Map(base.map(exception => [keyOf(exception), exception]))
  const own = new Set(head.map(keyOf))
  const isOver = isOverAt(now)
  const counted: Exception[] = []
  const pending: Exception[] = []
  for (const one of head) {
    const before = approved.get(keyOf(one))
    if (before === undefined || (isOver(before) && !isOver(one))) pending.push(one)
    else counted.push({ ...one, expires: earlier(one.expires, before.expires) })
  }
  const removed = base.filter(one => !own.has(keyOf(one)))
  return { counted: [...counted, ...removed.map(one => ({ ...one, isOnBaseOnly: true as const }))], pending }
}

function earlier(...days: readonly [string, string]): string {
  return days.toSorted()[0] as string
}

/** The reason may be reworded, and the entry may move. */
function keyOf({ file, container, variable, rule }: Exception): string {
  return JSON.stringify([file, container ?? null, variable ?? null, rule])
}
